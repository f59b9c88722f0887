/**
 * Which fields of objects are taken from the bytes, and what is done with the others. One table for each kind serves
 * both formats; it takes what the readers of `kinds` read of it, and nothing else. What is taken of pods is noted
 * (`pod-notes.ts`), what is taken of other objects becomes nodes (`object-fields.ts`).
 */
import { bytesOf, isAt } from './scan';

/** What to do with the value of a key. */
export const TAKE = {
  /** A text: where it stands is noted. */
  text: 1,
  /** `true` or `false`. */
  flag: 2,
  /** A whole number above zero. */
  number: 3,
  map: 4,
  /** A list of maps. */
  list: 5,
  /** Any value: where it stands is noted, as a whole. */
  block: 6,
  /** Ports of a container. */
  ports: 7,
  /** Nothing, and nobody looks into it either for what was to be filled in. */
  leave: 8,
  /** The same, and the general reader leaves it out (`unread-fields.ts`). */
  unread: 9,
  /** Any value, with all that is in it. */
  whole: 0,
} as const;

/** What is noted of a pod, as indices. */
export const FIELD = {
  apiVersion: 0,
  kind: 1,
  name: 2,
  namespace: 3,
  generateName: 4,
  labels: 5,
  resourceVersion: 6,
  generation: 7,
  deletionTimestamp: 8,
  podIPAnnotation: 9,
  podIPsAnnotation: 10,
  awsAnnotation: 11,
  ownerKind: 12,
  ownerName: 13,
  nodeName: 14,
  serviceAccountName: 15,
  serviceAccount: 16,
  hostNetwork: 17,
  phase: 18,
  hostIP: 19,
  podIP: 20,
  metadata: 21,
  spec: 22,
  status: 23,
  containers: 24,
  /** Of the entry of a list that is being read. */
  entryKind: 25,
  entryName: 26,
  entryFlag: 27,
  containerStatuses: 28,
  portNumber: 29,
  portProtocol: 30,
  entryStatus: 31,
} as const;

export const FIELDS = 32;

/** Texts on which it depends what else is noted. */
export const isDecisive = (field: number): boolean =>
  field === FIELD.kind || field === FIELD.apiVersion || field === FIELD.entryKind || field === FIELD.entryStatus;

/** What happens at the end of an entry of a list. */
export const ENTRY = {
  none: 0,
  owner: 1,
  container: 2,
  initContainer: 3,
  address: 4,
  condition: 5,
  status: 6,
  port: 7,
};

export interface FieldKey {
  readonly name: Uint8Array;
  readonly take: number;
  /** -1 when only its parts are noted. */
  readonly field: number;
  readonly level: Level | undefined;
  readonly entry: number;
  /** Another key that has the same place. */
  readonly other: FieldKey | undefined;
}

/** The keys of one map. */
export interface Level {
  /** Each at its place, of which there are enough to tell most apart. */
  readonly keys: readonly (FieldKey | undefined)[];
  readonly mask: number;
  /** Whether the general reader looks here for what was to be filled in. */
  readonly wary: boolean;
  /** What is done with other keys. */
  readonly rest: Rest;
}

type Rest = 'skip' | 'take' | 'refuse';

/** The key whose name stands from `start` to `end`; `undefined` for those that are passed over. */
export function keyAt({ keys, mask }: Level, bytes: Uint8Array, start: number, end: number): FieldKey | undefined {
  let key = keys[placeOf(bytes, start, end) & mask];
  while (key !== undefined && !isAt(bytes, start, end, key.name)) key = key.other;
  return key;
}

/** Three letters and a length tell names apart about as well as all their letters do. */
const placeOf = (bytes: Uint8Array, start: number, end: number): number =>
  (bytes[start] ?? 0) * 5 + (bytes[(start + end) >> 1] ?? 0) * 71 + (bytes[end - 1] ?? 0) * 23 + (end - start) * 17;

export type Row = readonly [name: string, take: number, field?: number, level?: Level, entry?: number];

