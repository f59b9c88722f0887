/** A sentence in parts, so that the page can stress a name; `plain` joins it for text. */
export type Sentence = readonly (string | { readonly strong: string })[];

/** The sentence without stress: `By rule 2 of guard-payments in tier security, order 100, on ingress.` */
export const plain = (sentence: Sentence): string =>
  sentence.map((part) => (typeof part === 'string' ? part : part.strong)).join('');

export const strong = (text: string) => ({ strong: text });

/** `1 policy`, `2 policies`; the plural adds an `s` where none is given. */
export const counted = (count: number, one: string, many = `${one}s`): string =>
  `${groupDigits(count)} ${count === 1 ? one : many}`;

/** `a`, `a and b`, `a, b and c`. */
export function listed(items: readonly string[]): string {
  const last = items.at(-1) ?? '';
  return items.length < 2 ? last : `${items.slice(0, -1).join(', ')} and ${last}`;
}

/** `640 kB`, `57 MB`, `2.1 GB`. */
export function sizeText(bytes: number): string {
  if (bytes < 999_500) return `${Math.round(bytes / 1e3)} kB`;
  return bytes < 999.5e6 ? `${Math.round(bytes / 1e6)} MB` : `${(bytes / 1e9).toFixed(1)} GB`;
}

/** Thousands apart from five digits on: `9999`, `12 345`. A thin space, which no machine should read back. */
export const groupDigits = (count: number): string =>
  count < 10_000 ? String(count) : String(count).replace(/\B(?=(\d{3})+$)/g, '\u2009');
