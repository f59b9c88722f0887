import { expect, test } from 'vitest';
import { contains, equalIntervals, intersect, normalize, subtract, union, type Intervals } from './intervals';

const top = 12;

/** Every set of numbers below twelve that a seed gives, with its intervals. */
function sets(): readonly { readonly members: ReadonlySet<number>; readonly intervals: Intervals<number> }[] {
  return Array.from({ length: 60 }, (_, seed) => {
    const members = new Set(
      Array.from({ length: top }, (__, i) => i).filter((i) => ((seed * 2654435761) >>> (i % 29)) % 3 === 0),
    );
    return { members, intervals: normalize([...members].map((i) => [i, i + 1] as const)) };
  });
}

const membersOf = (intervals: Intervals<number>): readonly number[] =>
  Array.from({ length: top }, (_, i) => i).filter((i) => contains(intervals, i));

test('the form is canonical: sorted, disjoint, not touching, never empty', () => {
  expect(
    normalize([
      [5, 7],
      [1, 3],
      [3, 4],
      [9, 9],
      [6, 8],
    ]),
  ).toEqual([
    [1, 4],
    [5, 8],
  ]);
  expect(
    normalize([
      [1n, 2n],
      [2n, 3n],
    ]),
  ).toEqual([[1n, 3n]]);
});

test('the operations are those of sets', () => {
  for (const a of sets()) {
    expect(membersOf(a.intervals)).toEqual([...a.members]);
    for (const b of sets()) {
      const both = (keep: (x: boolean, y: boolean) => boolean) =>
        Array.from({ length: top }, (_, i) => i).filter((i) => keep(a.members.has(i), b.members.has(i)));
      expect(membersOf(union(a.intervals, b.intervals))).toEqual(both((x, y) => x || y));
      expect(membersOf(intersect(a.intervals, b.intervals))).toEqual(both((x, y) => x && y));
      expect(membersOf(subtract(a.intervals, b.intervals))).toEqual(both((x, y) => x && !y));
      const again = normalize(subtract(a.intervals, b.intervals));
      expect(equalIntervals(again, subtract(a.intervals, b.intervals))).toBe(true);
    }
  }
});
