/** Bytes of a file for a scan, a window at a time: what a step could not finish is kept, and more put behind it. */
import { nextStretch, type ByteStream } from '../../base/byte-source';
import type { Progress, Task } from '../../base/task';
import { CUT, scanOf, type Scan } from './scan';

export interface Feed {
  readonly scan: Scan;
  stream: ByteStream;
  /** Where the bytes of the scan start in the file. */
  base: number;
  /** Where the scan stands in its bytes. */
  at: number;
  readonly progress: (read: number) => Progress;
  /** Work is told of, and may be cancelled, whenever this many bytes are done. */
  told: number;
  /** What the last stretch had more than there was room for. */
  rest: Uint8Array | undefined;
}

/** How much is read ahead of a step; an object larger than this makes its window grow. */
export const WINDOW = 1 << 22;

/** Longer objects than the API takes, by far. */
const LONGEST = 1 << 28;

const TELL_EVERY = 1 << 20;

/** Thrown out of a scan whose file it must not judge. */
export class Refused extends Error {}

export function feedOf(stream: ByteStream, progress: Feed['progress'], window = WINDOW): Feed {
  const scan = scanOf(new Uint8Array(window + 1), 0, false);
  return { scan, stream, base: 0, at: 0, progress, told: 0, rest: undefined };
}

/** Goes on at another place, which stands in a line that starts where it is told; all offsets count in the file. */
export function jump(feed: Feed, stream: ByteStream, { at, line, lineStart }: Place): void {
  const { scan } = feed;
  if (feed.stream !== stream) feed.stream.close();
  feed.stream = stream;
  feed.rest = undefined;
  feed.base = at;
  feed.at = 0;
  scan.end = 0;
  scan.bytes[0] = 0;
  scan.final = false;
  scan.line = line;
  scan.lineStart = lineStart - at;
}

export interface Place {
  readonly at: number;
  readonly line: number;
  readonly lineStart: number;
}

/**
 * Takes one step from where the scan stands, again and with more bytes if they end inside of it. Moves behind it
 * unless the step found something odd, which is returned like any result.
 */
export function* advance(feed: Feed, step: Step): Task<number> {
  if (isUntold(feed)) yield tell(feed);
  for (;;) {
    const next = tryStep(feed, step);
    if (next !== CUT || feed.scan.final) return next;
    yield* refill(feed);
  }
}

type Step = (scan: Scan, at: number) => number;

/** The same where the bytes are there already: `CUT`, and stays where it is, when they are not. */
export function tryStep(feed: Feed, step: Step): number {
  const { scan } = feed;
  const { line, lineStart } = scan;
  scan.top = 0;
  const next = step(scan, feed.at);
  if (next >= 0) feed.at = next;
  if (next !== CUT) return next;
  scan.line = line;
  scan.lineStart = lineStart;
  return CUT;
}

/** Whether it is time to tell how far it is. */
export const isUntold = (feed: Feed): boolean => feed.base + feed.at >= feed.told;

export function tell(feed: Feed): Progress {
  feed.told = feed.base + feed.at + TELL_EVERY;
  return feed.progress(feed.stream.used());
}

/** Puts more bytes behind those that are not done; the window then starts with them. */
export function* refill(feed: Feed): Task<void> {
  const { scan } = feed;
  const kept = scan.end - feed.at;
  if (kept > LONGEST) throw new Refused();
  const room = scan.bytes.length - 1;
  if (kept > room / 2) {
    const larger = new Uint8Array(2 * room + 1);
    larger.set(scan.bytes.subarray(feed.at, scan.end));
    scan.bytes = larger;
  } else scan.bytes.copyWithin(0, feed.at, scan.end);
  feed.base += feed.at;
  scan.lineStart -= feed.at;
  feed.at = 0;
  scan.end = kept;
  yield* fill(feed);
}

function* fill(feed: Feed): Task<void> {
  const { scan, stream } = feed;
  while (scan.end < scan.bytes.length - 1) {
    const stretch = feed.rest ?? (yield* nextStretch(stream));
    if (stretch === undefined) {
      scan.final = true;
      break;
    }
    const room = scan.bytes.length - 1 - scan.end;
    scan.bytes.set(room < stretch.length ? stretch.subarray(0, room) : stretch, scan.end);
    feed.rest = room < stretch.length ? stretch.subarray(room) : undefined;
    scan.end = Math.min(scan.bytes.length - 1, scan.end + stretch.length);
  }
  scan.bytes[scan.end] = 0;
}
