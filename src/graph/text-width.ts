/**
 * Widths of text without a page to measure on. Classes of alike letters, in shares of the font size, as the widest of
 * the usual sans fonts have them: a tag that is a little too wide reads well, one that is too narrow does not.
 */
const NARROW = new Set("ijl.,:;|!'`");
const SLIM = new Set('frtI()[]{}-/ ');
const WIDE = new Set('mwMW%@✕✓⊘◐');

export function textWidth(text: string, fontSize: number, weight: 'normal' | 'bold' = 'normal'): number {
  let units = 0;
  for (const letter of text) {
    if (NARROW.has(letter)) units += 0.29;
    else if (SLIM.has(letter)) units += 0.38;
    else if (WIDE.has(letter)) units += 0.9;
    else if (letter >= 'A' && letter <= 'Z') units += 0.69;
    else units += 0.6;
  }
  return units * fontSize * (weight === 'bold' ? 1.12 : 1);
}

/** The text, or as much of its beginning as fits, with an ellipsis. */
export function shortened(text: string, fontSize: number, width: number): string {
  if (textWidth(text, fontSize) <= width) return text;
  const letters = Array.from(text);
  while (letters.length > 1 && textWidth(`${letters.join('')}…`, fontSize) > width) letters.pop();
  return `${letters.join('')}…`;
}
