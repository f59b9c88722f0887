/** What an end of a question names. */
import { assertNever } from '../base/assert';
import { isAddress, type FlowEnd } from '../model/flow';
import type { AskedKind, MapNode, SearchEntry } from './answers';
import type { Names } from './names';

/** One end as the question bar has it. `kind` tells apart a pod and a service of one name; typed text has none. */
export interface AskedEnd {
  readonly text: string;
  readonly kind: AskedKind | undefined;
}

/** One end of a question, understood. */
export interface ReadEnd {
  /** In full, as the question bar should write it. */
  readonly text: string;
  readonly kind: AskedKind;
  /** For a workload and for a service as the source: one of the pods behind it. */
  readonly end: FlowEnd;
  /** Node of the map in its finest grouping that it is, or that holds it. */
  readonly node: MapNode | undefined;
  /** Nodes of maps of any grouping that may show it, the finest first. */
  readonly places: readonly string[];
  /** It stands for everything behind the node. */
  readonly whole: boolean;
}

/** Kinds in the order in which a name without a kind is taken for one of them. */
const likeliest: readonly AskedKind[] = ['service', 'workload', 'pod', 'network-set', 'node', 'ip'];

/**
 * What an end names: an address, something by its text, or by its name without the namespace where only one has it.
 * `undefined` when nothing has that name.
 */
export function readEnd({ text: typed, kind }: AskedEnd, names: Names): ReadEnd | undefined {
  const text = typed.trim();
  if (text === '') return undefined;
  const named = names.named(text);
  const asked = kind === undefined ? undefined : named.find((entry) => entry.kind === kind);
  for (const likely of asked === undefined ? likeliest : [asked.kind]) {
    const entry = named.find((one) => one.kind === likely);
    if (entry !== undefined) return endOfEntry(entry, names);
  }
  if (isAddress(text)) return endOfAddress(text, names);
  const node = names.outside.find((one) => one.ask === text || one.label === text) ?? names.labelled(text);
  return node === undefined ? undefined : endOfNode(text, node, names);
}

function endOfEntry({ kind, text, places }: SearchEntry, names: Names): ReadEnd | undefined {
  const node = places[0] === undefined ? undefined : names.nodeAt(places[0]);
  const found = { text, node, places };
  switch (kind) {
    case 'service':
      return { ...found, kind, end: { kind: 'service', id: text }, whole: true };
    case 'pod':
      return { ...found, kind, end: { kind: 'pod', id: text }, whole: node?.pods === 1 };
    case 'node':
      return { ...found, kind, end: { kind: 'node', name: text }, whole: false };
    case 'ip':
    case 'network-set':
      return { ...found, kind, end: { kind: 'ip', ip: text }, whole: node?.ask === text };
    case 'workload': {
      // All pods of a workload; or pods that are missing from the files, by the workload that stands for them.
      const pod = node?.members.includes(text) === false ? node.members[0] : undefined;
      return { ...found, kind, end: { kind: 'pod', id: pod ?? text }, whole: pod !== undefined || node?.pods === 1 };
    }
    case 'namespace':
    case 'policy':
      return undefined;
    default:
      return assertNever(kind);
  }
}

/** An address that a network on the map is asked about with stands for that network. */
function endOfAddress(ip: string, { outside }: Names): ReadEnd {
  const node = outside.find((one) => one.ask === ip);
  const places = node === undefined ? [] : [node.id];
  return { text: ip, kind: 'ip', end: { kind: 'ip', ip }, node, places, whole: node !== undefined };
}

function endOfNode(text: string, node: MapNode, names: Names): ReadEnd | undefined {
  if (isAddress(node.ask)) {
    return { text, kind: 'ip', end: { kind: 'ip', ip: node.ask }, node, places: [node.id], whole: true };
  }
  const entry = names.named(node.ask).find((one) => one.places[0] === node.id);
  const places = entry?.places ?? [node.id];
  if (node.kind === 'service') {
    return { text, kind: 'service', end: { kind: 'service', id: node.ask }, node, places, whole: true };
  }
  const pod = node.members[0];
  return pod === undefined
    ? undefined
    : { text, kind: 'workload', end: { kind: 'pod', id: pod }, node, places, whole: true };
}
