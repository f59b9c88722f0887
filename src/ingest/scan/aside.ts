/**
 * The objects of a big list read by several threads, a part each and part after part, and put together in the order of
 * the file by one of them, which reads parts too where it has nothing better to do. That a part begins where it was
 * guessed is proven by the part before it, which ends there; where it does not, the part is read again from where the
 * one before ended. So the outcome is what one thread would have.
 */
import type { ByteStream } from '../../base/byte-source';
import type { Progress, Task } from '../../base/task';
import { jump, Refused, type Place } from './feed';
import { makeWaiting, readOrLeave, type Findings } from './findings';
import type { ListFile } from './items';
import { markLine } from './line-marks';
import { makePods } from './make-pod';
import { partReader, type Heads, type Part, type PartFound } from './part';
import { addSpans, noValues, valuesOf, type PodValues } from './pod-tables';

/** A thread that reads parts of one file, one after the other. */
export interface Helper {
  read(part: Part): Promise<PartFound>;
}

/** Threads for one file. */
export interface Helpers {
  readonly all: readonly Helper[];
  /** Ends them at once, whatever they do. */
  close(): void;
}

/** What it takes to read parts of a file in other threads. */
export interface Aside {
  readonly findings: Findings;
  readonly size: number;
  /** The file from an offset on. */
  readonly open: (at: number) => ByteStream;
  /** Starts threads; none where it is not worth it. */
  readonly start: () => Helpers | undefined;
  /** Bytes of a part. */
  readonly part: number;
  isUsed: boolean;
}

/**
 * Reads the objects from where the scan stands on, as far as others can. `over`: it stands behind the last one;
 * `more`: at one that is to be read here.
 */
export function* readAside(file: ListFile, heads: Heads): Task<'over' | 'more'> {
  const { aside, feed } = file;
  const start = feed.base + feed.at;
  // What follows a list is guessed to be of the list too: of a file of many lists nearly everything would be read twice.
  if (aside === undefined || aside.isUsed || aside.size - start < 2 * aside.part) return 'more';
  aside.isUsed = true;
  const helpers = aside.start();
  if (helpers === undefined) return 'more';
  try {
    makeWaiting(aside.findings, valuesOf(file.tables));
    const parts = partsFrom(start, aside, file, heads);
    return yield* putTogether(file, aside, dispatch(helpers.all, parts, file, aside.open));
  } finally {
    helpers.close();
  }
}

function partsFrom(start: number, { size, part }: Aside, { frame }: ListFile, heads: Heads): readonly Part[] {
  const parts: Part[] = [];
  for (let from = start; from < size; from += part) {
    parts.push({ ...heads, frame: { ...frame }, from, to: Math.min(from + part, size), exact: from === start });
  }
  return parts;
}

// --- putting together -------------------------------------------------------------------------------------------------

function* putTogether(file: ListFile, aside: Aside, { parts, outcome, again }: Dispatch): Task<'over' | 'more'> {
  const { feed } = file;
  const { scan, base } = feed;
  let place: Place = { at: base + feed.at, line: scan.line, lineStart: base + scan.lineStart };
  let end: PartFound['end'] = 'more';
  for (const part of parts) {
    // One object may fill a part, and more.
    if (place.at >= part.to) continue;
    let read = yield* outcome(part);
    if (read !== undefined && read.found.first !== place.at) {
      read = yield* again({ ...part, from: place.at, exact: true });
    }
    if (read === undefined) break;
    if (read.found.end === 'refused') throw new Refused();
    takePart(file, aside.findings, read, place);
    place = placeBehind(read.found, place);
    end = read.found.end;
    if (end === 'over') break;
  }
  jump(feed, aside.open(place.at), place);
  return end === 'over' ? 'over' : 'more';
}

const placeBehind = ({ next, lines, lineStart }: PartFound, before: Place): Place => ({
  at: next,
  line: before.line + lines,
  lineStart: lines > 0 ? lineStart : before.lineStart,
});

