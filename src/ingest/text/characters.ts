/** Characters that word processors, chats, wikis and web pages put where YAML has ASCII. Source: input-formats 1.4. */

export type Damage = 'quotes' | 'dashes' | 'spaces' | 'invisible' | 'full-width' | 'entities';

const SINGLE = '\u2018\u2019\u201a\u201b\u2032\uff07';
const DOUBLE = '\u201c\u201d\u201e\u201f\u00ab\u00bb\u2033\uff02';
const DASHES = '\u2013\u2014\u2212\u2010\u2011\uff0d';
const SPACES = '\u00a0\u2007\u202f\u3000';
const INVISIBLE = '\u200b\u200c\u200d\u2060\u00ad\ufeff';
/** ASCII in the width of a Chinese character; quotes and the dash are above. */
const FULL_WIDTH = [...'!#$%&()*+,./:;<=>?@[\\]^_`{|}~'].map((c) => [
  String.fromCodePoint(c.charCodeAt(0) + 0xfee0),
  c,
]);

interface Repair {
  readonly damage: Damage;
  readonly ascii: string;
}

const entry = (characters: string, damage: Damage, ascii: string) =>
  [...characters].map((character): [string, Repair] => [character, { damage, ascii }]);

const repairs: ReadonlyMap<string, Repair> = new Map([
  ...entry(SINGLE, 'quotes', "'"),
  ...entry(DOUBLE, 'quotes', '"'),
  ...entry(DASHES, 'dashes', '-'),
  ...entry(SPACES, 'spaces', ' '),
  ...entry(INVISIBLE, 'invisible', ''),
  ...FULL_WIDTH.map(([wide = '', ascii = '']): [string, Repair] => [wide, { damage: 'full-width', ascii }]),
]);

/** What a character stands for, when it is one that does not belong into YAML syntax. */
export const repairOf = (character: string): Repair | undefined => repairs.get(character);

/** As they stand in page source. Kubernetes selectors use `&&`, so `&amp;` matters most. */
export const entities: ReadonlyMap<string, string> = new Map([
  ['&amp;', '&'],
  ['&quot;', '"'],
  ['&#34;', '"'],
  ['&#39;', "'"],
  ['&apos;', "'"],
  ['&lt;', '<'],
  ['&gt;', '>'],
  ['&nbsp;', ' '],
]);

/** Any of the above; a text without a match needs no look at its characters. */
export const SUSPICIOUS = new RegExp(
  `[${SINGLE}${DOUBLE}${DASHES}${SPACES}${INVISIBLE}\uff01-\uff5e]|&(?:amp|quot|#34|#39|apos|lt|gt|nbsp);`,
);

export const isDash = (character: string): boolean => character === '-' || DASHES.includes(character || ' ');

/** White space in the eyes of a reader: what may stand between a key, its colon and its value. */
export const isBlank = (character: string): boolean =>
  character === ' ' || character === '\t' || (character !== '' && (SPACES + INVISIBLE).includes(character));

/** Which kind of quote a character is, typographic or not. */
export function quoteFamilyOf(character: string): 'single' | 'double' | undefined {
  if (character === '') return undefined;
  if (character === "'" || SINGLE.includes(character)) return 'single';
  if (character === '"' || DOUBLE.includes(character)) return 'double';
  return undefined;
}

/** A line as it was meant, to recognise it by. Only for looking: offsets in it mean nothing. */
export function plainLine(line: string): string {
  if (!SUSPICIOUS.test(line)) return line;
  return Array.from(line, (character) => repairs.get(character)?.ascii ?? character).join('');
}
