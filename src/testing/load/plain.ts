/** Objects as the API server would give them; `undefined` is left out of every text. */
export type Plain = string | number | boolean | readonly Plain[] | PlainMap;
export interface PlainMap {
  readonly [key: string]: Plain | undefined;
}

/** The same with its keys sorted, as the API server's JSON comes out of `kubectl`. */
export function inKeyOrder<T extends Plain>(value: T): T {
  if (Array.isArray(value)) return value.map(inKeyOrder) as Plain as T;
  if (typeof value !== 'object') return value;
  const entries = Object.entries(value as PlainMap).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, own]) => [key, own === undefined ? own : inKeyOrder(own)])) as T;
}

/** Hexadecimal digits that look random and hang on the number alone. */
export function hexOf(seed: number, digits: number): string {
  let text = '';
  for (let round = 0; text.length < digits; round += 1) {
    let mixed = Math.imul((seed + 1) ^ Math.imul(round + 1, 0x9e3779b9), 0x85ebca6b);
    mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
    text += ((mixed ^ (mixed >>> 16)) >>> 0).toString(16).padStart(8, '0');
  }
  return text.slice(0, digits);
}

export function uidOf(seed: number): string {
  const hex = hexOf(seed, 32);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20)}`;
}

/** So many seconds after the first object of every generated cluster was made. */
export const timeAt = (seconds: number): string =>
  `${new Date(1_767_225_600_000 + seconds * 1000).toISOString().slice(0, 19)}Z`;

export const ipOf = (address: number): string =>
  `${address >>> 24}.${(address >>> 16) & 255}.${(address >>> 8) & 255}.${address & 255}`;

export const addressAt = (a: number, b: number, c: number, d: number): number =>
  ((a << 24) | (b << 16) | (c << 8) | d) >>> 0;