export function level(wary: boolean, rows: readonly Row[], rest: Rest = 'skip'): Level {
  const mask = PLACES - 1;
  const keys = Array<FieldKey | undefined>(PLACES).fill(undefined);
  for (const [text, take, field = -1, inner, entry = ENTRY.none] of rows) {
    const name = bytesOf(text);
    const place = placeOf(name, 0, name.length) & mask;
    keys[place] = { name, take, field, level: inner, entry, other: keys[place] };
  }
  return { keys, mask, wary, rest };
}

const PLACES = 1 << 8;

export const named = (names: string, take: number): readonly Row[] => names.split(' ').map((name) => [name, take]);

const annotations = level(false, [
  ['cni.projectcalico.org/podIP', TAKE.text, FIELD.podIPAnnotation],
  ['cni.projectcalico.org/podIPs', TAKE.text, FIELD.podIPsAnnotation],
  ['vpc.amazonaws.com/pod-ips', TAKE.text, FIELD.awsAnnotation],
]);

const owner = level(true, [
  ['kind', TAKE.text, FIELD.entryKind],
  ['name', TAKE.text, FIELD.entryName],
  ['controller', TAKE.flag, FIELD.entryFlag],
]);

const metadata = level(true, [
  ['name', TAKE.text, FIELD.name],
  ['namespace', TAKE.text, FIELD.namespace],
  ['generateName', TAKE.text, FIELD.generateName],
  ['labels', TAKE.block, FIELD.labels],
  ['annotations', TAKE.map, -1, annotations],
  ['ownerReferences', TAKE.list, -1, owner, ENTRY.owner],
  ['resourceVersion', TAKE.text, FIELD.resourceVersion],
  ['generation', TAKE.number, FIELD.generation],
  ['deletionTimestamp', TAKE.text, FIELD.deletionTimestamp],
  ['managedFields', TAKE.unread],
]);

const unreadOfContainers = named(
  'env envFrom command args volumeMounts volumeDevices resources livenessProbe readinessProbe startupProbe lifecycle securityContext',
  TAKE.unread,
);
const container = level(false, [['ports', TAKE.ports], ...unreadOfContainers]);

const spec = level(true, [
  ['nodeName', TAKE.text, FIELD.nodeName],
  ['serviceAccountName', TAKE.text, FIELD.serviceAccountName],
  ['serviceAccount', TAKE.text, FIELD.serviceAccount],
  ['hostNetwork', TAKE.flag, FIELD.hostNetwork],
  ['containers', TAKE.list, FIELD.containers, container, ENTRY.container],
  ['initContainers', TAKE.list, -1, container, ENTRY.initContainer],
  ['ephemeralContainers', TAKE.leave],
  ...named('volumes tolerations affinity topologySpreadConstraints', TAKE.unread),
]);

const status = level(false, [
  ['phase', TAKE.text, FIELD.phase],
  ['hostIP', TAKE.text, FIELD.hostIP],
  ['podIP', TAKE.text, FIELD.podIP],
  ['podIPs', TAKE.list, -1, level(false, [['ip', TAKE.text, FIELD.entryName]]), ENTRY.address],
  [
    'conditions',
    TAKE.list,
    -1,
    level(false, [
      ['type', TAKE.text, FIELD.entryKind],
      ['status', TAKE.text, FIELD.entryStatus],
    ]),
    ENTRY.condition,
  ],
  [
    'containerStatuses',
    TAKE.list,
    FIELD.containerStatuses,
    level(false, [['ready', TAKE.flag, FIELD.entryFlag]]),
    ENTRY.status,
  ],
]);

/** A whole pod. */
export const podLevel: Level = level(true, [
  ['apiVersion', TAKE.text, FIELD.apiVersion],
  ['kind', TAKE.text, FIELD.kind],
  ['metadata', TAKE.map, FIELD.metadata, metadata],
  ['spec', TAKE.map, FIELD.spec, spec],
  ['status', TAKE.map, FIELD.status, status],
]);

/** One of the ports of a container. */
export const portLevel: Level = level(false, [
  ['containerPort', TAKE.number, FIELD.portNumber],
  ['protocol', TAKE.text, FIELD.portProtocol],
  ['name', TAKE.text, FIELD.entryName],
]);
