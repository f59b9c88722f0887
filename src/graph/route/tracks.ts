import { compareText } from '../../base/order';

/** A stretch of y that an edge runs beside a column. */
export interface Span {
  readonly id: string;
  readonly from: number;
  readonly to: number;
}

/** What two spans on one track keep between them. */
const APART = 8;

/** A track for each span, counted from the column outwards. Short spans run inside of long ones; none overlap. */
export function tracksOf(spans: readonly Span[]): ReadonlyMap<string, number> {
  const tracks: Span[][] = [];
  const found = new Map<string, number>();
  const sorted = spans.toSorted((a, b) => a.to - a.from - (b.to - b.from) || compareText(a.id, b.id));
  for (const span of sorted) {
    const isFree = (track: readonly Span[]) =>
      track.every((other) => other.to + APART <= span.from || span.to + APART <= other.from);
    const free = tracks.findIndex(isFree);
    const index = free === -1 ? tracks.length : free;
    if (free === -1) tracks.push([span]);
    else tracks[index]?.push(span);
    found.set(span.id, index);
  }
  return found;
}
