/** Pieces of a file put together as one text, and the way back from it to the bytes of the file. */
import type { Decode } from '../source-file';
import type { TextCopy } from '../text/text-copy';
import type { Joint } from './findings';

export interface Piece {
  readonly text: string;
  /** Where it starts in the file. */
  readonly start: number;
  /** Whether every character is one byte. */
  readonly ascii: boolean;
}

/** `undefined` when the bytes are no text, or one that is changed before it is read. */
export function pieceOf(bytes: Uint8Array, start: number, decode: Decode): Piece | undefined {
  // A copy: the bytes are those of a window, which moves on.
  const text = decode(bytes.slice(), 'utf-8');
  // Line ends of other systems would shift every place behind them.
  return text === undefined || text.includes('\r') ? undefined : { text, start, ascii: text.length === bytes.length };
}

export function piecesOf(pieces: readonly Piece[], { before, between, after }: Joint): TextCopy {
  const starts: number[] = [];
  let length = before.length;
  for (const { text } of pieces) {
    starts.push(length);
    length += text.length + between.length;
  }
  return {
    text: before + pieces.map(({ text }) => text).join(between) + after,
    toOriginal(offset) {
      const index = indexAt(starts, offset);
      const piece = pieces[index];
      if (piece === undefined) return 0;
      const inside = Math.min(Math.max(0, offset - (starts[index] ?? 0)), piece.text.length);
      return piece.start + (piece.ascii ? inside : bytesIn(piece.text, inside));
    },
  };
}

/** The last start at or before an offset; the first when there is none. */
function indexAt(starts: readonly number[], offset: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** Bytes that the first characters of a text have in UTF-8. */
function bytesIn(text: string, length: number): number {
  let bytes = 0;
  for (let at = 0; at < length; at += 1) {
    const code = text.charCodeAt(at);
    // Half of a surrogate pair counts half of its four bytes.
    bytes += code < 0x80 ? 1 : code < 0x800 || (code >= 0xd800 && code < 0xe000) ? 2 : 3;
  }
  return bytes;
}
