/** Compares by code units, so that every machine sorts alike. Calico compares bytes; its names are ASCII. */
export const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** A comparison of things by the text that `keyOf` gives for each. */
export const byText =
  <T>(keyOf: (item: T) => string) =>
  (a: T, b: T): number =>
    compareText(keyOf(a), keyOf(b));

/** Items in the order of the text that `keyOf` gives for each; equal keys keep their order. */
export const sortedBy = <T>(items: Iterable<T>, keyOf: (item: T) => string): T[] => [...items].sort(byText(keyOf));
