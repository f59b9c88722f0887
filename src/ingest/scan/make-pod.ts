/** The pod that notes tell of, as its reader in `kinds` would make it; or nothing, where that would remark on it. */
import { getOrMake } from '../../base/collections';
import { parseProtocol } from '../../model/flow';
import type { FileId } from '../../model/ids';
import type { ContainerPort, Labels, OwnerReference, PodResource } from '../../model/resource';
import { parseAddress, type Address } from '../../net/address';
import { defaultServiceAccount } from '../defaults';
import { FIELD, FIELDS } from './fields';
import { endOf, has, isTrue, startOf, type PodNotes } from './pod-notes';
import { asciiOf } from './scan';
import { spanTable } from './span-table';

/** What differs between the formats. All return `undefined` where the general reader would have something to tell. */
export interface Blocks {
  readonly labels: (bytes: Uint8Array, start: number, end: number) => Labels | undefined;
  /** Ports of one container; `init` is for those of init containers. */
  readonly ports: (
    bytes: Uint8Array,
    start: number,
    end: number,
    init: boolean,
  ) => readonly ContainerPort[] | undefined;
}

export interface Item {
  readonly file: FileId;
  /** Where the bytes start in the file. */
  readonly base: number;
  /** In the bytes. */
  readonly start: number;
  readonly end: number;
}

export type PodMaker = (bytes: Uint8Array, notes: PodNotes, item: Item) => PodResource | undefined;

const noLabels: Labels = new Map();
const noPorts: readonly ContainerPort[] = [];
const noAddresses: readonly Address[] = [];

