/**
 * What pods of one file have in common, each distinct value once: a pod names it by its number. Values are made of the
 * bytes as they stand in the file, so that a thread that has none of the file can make them too.
 */
import { getOrMake } from '../../base/collections';
import { parseProtocol } from '../../model/flow';
import type { ContainerPort, Labels, OwnerReference } from '../../model/resource';
import { parseAddress, type Address } from '../../net/address';
import { FIELD } from './fields';
import { endOf, has, startOf, type PodNotes } from './pod-notes';
import { labelWords, type LabelWords } from './labels';
import { asciiOf } from './scan';
import { spanTable, type Spans, type SpanTable } from './span-table';

/** What differs between the formats. All return `undefined` where the general reader would have something to tell. */
export interface Blocks {
  readonly labels: (bytes: Uint8Array, start: number, end: number, words: LabelWords) => Labels | undefined;
  /** Ports of one container; `init` is for those of init containers. */
  readonly ports: (
    bytes: Uint8Array,
    start: number,
    end: number,
    init: boolean,
  ) => readonly ContainerPort[] | undefined;
}

/** One type for each table. */
interface Values {
  readonly namespace: string;
  readonly account: string;
  readonly node: string;
  readonly phase: string;
  readonly generateName: string;
  readonly labels: Labels | undefined;
  readonly ports: readonly ContainerPort[] | undefined;
  readonly hostIP: Address | undefined;
  readonly owner: OwnerReference;
}

export type PodTables = { readonly [K in keyof Values]: SpanTable<Values[K]> };

/** The values of the tables, by number. */
export type PodValues = { readonly [K in keyof Values]: readonly Values[K][] };

/** How many values each table had. */
type Sizes = { readonly [K in keyof Values]: number };

/** What came into the tables after a time. */
export type NewSpans = { readonly [K in keyof Values]: Spans };

export function podTables(blocks: Blocks): PodTables {
  const kinds = spanTable(asciiOf);
  const words = labelWords();
  return {
    namespace: spanTable(asciiOf),
    account: spanTable(asciiOf),
    node: spanTable(asciiOf),
    phase: spanTable(asciiOf),
    generateName: spanTable(asciiOf),
    labels: spanTable((bytes, start, end) => blocks.labels(bytes, start, end, words)),
    ports: spanTable(portsMaker(blocks)),
    hostIP: spanTable((bytes, start, end) => parseAddress(asciiOf(bytes, start, end))),
    owner: spanTable((bytes, start, end) => {
      const behind = bytes.indexOf(PARTING, start);
      const kind = kinds.values[kinds.idOf(bytes, start, behind)] ?? '';
      return { kind, name: asciiOf(bytes, behind + 1, end) };
    }),
  };
}

export const valuesOf = (tables: PodTables): PodValues => mapped(tables, (table) => table.values) as PodValues;

export const sizesOf = (tables: PodTables): Sizes => mapped(tables, (table) => table.values.length);

export const newSpans = (tables: PodTables, sizes: Sizes): NewSpans =>
  mapped(tables, (table, key) => table.spansFrom(sizes[key]));

/** Puts what came into the tables of another thread into these. Its numbers mean what `theirs` holds at them. */
export function addSpans(tables: PodTables, spans: NewSpans, theirs: PodValues): void {
  mapped(tables, (table, key) => {
    const { bytes, ends } = spans[key];
    // One table at a time: what goes in at a key comes from the table of that key.
    const values = theirs[key] as unknown[];
    for (let i = 0; i < ends.length; i += 1) {
      values.push(table.values[table.idOf(bytes, ends[i - 1] ?? 0, ends[i] ?? 0)]);
    }
  });
}

export const noValues = (tables: PodTables): PodValues => mapped(tables, () => []);

