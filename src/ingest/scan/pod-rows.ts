/**
 * Pods in numbers, as a scan finds them: a row for each, which says where it stands and which of the values that pods
 * of the file have in common it has. Made where the bytes are, and made into pods where those are wanted, which may
 * be another thread.
 */
import { parseAddress, type Address } from '../../net/address';
import { FIELD } from './fields';
import { endOf, has, isTrue, startOf, type PodNotes } from './pod-notes';
import { ownerId, portsId, type PodTables } from './pod-tables';
import { asciiOf } from './scan';
import type { SpanTable } from './span-table';

export interface PodRows {
  count: number;
  /** Offsets in the file: `PLACES` of each pod. */
  places: Float64Array<ArrayBuffer>;
  /** `ROW` of each pod. */
  numbers: Int32Array<ArrayBuffer>;
  /** Texts that every pod has for itself: name, resource version, addresses, one behind the other. */
  texts: Uint8Array<ArrayBuffer>;
  /** How much of them is used. */
  end: number;
}

/** The object, then its name. */
export const PLACES = 4;

/** Lengths of texts, then numbers in tables, -1 for none. */
export const ROW = {
  nameLength: 0,
  versionLength: 1,
  /** Their texts, with blanks between. */
  addressesLength: 2,
  namespace: 3,
  labels: 4,
  ports: 5,
  account: 6,
  node: 7,
  phase: 8,
  hostIP: 9,
  owner: 10,
  generateName: 11,
  generation: 12,
  flags: 13,
} as const;

export const ROW_LENGTH = 14;

export const FLAG = { spec: 1, containers: 2, hostNetwork: 4, released: 8, ready: 16 } as const;

export const podRows = (): PodRows => ({
  count: 0,
  places: new Float64Array(PLACES << 6),
  numbers: new Int32Array(ROW_LENGTH << 6),
  texts: new Uint8Array(1 << 12),
  end: 0,
});

export function clearRows(rows: PodRows): void {
  rows.count = 0;
  rows.end = 0;
}

export interface Item {
  /** Where the bytes start in the file. */
  readonly base: number;
  /** In the bytes. */
  readonly start: number;
  readonly end: number;
}

/** Adds the pod that notes tell of; returns `false`, and adds none, where its reader in `kinds` would remark on it. */
export function addRow(rows: PodRows, tables: PodTables, bytes: Uint8Array, notes: PodNotes, item: Item): boolean {
  const { base, start, end } = item;
  if (isEmpty(notes, FIELD.name) || isEmpty(notes, FIELD.namespace)) return false;
  if (!has(notes, FIELD.name) || !has(notes, FIELD.namespace)) return false;
  const labels = idAt(tables.labels, bytes, notes, FIELD.labels);
  const portsKnown = has(notes, FIELD.containers);
  const ports = portsKnown ? portsId(tables, bytes, notes) : -1;
  if (labels >= 0 && tables.labels.values[labels] === undefined) return false;
  if (ports >= 0 && tables.ports.values[ports] === undefined) return false;
  const { count } = rows;
  makeRoom(rows, end - start);
  const { numbers, places } = rows;
  const row = ROW_LENGTH * count;
  const before = rows.end;
  numbers[row + ROW.nameLength] = addText(rows, bytes, startOf(notes, FIELD.name), endOf(notes, FIELD.name));
  numbers[row + ROW.versionLength] = has(notes, FIELD.resourceVersion)
    ? addText(rows, bytes, startOf(notes, FIELD.resourceVersion), endOf(notes, FIELD.resourceVersion))
    : 0;
  const addressesLength = addAddresses(rows, bytes, notes);
  if (addressesLength < 0) {
    rows.end = before;
    return false;
  }
  numbers[row + ROW.addressesLength] = addressesLength;
  numbers[row + ROW.namespace] = idAt(tables.namespace, bytes, notes, FIELD.namespace);
  numbers[row + ROW.labels] = labels;
  numbers[row + ROW.ports] = ports;
  const account = has(notes, FIELD.serviceAccountName) ? FIELD.serviceAccountName : FIELD.serviceAccount;
  numbers[row + ROW.account] = idAt(tables.account, bytes, notes, account);
  numbers[row + ROW.node] = idAt(tables.node, bytes, notes, FIELD.nodeName);
  const phase = idAt(tables.phase, bytes, notes, FIELD.phase);
  numbers[row + ROW.phase] = phase;
  numbers[row + ROW.hostIP] = idAt(tables.hostIP, bytes, notes, FIELD.hostIP);
  numbers[row + ROW.owner] = ownerId(tables, bytes, notes);
  numbers[row + ROW.generateName] = idAt(tables.generateName, bytes, notes, FIELD.generateName);
  numbers[row + ROW.generation] = has(notes, FIELD.generation)
    ? Number(asciiOf(bytes, startOf(notes, FIELD.generation), endOf(notes, FIELD.generation)))
    : -1;
  numbers[row + ROW.flags] =
    (has(notes, FIELD.spec) ? FLAG.spec : 0) |
    (portsKnown ? FLAG.containers : 0) |
    (isTrue(notes, bytes, FIELD.hostNetwork) ? FLAG.hostNetwork : 0) |
    (isReleased(notes) ? FLAG.released : 0) |
    (isReady(notes, tables.phase.values[phase]) ? FLAG.ready : 0);
  const place = PLACES * count;
  places[place] = base + start;
  places[place + 1] = base + end;
  places[place + 2] = base + startOf(notes, FIELD.name);
  places[place + 3] = base + endOf(notes, FIELD.name);
  rows.count = count + 1;
  return true;
}