function takePart(file: ListFile, findings: Findings, { found, values }: ReadPart, place: Place): void {
  const { marks, rows, left, leftBytes } = found;
  for (let i = 0; i < marks.count; i += 1) {
    const line = marks.lines[i] ?? 0;
    // The part does not know where the line starts in which its first object does.
    markLine(findings.marks, line === 0 ? place.lineStart : (marks.starts[i] ?? 0), place.line + line);
  }
  makePods(rows, values, findings.file, findings.pods);
  let counted = 0;
  const countPods = (before: number): void => {
    findings.taken += before - counted;
    findings.objects += before - counted;
    counted = before;
  };
  let at = 0;
  for (let i = 0; i < left.length; i += 3) {
    const [start = 0, end = 0, before = 0] = left.subarray(i, i + 3);
    countPods(before);
    readOrLeave(file, findings, leftBytes.subarray(at, at + end - start), start);
    at += end - start;
  }
  countPods(rows.count);
}

// --- who reads what --------------------------------------------------------------------------------------------------

interface ReadPart {
  readonly found: PartFound;
  /** By the numbers of the thread that found it. */
  readonly values: PodValues;
}

interface Dispatch {
  readonly parts: readonly Part[];
  /** What was found in a part; `undefined` when a thread failed. */
  readonly outcome: (part: Part) => Task<ReadPart | undefined>;
  /** The same of a part that is read before all that wait. */
  readonly again: (part: Part) => Task<ReadPart | undefined>;
}

/** Enough for a thread to go on with while this one is busy. */
const MOST_IN_HAND = 10;

/**
 * Every other thread has parts in hand, so that it need not wait for this one; the fewer are left, the fewer each has,
 * so that all end at about the same time. What is in no hand is read here where nobody else has anything to do.
 */
function dispatch(
  helpers: readonly Helper[],
  parts: readonly Part[],
  { tables, feed }: ListFile,
  open: Aside['open'],
): Dispatch {
  const start = feed.base + feed.at;
  const waiting = [...parts];
  const outcomes = new Map<Part, ReadPart>();
  const valuesBy = new Map(helpers.map((helper) => [helper, noValues(tables)]));
  const inHand = new Map(helpers.map((helper) => [helper, 0]));
  let hasFailed = false;
  let read = 0;
  let wake = (): void => {};
  const progress = (): Progress => feed.progress(start + read);
  const here = partReader({ tables, progress });

  const settle = (part: Part, outcome: ReadPart): void => {
    outcomes.set(part, outcome);
    read += part.to - part.from;
  };
  const told = (part: Part, helper: Helper, found: PartFound): void => {
    // It may number values that came with the part that failed.
    if (hasFailed) return;
    const values = valuesBy.get(helper) ?? noValues(tables);
    // In the order in which the thread read them, which need not be that of the file.
    addSpans(tables, found.spans, values);
    settle(part, { found, values });
    inHand.set(helper, (inHand.get(helper) ?? 0) - 1);
    proceed();
  };
  const proceed = (): void => {
    const most = Math.max(2, Math.min(MOST_IN_HAND, Math.floor(waiting.length / (2 * helpers.length))));
    while (waiting.length > 0) {
      const [helper, has] = [...inHand].reduce((least, one) => (one[1] < least[1] ? one : least));
      if (has >= most) return;
      inHand.set(helper, has + 1);
      ask(helper, waiting.shift());
    }
  };
  const ask = (helper: Helper, part: Part | undefined): void => {
    if (part === undefined) return;
    helper
      .read(part)
      .then((found) => told(part, helper, found))
      .catch(() => (hasFailed = true))
      .finally(() => wake());
  };
  const outcome = function* (part: Part): Task<ReadPart | undefined> {
    for (;;) {
      yield progress();
      const known = outcomes.get(part);
      outcomes.delete(part);
      if (known !== undefined || hasFailed) return known;
      let isAwake = false;
      const until = new Promise<void>((resolve) => {
        wake = () => {
          isAwake = true;
          resolve();
        };
      });
      const [own] = waiting;
      yield own === undefined ? { until } : { until, orGoOn: true };
      if (isAwake || own === undefined || own !== waiting[0]) continue;
      waiting.shift();
      settle(own, { found: yield* here.read(own, open), values: valuesOf(tables) });
    }
  };
  const again = (part: Part): Task<ReadPart | undefined> => {
    waiting.unshift(part);
    proceed();
    return outcome(part);
  };
  proceed();
  return { parts, outcome, again };
}