function mapped<T>(
  tables: PodTables,
  of: (table: SpanTable<unknown>, key: keyof Values) => T,
): { readonly [K in keyof Values]: T } {
  const entries = Object.entries(tables).map(([key, table]) => [key, of(table, key as keyof Values)]);
  return Object.fromEntries(entries) as { readonly [K in keyof Values]: T };
}

// --- values of several parts -----------------------------------------------------------------------------------------

/** Printed text holds neither. */
const PARTING = 0;
const OF_INIT = 1;

let scratch = new Uint8Array(1 << 12);

function room(length: number): void {
  if (length <= scratch.length) return;
  const larger = new Uint8Array(2 * length);
  larger.set(scratch);
  scratch = larger;
}

function put(bytes: Uint8Array, start: number, end: number, at: number): number {
  const length = end - start;
  room(at + length + 1);
  for (let i = 0; i < length; i += 1) scratch[at + i] = bytes[start + i] ?? 0;
  return at + length;
}

/** The number of the owner that was noted; -1 without one. */
export function ownerId(tables: PodTables, bytes: Uint8Array, notes: PodNotes): number {
  if (!has(notes, FIELD.ownerKind) || !has(notes, FIELD.ownerName)) return -1;
  const behind = put(bytes, startOf(notes, FIELD.ownerKind), endOf(notes, FIELD.ownerKind), 0);
  scratch[behind] = PARTING;
  const end = put(bytes, startOf(notes, FIELD.ownerName), endOf(notes, FIELD.ownerName), behind + 1);
  return tables.owner.idOf(scratch, 0, end);
}

/** The number of all ports that were noted, those of containers first and then those of init containers. */
export function portsId(tables: PodTables, bytes: Uint8Array, { ports, portCount }: PodNotes): number {
  let end = 0;
  for (let init = 0; init < 2; init += 1) {
    for (let i = 0; i < 3 * portCount; i += 3) {
      if (ports[i + 2] !== init) continue;
      room(end + 2);
      scratch[end] = init === 1 ? OF_INIT : PARTING;
      end = put(bytes, ports[i] ?? 0, ports[i + 1] ?? 0, end + 1);
    }
  }
  return tables.ports.idOf(scratch, 0, end);
}

const noPorts: readonly ContainerPort[] = [];

/** Makes the ports of pods, sharing those of containers. */
function portsMaker(blocks: Blocks) {
  const own = spanTable((bytes, start, end) => blocks.ports(bytes, start, end, false));
  const ofInit = spanTable((bytes, start, end) => blocks.ports(bytes, start, end, true));
  const joined = new Map<readonly ContainerPort[], Map<readonly ContainerPort[], readonly ContainerPort[]>>();
  const join = (some: readonly ContainerPort[], more: readonly ContainerPort[]): readonly ContainerPort[] => {
    if (more.length === 0) return some;
    if (some.length === 0) return more;
    const after = getOrMake(joined, some, () => new Map<readonly ContainerPort[], readonly ContainerPort[]>());
    return getOrMake(after, more, () => [...some, ...more]);
  };
  return (bytes: Uint8Array, start: number, end: number): readonly ContainerPort[] | undefined => {
    let all = noPorts;
    for (let at = start; at < end;) {
      const table = bytes[at] === OF_INIT ? ofInit : own;
      let next = at + 1;
      while (next < end && (bytes[next] ?? 0) > OF_INIT) next += 1;
      const ports = table.values[table.idOf(bytes, at + 1, next)];
      if (ports === undefined) return undefined;
      all = join(all, ports);
      at = next;
    }
    return all;
  };
}

/** A port as `read-pod-template.ts` makes it; `undefined` where it leaves it out. */
export function containerPortOf(
  port: number,
  protocol: string | undefined,
  name: string | undefined,
  init: boolean,
): ContainerPort | undefined {
  const number = protocol === undefined || protocol === '' ? 6 : parseProtocol(protocol);
  if (number !== 6 && number !== 17 && number !== 132) return undefined;
  return { name: name === '' ? undefined : name, protocol: number, port, init };
}
