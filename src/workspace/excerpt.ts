/** The part of a file where something stands, for files of which nobody holds the text. */
import { joined, nextStretch, readSlice, type ByteSource } from '../base/byte-source';
import { lineStartsOf, positionAt } from '../base/lines';
import type { Task } from '../base/task';
import type { Excerpt } from '../analysis/answers';
import { markedPosition } from '../ingest/scan/line-marks';
import type { Decode } from '../ingest/source-file';
import type { SourceRange } from '../model/diagnostic';
import type { ReadFile } from './read-input';

/** More of one object nobody reads. */
const MOST = 1 << 18;

/** A line that starts further back is that of a file without line ends. */
const LONGEST_LINE = 2_000;

/** `undefined` for a file without text. */
export function* excerptOf(file: ReadFile, at: SourceRange, decode: Decode): Task<Excerpt | undefined> {
  const { text, scanned } = file;
  if (text !== undefined) return excerptOfText(text, at);
  if (scanned === undefined) return undefined;
  const { line, column } = markedPosition(scanned.lines, at.start);
  const start = column > LONGEST_LINE ? at.start : at.start - column + 1;
  const bytes = yield* bytesOf(scanned.source, start, Math.min(Math.max(at.end, at.start), start + MOST));
  const lengthOf = (end: number) => decode(wholeLetters(bytes.subarray(0, end)), 'utf-8')?.length ?? 0;
  const shown = decode(wholeLetters(bytes), 'utf-8');
  if (shown === undefined) return undefined;
  return {
    text: shown,
    line,
    at: { start: lengthOf(at.start - start), end: shown.length },
    cut: at.end - start > MOST,
  };
}

function excerptOfText(text: string, at: SourceRange): Excerpt {
  const { line, column } = positionAt(lineStartsOf(text), at.start);
  const start = column > LONGEST_LINE ? at.start : at.start - column + 1;
  const end = Math.min(at.end, start + MOST);
  return {
    text: text.slice(start, end),
    line,
    at: { start: at.start - start, end: end - start },
    cut: end < at.end,
  };
}

/** From where any byte can be read, or front to back up to there. */
function* bytesOf(source: ByteSource, start: number, end: number): Task<Uint8Array> {
  if (source.slice !== undefined) return yield* readSlice(source, start, end);
  const stream = source.open();
  const parts: Uint8Array[] = [];
  try {
    for (let at = 0; at < end;) {
      const stretch = yield* nextStretch(stream);
      if (stretch === undefined) break;
      yield { stage: 'excerpt', done: at, total: end };
      parts.push(stretch.subarray(Math.max(0, start - at), Math.max(0, end - at)));
      at += stretch.length;
    }
  } finally {
    stream.close();
  }
  return joined(parts);
}

/** Without the first bytes of a letter whose last are cut off. */
function wholeLetters(bytes: Uint8Array): Uint8Array {
  let end = bytes.length;
  while (end > 0 && end > bytes.length - 3 && ((bytes[end - 1] ?? 0) & 0xc0) === 0x80) end -= 1;
  const lead = bytes[end - 1] ?? 0;
  const wanted = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : lead >= 0xc0 ? 2 : 1;
  return bytes.length - end + 1 >= wanted ? bytes : bytes.subarray(0, end - 1);
}