const idAt = (table: SpanTable<unknown>, bytes: Uint8Array, notes: PodNotes, field: number): number =>
  has(notes, field) ? table.idOf(bytes, startOf(notes, field), endOf(notes, field)) : -1;

/** For one more pod, of so many bytes: its texts are shorter than the whole. */
function makeRoom(rows: PodRows, length: number): void {
  if (ROW_LENGTH * (rows.count + 1) > rows.numbers.length) {
    const numbers = new Int32Array(2 * rows.numbers.length);
    numbers.set(rows.numbers);
    rows.numbers = numbers;
    const places = new Float64Array(2 * rows.places.length);
    places.set(rows.places);
    rows.places = places;
  }
  if (rows.end + length <= rows.texts.length) return;
  const texts = new Uint8Array(Math.max(2 * rows.texts.length, rows.end + length));
  texts.set(rows.texts.subarray(0, rows.end));
  rows.texts = texts;
}

function addText(rows: PodRows, bytes: Uint8Array, start: number, end: number): number {
  const { texts } = rows;
  let at = rows.end;
  for (let from = start; from < end; from += 1, at += 1) texts[at] = bytes[from] ?? 0;
  rows.end = at;
  return end - start;
}

const isEmpty = (notes: PodNotes, field: number): boolean =>
  has(notes, field) && startOf(notes, field) === endOf(notes, field);

/** As `read-pod.ts` has it. */
const isReleased = (notes: PodNotes): boolean =>
  has(notes, FIELD.deletionTimestamp) && (isEmpty(notes, FIELD.podIPAnnotation) || isEmpty(notes, FIELD.awsAnnotation));

function isReady(notes: PodNotes, phase: string | undefined): boolean {
  if (!has(notes, FIELD.status)) return true;
  if (notes.ready !== undefined) return notes.ready;
  if (notes.statuses > 0) return notes.allReady;
  return phase === undefined || phase === 'Running';
}

// --- addresses -------------------------------------------------------------------------------------------------------

const noAddresses: readonly Address[] = [];

/** Adds the texts of the addresses; -1 where one is none. */
function addAddresses(rows: PodRows, bytes: Uint8Array, notes: PodNotes): number {
  const { addresses, addressCount } = notes;
  const before = rows.end;
  for (let i = 0; i < 2 * addressCount; i += 2) {
    if (i > 0) {
      rows.texts[rows.end] = BLANK;
      rows.end += 1;
    }
    const [start, end] = [addresses[i] ?? 0, addresses[i + 1] ?? 0];
    if (addressAt(bytes, start, end) === undefined) return -1;
    addText(rows, bytes, start, end);
  }
  if (addressCount > 0) return rows.end - before;
  if (has(notes, FIELD.podIP) && !isEmpty(notes, FIELD.podIP)) {
    const [start, end] = [startOf(notes, FIELD.podIP), endOf(notes, FIELD.podIP)];
    return addressAt(bytes, start, end) === undefined ? -1 : addText(rows, bytes, start, end);
  }
  for (const field of [FIELD.podIPsAnnotation, FIELD.podIPAnnotation, FIELD.awsAnnotation]) {
    // Those of pods that have no address in their status are few, and written in more than one way.
    if (has(notes, field) && !isEmpty(notes, field)) return -1;
  }
  return 0;
}

const BLANK = 32;

/** The addresses that such texts tell, one of each family, the first. */
export function addressesIn(texts: Uint8Array, start: number, end: number): readonly Address[] {
  if (start === end) return noAddresses;
  const found: Address[] = [];
  for (let at = start; at < end;) {
    let next = at;
    while (next < end && texts[next] !== BLANK) next += 1;
    const address = addressAt(texts, at, next);
    if (address !== undefined && found.every(({ family }) => family !== address.family)) found.push(address);
    at = next + 1;
  }
  return found;
}

/** Dotted IPv4 straight from the bytes, which is by far the most frequent; any other text by its parser. */
function addressAt(bytes: Uint8Array, start: number, end: number): Address | undefined {
  let value = 0;
  let part = -1;
  let parts = 0;
  for (let at = start; at < end; at += 1) {
    const byte = bytes[at] ?? 0;
    if (byte >= 48 && byte <= 57 && part !== 0 && part < 100) part = (part < 0 ? 0 : 10 * part) + byte - 48;
    else if (byte === 46 && part >= 0 && part < 256) {
      value = 256 * value + part;
      part = -1;
      parts += 1;
    } else return parseAddress(asciiOf(bytes, start, end));
  }
  if (parts !== 3 || part < 0 || part > 255) return parseAddress(asciiOf(bytes, start, end));
  return { family: 4, value: BigInt(256 * value + part) };
}
