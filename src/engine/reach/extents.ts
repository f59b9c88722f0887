/** Extents by number, so that sets, programs and rows can speak of them in typed arrays. */
import { createLists } from '../../base/lists';
import { and, type Truth } from '../../base/truth';
import { equalIntervals, intersect } from '../../net/intervals';
import { everywhere, nowhere, perhapsEverywhere, type Extent } from '../extent';

export const nowhereId = 0;
export const everywhereId = 1;
export const perhapsId = 2;

export interface Extents {
  idOf(extent: Extent): number;
  of(id: number): Extent;
  /** Whether it hangs on no missing input. */
  isSure(id: number): boolean;
  /** Where both hold. */
  both(a: number, b: number): number;
}

const idOfTruth = (truth: Truth): number => (truth === 'yes' ? everywhereId : truth === 'no' ? nowhereId : perhapsId);

const truths: readonly Truth[] = ['no', 'yes', 'maybe'];

export function createExtents(): Extents {
  const extents: Extent[] = [];
  const bounds = createLists();
  const pairs = new Map<number, number>();

  const idOf = ({ certain, possible }: Extent): number => {
    const sure = certain === possible || equalIntervals(certain, possible);
    bounds.add(sure ? certain.length : -1 - certain.length);
    for (const [start, end] of certain) {
      bounds.add(start);
      bounds.add(end);
    }
    if (!sure) {
      for (const [start, end] of possible) {
        bounds.add(start);
        bounds.add(end);
      }
    }
    const id = bounds.close();
    if (id === extents.length) extents.push({ certain, possible: sure ? certain : possible });
    return id;
  };
  [nowhere, everywhere, perhapsEverywhere].forEach(idOf);
  const of = (id: number): Extent => extents[id] as Extent;
  return {
    idOf,
    of,
    isSure: (id) => of(id).certain === of(id).possible,
    both(a, b) {
      if (a === everywhereId || a === b) return b;
      if (b === everywhereId) return a;
      if (a === nowhereId || b === nowhereId) return nowhereId;
      if (a <= perhapsId && b <= perhapsId) return idOfTruth(and(truths[a] as Truth, truths[b] as Truth));
      const key = a * 2 ** 24 + b;
      const known = pairs.get(key);
      if (known !== undefined) return known;
      const [x, y] = [of(a), of(b)];
      const made = idOf({
        certain: intersect(x.certain, y.certain),
        possible: intersect(x.possible, y.possible),
      });
      pairs.set(key, made);
      return made;
    },
  };
}
