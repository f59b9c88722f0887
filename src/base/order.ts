/** Compares by code units, so that every machine sorts alike. Calico compares bytes; its names are ASCII. */
export const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** A comparison of things by the text that `keyOf` gives for each. */
export const byText =
  <T>(keyOf: (item: T) => string) =>
  (a: T, b: T): number =>
    compareText(keyOf(a), keyOf(b));

/**
 * Items in the order of the text that `keyOf` gives for each; equal keys keep their order. Keys are made once, and
 * what is in order already, as most input is, costs one look.
 */
export function sortedBy<T>(items: Iterable<T>, keyOf: (item: T) => string): T[] {
  const given = [...items];
  const keys = given.map(keyOf);
  if (keys.every((key, i) => i === 0 || (keys[i - 1] ?? '') <= key)) return given;
  const order = keys.map((_, i) => i).sort((a, b) => compareText(keys[a] ?? '', keys[b] ?? ''));
  return order.map((i) => given[i] as T);
}
