/**
 * Text to read, and the way back to the file. Repairs, prefixes taken away and pieces cut out all happen on copies,
 * so that the file stays as the author sees it and every place points into it.
 */
import type { SourceRange } from '../../model/diagnostic';
import type { FileId } from '../../model/ids';
import type { Unchanged } from '../unchanged';

export interface TextCopy {
  readonly text: string;
  /** How far into the file it stands, where it is a piece of the file as it is. */
  readonly shift?: number | undefined;
  /** Of a copy of the whole file as it is. */
  readonly unchanged?: Unchanged | undefined;
  /** Where the character at `offset` of the copy stands in the file. */
  toOriginal(offset: number): number;
}

/** Puts `text` in place of `[start, end)` of a copy. */
export interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

export const copyOf = (text: string): TextCopy => ({ text, shift: 0, toOriginal: (offset) => offset });

/** A piece of a copy, as a copy of its own. */
export const sliceOf = (copy: TextCopy, start: number, end: number): TextCopy => ({
  text: copy.text.slice(start, end),
  shift: copy.shift === undefined ? undefined : copy.shift + start,
  toOriginal: (offset) => copy.toOriginal(start + offset),
});

/** The copy with edits made; they are sorted and do not overlap. */
export function edited(copy: TextCopy, edits: readonly Edit[]): TextCopy {
  if (edits.length === 0) return copy;
  const parts: string[] = [];
  const moves: Move[] = [{ to: 0, from: 0, reach: Infinity }];
  let at = 0;
  let length = 0;
  for (const edit of edits) {
    parts.push(copy.text.slice(at, edit.start), edit.text);
    length += edit.start - at;
    if (edit.text.length !== edit.end - edit.start) {
      moves.push({ to: length, from: edit.start, reach: edit.end - edit.start });
      moves.push({ to: length + edit.text.length, from: edit.end, reach: Infinity });
    }
    length += edit.text.length;
    at = edit.end;
  }
  parts.push(copy.text.slice(at));
  const text = parts.join('');
  if (moves.length === 1) return { text, toOriginal: (offset) => copy.toOriginal(offset) };
  return { text, toOriginal: (offset) => copy.toOriginal(backThrough(moves, offset)) };
}

/** From `to` on, the copy shows what stands at `from` before the edits; `reach` characters of it at most. */
interface Move {
  readonly to: number;
  readonly from: number;
  readonly reach: number;
}

function backThrough(moves: readonly Move[], offset: number): number {
  let low = 0;
  let high = moves.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((moves[middle]?.to ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  const { to, from, reach } = moves[low] ?? { to: 0, from: 0, reach: Infinity };
  return from + Math.min(offset - to, reach);
}

/** The place in the file of `[start, end)` of a copy. */
export function rangeIn(file: FileId, copy: TextCopy, start: number, end: number): SourceRange {
  if (copy.shift !== undefined) return { file, start: copy.shift + start, end: copy.shift + Math.max(start, end) };
  const first = copy.toOriginal(start);
  return { file, start: first, end: end > start ? Math.max(first, copy.toOriginal(end - 1) + 1) : first };
}
