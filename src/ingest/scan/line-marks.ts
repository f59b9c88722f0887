/** Lines of a file that is not in memory, as far as anything was found on them. */
import type { Position } from '../../base/lines';

/** Starts of some lines, ascending, and their numbers from 0. */
export interface LineMarks {
  readonly starts: Float64Array;
  readonly lines: Uint32Array;
  count: number;
}

export interface GrowingMarks {
  starts: Float64Array;
  lines: Uint32Array;
  count: number;
}

export const lineMarks = (): GrowingMarks => ({
  starts: new Float64Array(1024),
  lines: new Uint32Array(1024),
  count: 0,
});

/** Notes where a line starts; it is not before the last one noted. */
export function markLine(marks: GrowingMarks, start: number, line: number): void {
  const { count } = marks;
  if (count > 0 && marks.lines[count - 1] === line) return;
  if (count === marks.starts.length) {
    const starts = new Float64Array(2 * count);
    starts.set(marks.starts);
    marks.starts = starts;
    const lines = new Uint32Array(2 * count);
    lines.set(marks.lines);
    marks.lines = lines;
  }
  marks.starts[count] = start;
  marks.lines[count] = line;
  marks.count = count + 1;
}

/** The line an offset stands on when it was noted; otherwise the last one before it that was. Counts bytes. */
export function markedPosition({ starts, lines, count }: LineMarks, offset: number): Position {
  let low = 0;
  let high = count - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return { line: (lines[low] ?? 0) + 1, column: offset - (starts[low] ?? 0) + 1 };
}
