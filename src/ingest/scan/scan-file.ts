/**
 * Reads big lists that machines print without making a text or a tree of them: bytes in, the very resources that the
 * general reader would make. Whatever is unusual in an object sends it to the general reader, whatever is unusual
 * around the objects the whole file: nothing is guessed.
 */
import type { ByteStream } from '../../base/byte-source';
import type { Progress, Task } from '../../base/task';
import type { Diagnostic } from '../../model/diagnostic';
import type { FileId } from '../../model/ids';
import type { Resource } from '../../model/resource';
import { tellUnread, type UnreadObject } from '../read-resources';
import type { Decode } from '../source-file';
import type { Aside } from './aside';
import { advance, feedOf, Refused, WINDOW, type Feed } from './feed';
import { findingsOf, inOrder, type Findings } from './findings';
import { scanJson } from './json-file';
import { inside, space } from './json-skip';
import type { LineMarks } from './line-marks';
import { CUT, isAt } from './scan';
import { scanYaml } from './yaml-file';

/** What a file gave. Ranges count its bytes, from 0, a byte order mark included. */
export interface ScannedFile {
  readonly resources: readonly Resource[];
  readonly unread: readonly UnreadObject[];
  readonly diagnostics: readonly Diagnostic[];
  readonly lines: LineMarks;
}

export interface ScanOptions {
  readonly id: FileId;
  readonly name: string;
  readonly decode: Decode;
  /** Of the file on disk. */
  readonly size: number;
  /** Told of the bytes used up and the objects found so far. */
  readonly progress: (used: number, objects: number) => Progress;
  /** Bytes read at a time. */
  readonly window?: number;
  /** Whether a file in which anything is left to the general reader is left to it as a whole. */
  readonly all?: boolean;
  /** Where the file can be read from any place, by other threads too. */
  readonly beside?: Beside | undefined;
}

export type Beside = Pick<Aside, 'open' | 'start'> & Partial<Pick<Aside, 'part'>>;

/** Large enough that threads seldom wait for work, small enough that they end at about the same time. */
const PART = 1 << 24;

/** Up to here a file of mostly such objects as are not scanned is better read, kept and shown as a whole. */
const MODEST = 32e6;

/** Uses up the stream. `undefined` where the general reader has to read the whole. */
export function* scanFile(stream: ByteStream, options: ScanOptions): Task<ScannedFile | undefined> {
  const { id, name, decode, beside, size } = options;
  const patience = options.all === true ? 'none' : size <= MODEST ? 'some' : 'endless';
  const findings: Findings = findingsOf({ file: id, name, decode, patience });
  const feed = feedOf(stream, (used) => options.progress(used, findings.objects), options.window ?? WINDOW);
  const aside = beside === undefined ? undefined : { part: PART, ...beside, findings, size, isUsed: false };
  try {
    yield* (yield* startsAsJson(feed)) ? scanJson(feed, findings, aside) : scanYaml(feed, findings, aside);
  } catch (error) {
    if (error instanceof Refused) return undefined;
    throw error;
  } finally {
    feed.stream.close();
  }
  if (!mayBeJudgedApart(findings)) return undefined;
  const { unread, diagnostics, marks } = findings;
  tellUnread(unread, (diagnostic) => void diagnostics.push(diagnostic));
  return { resources: inOrder(findings), unread, diagnostics, lines: marks };
}

/** Steps over a byte order mark, and tells what follows. */
function* startsAsJson(feed: Feed): Task<boolean> {
  yield* advance(feed, (scan, at) => (scan.end < 4 && !scan.final ? CUT : isAt(scan.bytes, 0, 3, MARK) ? at + 3 : at));
  let isJson = false;
  yield* advance(feed, (scan, at) => {
    const { line, lineStart } = scan;
    const first = inside(scan, space(scan, at));
    isJson = scan.bytes[first] === 123 || scan.bytes[first] === 91;
    if (first < 0 || isJson) return first;
    scan.line = line;
    scan.lineStart = lineStart;
    return at;
  });
  return isJson;
}

const MARK = Uint8Array.of(0xef, 0xbb, 0xbf);

/**
 * Faults of a text may look different to a reader that sees the whole of it. Of a large file nobody does: then an
 * object that cannot be read is told by itself, as it is where the whole fails.
 */
const mayBeJudgedApart = ({ diagnostics, objects, patience }: Findings): boolean =>
  objects > 0 && (patience === 'endless' || diagnostics.every(({ code }) => code.startsWith('resource/')));
