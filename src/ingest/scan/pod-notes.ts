/** Where the fields of the pod that is being read stand: filled by a walk over its bytes, emptied for the next. */
import { ENTRY, FIELD, FIELDS } from './fields';
import { bytesOf, isAt } from './scan';

export interface PodNotes {
  /** Two offsets a field; -1 where it is absent. Quotes are left out. */
  readonly spans: Int32Array;
  /** Values of `TAKE.ports`: two offsets each, and 1 for those of init containers. */
  readonly ports: number[];
  portCount: number;
  /** Texts of `podIPs`, two offsets each. */
  readonly addresses: number[];
  addressCount: number;
  owners: number;
  controlled: boolean;
  /** What the condition Ready says; `undefined` without it. */
  ready: boolean | undefined;
  conditions: number;
  statuses: number;
  allReady: boolean;
  init: boolean;
  /** Where the name stands. */
  nameLine: number;
  nameLineStart: number;
  /** Whether the last key was one that the general reader leaves out. */
  lastUnread: boolean;
  /** Ports of the block that is being read. */
  readonly portSpans: number[];
}

export const podNotes = (): PodNotes => ({
  spans: new Int32Array(2 * FIELDS).fill(-1),
  ports: [],
  portCount: 0,
  addresses: [],
  addressCount: 0,
  owners: 0,
  controlled: false,
  ready: undefined,
  conditions: 0,
  statuses: 0,
  allReady: true,
  init: false,
  nameLine: 0,
  nameLineStart: 0,
  lastUnread: false,
  portSpans: [],
});

export function clear(notes: PodNotes): void {
  notes.spans.fill(-1);
  notes.portCount = 0;
  notes.addressCount = 0;
  notes.owners = 0;
  notes.controlled = false;
  notes.ready = undefined;
  notes.conditions = 0;
  notes.statuses = 0;
  notes.allReady = true;
  notes.init = false;
  notes.lastUnread = false;
}

/** Takes over what was counted and decided, but not where anything stands. */
export function notesLike(notes: PodNotes, known: PodNotes): void {
  notes.spans.fill(-1);
  notes.portCount = known.portCount;
  for (let i = 2; i < 3 * known.portCount; i += 3) notes.ports[i] = known.ports[i] ?? 0;
  notes.addressCount = known.addressCount;
  notes.owners = known.owners;
  notes.controlled = known.controlled;
  notes.ready = known.ready;
  notes.conditions = known.conditions;
  notes.statuses = known.statuses;
  notes.allReady = known.allReady;
  notes.init = known.init;
  notes.lastUnread = known.lastUnread;
}

export const startOf = ({ spans }: PodNotes, field: number): number => spans[2 * field] ?? -1;
export const endOf = ({ spans }: PodNotes, field: number): number => spans[2 * field + 1] ?? -1;
export const has = ({ spans }: PodNotes, field: number): boolean => (spans[2 * field] ?? -1) >= 0;

export function note({ spans }: PodNotes, field: number, start: number, end: number): void {
  spans[2 * field] = start;
  spans[2 * field + 1] = end;
}

// The lists keep their length from pod to pod; how much of them counts stands beside them.

export function notePorts(notes: PodNotes, start: number, end: number): void {
  const { ports, portCount } = notes;
  ports[3 * portCount] = start;
  ports[3 * portCount + 1] = end;
  ports[3 * portCount + 2] = notes.init ? 1 : 0;
  notes.portCount = portCount + 1;
}

function noteAddress(notes: PodNotes): void {
  const { addresses, addressCount } = notes;
  addresses[2 * addressCount] = startOf(notes, FIELD.entryName);
  addresses[2 * addressCount + 1] = endOf(notes, FIELD.entryName);
  notes.addressCount = addressCount + 1;
}

/** Before an entry of a list: nothing of it is known. */
export function openEntry(notes: PodNotes, entry: number): void {
  const { spans } = notes;
  spans[2 * FIELD.entryKind] = -1;
  spans[2 * FIELD.entryName] = -1;
  spans[2 * FIELD.entryFlag] = -1;
  spans[2 * FIELD.entryStatus] = -1;
  spans[2 * FIELD.portNumber] = -1;
  spans[2 * FIELD.portProtocol] = -1;
  notes.init = entry === ENTRY.initContainer;
}

const READY = bytesOf('Ready');
const TRUE = bytesOf('True');
const FALSE = bytesOf('False');
const UNKNOWN = bytesOf('Unknown');

/** Behind an entry of a list. Returns whether there is nothing to remark on. */
export function closeEntry(notes: PodNotes, entry: number, bytes: Uint8Array): boolean {
  switch (entry) {
    case ENTRY.owner:
      return closeOwner(notes, bytes);
    case ENTRY.address:
      if (has(notes, FIELD.entryName)) noteAddress(notes);
      return true;
    case ENTRY.condition:
      return closeCondition(notes, bytes);
    case ENTRY.status:
      notes.statuses += 1;
      notes.allReady &&= isTrue(notes, bytes);
      return true;
    case ENTRY.port:
      notes.portSpans.push(
        ...[FIELD.portNumber, FIELD.portProtocol, FIELD.entryName].flatMap((field) => [
          startOf(notes, field),
          endOf(notes, field),
        ]),
      );
      return true;
    default:
      return true;
  }
}

/** Flags are noted where they are `true` or `false`: the first letter tells. */
export const isTrue = (notes: PodNotes, bytes: Uint8Array, field: number = FIELD.entryFlag): boolean =>
  has(notes, field) && bytes[startOf(notes, field)] === 116;

/** The owner that controls the pod, or the only one. */
function closeOwner(notes: PodNotes, bytes: Uint8Array): boolean {
  notes.owners += 1;
  const controls = isTrue(notes, bytes);
  if (notes.controlled || (notes.owners > 1 && !controls)) {
    if (!notes.controlled) note(notes, FIELD.ownerKind, -1, -1);
    return true;
  }
  notes.controlled = controls;
  note(notes, FIELD.ownerKind, startOf(notes, FIELD.entryKind), endOf(notes, FIELD.entryKind));
  note(notes, FIELD.ownerName, startOf(notes, FIELD.entryName), endOf(notes, FIELD.entryName));
  return true;
}

/** The first condition of type Ready counts. */
function closeCondition(notes: PodNotes, bytes: Uint8Array): boolean {
  notes.conditions += 1;
  const isReady = isAt(bytes, startOf(notes, FIELD.entryKind), endOf(notes, FIELD.entryKind), READY);
  if (!isReady || notes.ready !== undefined) return true;
  const start = startOf(notes, FIELD.entryStatus);
  const end = endOf(notes, FIELD.entryStatus);
  notes.ready = isAt(bytes, start, end, TRUE);
  return notes.ready || isAt(bytes, start, end, FALSE) || isAt(bytes, start, end, UNKNOWN);
}