export function podMaker(blocks: Blocks): PodMaker {
  /** One for each field, whose last value is likely to be the next. */
  const words = Array.from({ length: FIELDS }, () => spanTable(asciiOf));
  const labelTable = spanTable(blocks.labels);
  const portTable = spanTable((bytes, start, end) => blocks.ports(bytes, start, end, false));
  const initPortTable = spanTable((bytes, start, end) => blocks.ports(bytes, start, end, true));
  const hosts = spanTable((bytes, start, end) => parseAddress(asciiOf(bytes, start, end)));
  const joined = new Map<readonly ContainerPort[], Map<readonly ContainerPort[], readonly ContainerPort[]>>();
  const owners = new Map<string, Map<string, OwnerReference>>();

  const textOf = (bytes: Uint8Array, notes: PodNotes, field: number): string | undefined =>
    has(notes, field) ? asciiOf(bytes, startOf(notes, field), endOf(notes, field)) : undefined;
  const wordOf = (bytes: Uint8Array, notes: PodNotes, field: number): string | undefined =>
    has(notes, field) ? words[field]?.valueOf(bytes, startOf(notes, field), endOf(notes, field)) : undefined;
  const filledOf = (bytes: Uint8Array, notes: PodNotes, field: number): string | undefined =>
    wordOf(bytes, notes, field) || undefined;

  /** Lists put together are shared too: those of containers first, then those of init containers. */
  const join = (some: readonly ContainerPort[], more: readonly ContainerPort[]): readonly ContainerPort[] => {
    if (more.length === 0) return some;
    if (some.length === 0) return more;
    const after = getOrMake(joined, some, () => new Map<readonly ContainerPort[], readonly ContainerPort[]>());
    return getOrMake(after, more, () => [...some, ...more]);
  };
  const portsOf = (bytes: Uint8Array, { ports, portCount }: PodNotes): readonly ContainerPort[] | undefined => {
    let all = noPorts;
    for (let init = 0; init < 2; init += 1) {
      const table = init === 1 ? initPortTable : portTable;
      for (let i = 0; i < 3 * portCount; i += 3) {
        if (ports[i + 2] !== init) continue;
        const own = table.valueOf(bytes, ports[i] ?? 0, ports[i + 1] ?? 0);
        if (own === undefined) return undefined;
        all = join(all, own);
      }
    }
    return all;
  };
  const ownerOf = (bytes: Uint8Array, notes: PodNotes): OwnerReference | undefined => {
    const kind = wordOf(bytes, notes, FIELD.ownerKind);
    const name = kind === undefined ? undefined : wordOf(bytes, notes, FIELD.ownerName);
    if (kind === undefined || name === undefined) return undefined;
    const ofKind = getOrMake(owners, kind, () => new Map<string, OwnerReference>());
    return getOrMake(ofKind, name, () => ({ kind, name }));
  };

  return (bytes, notes, { file, base, start, end }) => {
    const name = textOf(bytes, notes, FIELD.name);
    const namespace = wordOf(bytes, notes, FIELD.namespace);
    if (name === undefined || name === '' || namespace === undefined || namespace === '') return undefined;
    const labels = has(notes, FIELD.labels)
      ? labelTable.valueOf(bytes, startOf(notes, FIELD.labels), endOf(notes, FIELD.labels))
      : noLabels;
    const addresses = addressesOf(bytes, notes);
    // Ports of an object without containers are unknown, not absent.
    const portsKnown = has(notes, FIELD.containers);
    const ports = portsKnown ? portsOf(bytes, notes) : noPorts;
    if (labels === undefined || addresses === undefined || ports === undefined) return undefined;
    const generation = textOf(bytes, notes, FIELD.generation);
    const account = wordOf(bytes, notes, FIELD.serviceAccountName) ?? wordOf(bytes, notes, FIELD.serviceAccount);
    const phase = wordOf(bytes, notes, FIELD.phase);
    return {
      kind: 'Pod',
      meta: {
        apiVersion: 'v1',
        name,
        nameAt: { file, start: base + startOf(notes, FIELD.name), end: base + endOf(notes, FIELD.name) },
        namespace,
        labels,
        resourceVersion: textOf(bytes, notes, FIELD.resourceVersion) || undefined,
        generation: generation === undefined ? undefined : Number(generation),
        stored: undefined,
        at: { file, start: base + start, end: base + end },
      },
      labels,
      labelsKnown: true,
      serviceAccount: has(notes, FIELD.spec) ? account || defaultServiceAccount : undefined,
      hostNetwork: isTrue(notes, bytes, FIELD.hostNetwork),
      ports,
      portsKnown,
      node: filledOf(bytes, notes, FIELD.nodeName),
      phase: phase || undefined,
      released: isReleased(notes),
      addresses,
      hostIP: has(notes, FIELD.hostIP)
        ? hosts.valueOf(bytes, startOf(notes, FIELD.hostIP), endOf(notes, FIELD.hostIP))
        : undefined,
      ready: isReady(notes, phase),
      owner: ownerOf(bytes, notes),
      generateName: filledOf(bytes, notes, FIELD.generateName),
    };
  };
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

/** One of each family, the first; `undefined` where one is none. */
function addressesOf(bytes: Uint8Array, notes: PodNotes): readonly Address[] | undefined {
  const { addresses, addressCount } = notes;
  if (addressCount > 0) {
    const found: Address[] = [];
    for (let i = 0; i < 2 * addressCount; i += 2) {
      const address = addressAt(bytes, addresses[i] ?? 0, addresses[i + 1] ?? 0);
      if (address === undefined) return undefined;
      if (found.every(({ family }) => family !== address.family)) found.push(address);
    }
    return found;
  }
  if (has(notes, FIELD.podIP) && !isEmpty(notes, FIELD.podIP)) {
    const address = addressAt(bytes, startOf(notes, FIELD.podIP), endOf(notes, FIELD.podIP));
    return address === undefined ? undefined : [address];
  }
  for (const field of [FIELD.podIPsAnnotation, FIELD.podIPAnnotation, FIELD.awsAnnotation]) {
    // Those of pods that have no address in their status are few, and written in more than one way.
    if (has(notes, field) && !isEmpty(notes, field)) return undefined;
  }
  return noAddresses;
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
