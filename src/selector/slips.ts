/** What people usually get wrong in a selector, and the sentence that says so. */

/** Slips that leave no doubt what was meant. */
export const slips = {
  whole: 'No quotes belong around the selector as a whole.',
  blank: 'A selector is one line; only blanks and tabs may stand between its parts.',
  dash: 'The dash in a name is the plain one.',
  curly: `Quotes are the straight ones, ' or ".`,
  torn: 'A quote is missing, or the two around a value differ.',
  bare: "Values stand in quotes: 'web'.",
  label: 'Label names stand without quotes.',
  equals: 'Equal is written ==, unequal !=.',
  joiner: '"And" is written &&, "or" is written ||.',
  comma: 'Comparisons are joined by &&, not by commas.',
  negation: '"Not" is written !, except in "not in".',
  word: 'Word operators are in, not in, contains, starts with and ends with, in lower case.',
  set: "A set stands in braces, with commas between its values: in {'a', 'b'}.",
  call: 'has(…), all() and global() are in lower case, with the parenthesis right behind the word.',
  has: 'Whether a label is there is written has(label).',
  list: 'has(…) takes one label.',
  parentheses: 'The parentheses do not pair up.',
} as const;
export type Slip = keyof typeof slips;

/** Slips that leave open what was meant. */
export const doubts = {
  operator: 'After a label comes ==, !=, in, not in, contains, starts with or ends with; or ask has(label).',
  value: 'After the operator comes a value in quotes.',
  values: "After in and not in comes a set of values: {'a', 'b'}.",
  term: "A comparison is missing: something like label == 'value' or has(label).",
  between: 'Two comparisons are joined by && (both must hold) or || (either).',
  has: 'Between the parentheses of has(…) stands one label.',
  constant: 'Nothing stands between the parentheses of all() and global().',
  parentheses: 'The parentheses do not pair up.',
} as const;
export type Doubt = keyof typeof doubts;
