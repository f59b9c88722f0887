/** How a label fails to be what was wanted, when it nearly is. */
export type Nearness = 'case' | 'blank' | 'typo';

/** Wanted values shorter than this are a letter away from too many others. */
const shortestTypo = 4;

/**
 * Whether `got` would do but for letter case, but for blanks and quotes, or (`typo`) for one letter more, less,
 * other, or swapped with its neighbour. `fits` says what would do.
 */
export function nearnessOf(
  got: string,
  wanted: string,
  fits: (got: string, wanted: string) => boolean,
): Nearness | undefined {
  if (fits(got.toLowerCase(), wanted.toLowerCase())) return 'case';
  const bare = withoutBlanks(wanted);
  if (bare !== '' && fits(withoutBlanks(got), bare)) return 'blank';
  return wanted.length >= shortestTypo && isOneEdit(got, wanted) ? 'typo' : undefined;
}

/** Without blanks, quotes of any kind and characters that cannot be seen. */
const withoutBlanks = (text: string): string =>
  text.replaceAll(/[\s\p{Quotation_Mark}\p{Default_Ignorable_Code_Point}]/gu, '');

function isOneEdit(a: string, b: string): boolean {
  let start = 0;
  while (start < a.length && a[start] === b[start]) start += 1;
  let [endA, endB] = [a.length, b.length];
  while (endA > start && endB > start && a[endA - 1] === b[endB - 1]) {
    endA -= 1;
    endB -= 1;
  }
  const [middleA, middleB] = [a.slice(start, endA), b.slice(start, endB)];
  if (middleA.length <= 1 && middleB.length <= 1) return middleA !== middleB;
  return middleA.length === 2 && middleB.length === 2 && middleA[0] === middleB[1] && middleA[1] === middleB[0];
}
