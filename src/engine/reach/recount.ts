/**
 * Totals brought up to date after an edit of policies: only pairs with a class that is judged by another program than
 * before are looked at, and of those only the ones whose verdict is another.
 */
import { carriedList } from './lineage';
import type { Program } from './programs';
import type { Reach } from './reach';
import { verdictIn, type Table } from './tables';

/** Who judged each class when pairs were counted. */
export interface Judges {
  readonly egress: Int32Array;
  readonly ingress: Int32Array;
}

/** Adds pairs whose sides have these verdicts. */
export type Add = (out: number, into: number, pairs: number) => void;

/** Adds what is true now and takes away what was; `false`, and nothing done, where a full count costs less. */
export function recount(reach: Reach, before: Judges, add: Add): boolean {
  const { programs, classes, workings } = reach;
  const senders = sideOf(reach, carriedList(before.egress, workings.lineage), programs.egress);
  const receivers = sideOf(reach, carriedList(before.ingress, workings.lineage), programs.ingress);
  const most = workings.ground.thresholds?.edited ?? classes / 128;
  if (senders.changed.length + receivers.changed.length > most) return false;
  const isReceiver = new Set(receivers.changed);
  const isSender = new Set(senders.changed);
  for (const own of senders.changed) {
    recountPeers(reach, own, senders, receivers, {
      skips: () => false,
      differs: (peer) => isReceiver.has(peer),
      add: (mine, others, pairs) => add(mine, others, pairs),
    });
  }
  for (const own of receivers.changed) {
    recountPeers(reach, own, receivers, senders, {
      skips: (peer) => isSender.has(peer),
      differs: () => false,
      add: (mine, others, pairs) => add(others, mine, pairs),
    });
  }
  return true;
}

interface ChangingSide {
  /** Classes that are judged by another program. */
  readonly changed: readonly number[];
  before(own: number): Table | undefined;
  now(own: number): Table | undefined;
}

function sideOf({ tables, programs }: Reach, before: Int32Array, now: Int32Array): ChangingSide {
  const changed: number[] = [];
  for (let own = 0; own < now.length; own += 1) if (before[own] !== now[own]) changed.push(own);
  const tableOf = (program: number | undefined): Table | undefined =>
    program === undefined || program < 0 ? undefined : tables.tableOf(programs.all[program] as Program);
  return { changed, before: (own) => tableOf(before[own]), now: (own) => tableOf(now[own]) };
}

interface Counting {
  /** Counted from the other side. */
  skips(peer: number): boolean;
  /** Whether the peer's own table is another one too. */
  differs(peer: number): boolean;
  add(mine: number, others: number, pairs: number): void;
}

function recountPeers(
  { sizes, tables, rows }: Reach,
  own: number,
  mine: ChangingSide,
  others: ChangingSide,
  { skips, differs, add }: Counting,
): void {
  const [was, is] = [mine.before(own), mine.now(own)];
  if (was === undefined || is === undefined) return;
  const { coarseOf } = tables;
  const verdictBefore = cursorOf(was, coarseOf, rows);
  const verdictNow = cursorOf(is, coarseOf, rows);
  for (let peer = 0; peer < sizes.length; peer += 1) {
    const [older, newer] = [verdictBefore(peer), verdictNow(peer)];
    if ((older === newer && !differs(peer)) || skips(peer)) continue;
    const table = others.now(peer);
    if (table === undefined) continue;
    const size = sizes[own] as number;
    const pairs = own === peer ? size * (size - 1) : size * (sizes[peer] as number);
    const theirs = verdictIn(table, own, coarseOf, rows);
    add(newer, theirs, pairs);
    const before = differs(peer) ? verdictIn(others.before(peer) as Table, own, coarseOf, rows) : theirs;
    add(older, before, -pairs);
  }
}

/** Verdicts of a table for classes that are asked for in ascending order. */
function cursorOf(table: Table, coarseOf: Int32Array, rows: Reach['rows']): (peer: number) => number {
  if (table.kind === 'dense') return (peer) => table.verdicts[peer] as number;
  const { exceptions, rows: own, vector } = table;
  const coarse = vector.map((row) => rows.verdictOf(row));
  let at = 0;
  return (peer) => {
    while (at < exceptions.length && (exceptions[at] as number) < peer) at += 1;
    return exceptions[at] === peer ? rows.verdictOf(own[at] as number) : (coarse[coarseOf[peer] as number] as number);
  };
}
