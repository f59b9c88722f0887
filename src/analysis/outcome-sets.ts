/** Sets of outcomes by number: what holds for many pairs is added up one by one, and told once for each set. */
import { getOrMake } from '../base/collections';
import type { Outcome } from '../engine/connections';

export interface OutcomeSets<T> {
  readonly empty: number;
  with(set: number, outcome: Outcome): number;
  /** What a set comes to. */
  told(set: number): T;
}

export function createOutcomeSets<T extends string | object>(
  tell: (outcomes: readonly Outcome[]) => T,
): OutcomeSets<T> {
  const sets: OutcomeSet<T>[] = [];
  const numbers = new Map<string, number>();
  const numberOf = (outcomes: readonly Outcome[]): number =>
    getOrMake(
      numbers,
      outcomes.map(({ id }) => id).join(),
      () => sets.push({ outcomes, larger: [], told: undefined }) - 1,
    );
  return {
    empty: numberOf([]),
    with(set, outcome) {
      const { outcomes, larger } = sets[set] as OutcomeSet<T>;
      return (larger[outcome.id] ??= outcomes.includes(outcome)
        ? set
        : numberOf([...outcomes, outcome].sort((a, b) => a.id - b.id)));
    },
    told(set) {
      const own = sets[set] as OutcomeSet<T>;
      return (own.told ??= tell(own.outcomes));
    },
  };
}

interface OutcomeSet<T> {
  /** Sorted by id. */
  readonly outcomes: readonly Outcome[];
  /** By the id of an outcome: the set that has it too. */
  readonly larger: number[];
  told: T | undefined;
}
