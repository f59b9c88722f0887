/** Finds what a selector of a Service selects without asking everything of its namespace. */
import { getOrMake, groupBy } from '../../base/collections';
import type { Labels } from '../../model/resource';

export interface Labelled {
  readonly labels: Labels;
  readonly labelsKnown: boolean;
}

/** Gives the items of a namespace that have every label of a selector, in the order given. */
export type Select<T> = (namespace: string, selector: Labels) => readonly T[];

export function labelIndex<T extends Labelled>(items: ReadonlyMap<string, readonly T[]>): Select<T> {
  const namespaces = new Map<string, ByLabel<T>>();
  return (namespace, selector) => {
    const own = items.get(namespace);
    if (own === undefined) return none;
    return getOrMake(namespaces, namespace, () => byLabel<T>(own))(selector);
  };
}

const none: readonly never[] = [];

type ByLabel<T> = (selector: Labels) => readonly T[];

type ByValue<T> = ReadonlyMap<string | undefined, readonly T[]>;

/** So many are faster asked than sorted. */
const few = 32;

/** Every key that a selector asks for is looked at once; of several labels the rarest leads. */
function byLabel<T extends Labelled>(items: readonly T[]): ByLabel<T> {
  const told = items.filter(({ labelsKnown }) => labelsKnown);
  if (told.length <= few) return (selector) => withAll(told, selector);
  const keys = new Map<string, ByValue<T>>();
  const having = (key: string, value: string): readonly T[] =>
    getOrMake<string, ByValue<T>>(keys, key, () => grouped(told, key)).get(value) ?? none;
  return (selector) => {
    let fewest: readonly T[] = told;
    for (const [key, value] of selector) {
      const some = having(key, value);
      if (some.length < fewest.length) fewest = some;
    }
    return withAll(fewest, selector);
  };
}

const grouped = <T extends Labelled>(items: readonly T[], key: string): ByValue<T> =>
  groupBy(items, ({ labels }) => labels.get(key));

function withAll<T extends Labelled>(items: readonly T[], selector: Labels): readonly T[] {
  const wanted = [...selector];
  return items.filter(({ labels }) => wanted.every(([key, value]) => labels.get(key) === value));
}
