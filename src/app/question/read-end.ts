import type { ClusterMap, MapNode, SearchEntry } from '../../analysis/answers';
import { assertNever } from '../../base/assert';
import { isAddress, type FlowEnd } from '../../model/flow';
import type { QuestionEnd } from './question';

/** What there is to name. */
export interface Names {
  readonly search: readonly SearchEntry[];
  readonly map: ClusterMap;
}

/** One end of a question, understood. */
export interface ReadEnd {
  /** In full, as the question bar should write it. */
  readonly text: string;
  readonly kind: SearchEntry['kind'];
  /** For a workload and for a service as the source: one of the pods behind it. */
  readonly end: FlowEnd;
  /** Node of the map that it is, or that holds it. */
  readonly node: MapNode | undefined;
  /** It stands for everything behind the node. */
  readonly whole: boolean;
}

/** Kinds in the order in which a name without a kind is taken for one of them. */
const likeliest: readonly SearchEntry['kind'][] = ['service', 'workload', 'pod', 'network-set', 'node', 'ip'];

/**
 * What an end names: an address, an entry of `search` by its text, or by its name without the namespace where only
 * one has it. `undefined` when nothing has that name. Costs a pass over all names.
 */
export function readEnd({ text: typed, kind }: QuestionEnd, names: Names): ReadEnd | undefined {
  const text = typed.trim();
  if (text === '') return undefined;
  const entry = entryFor(text, kind, names.search);
  if (entry !== undefined) return endOfEntry(entry, names.map);
  if (isAddress(text)) return endOfAddress(text, names.map);
  const node = names.map.nodes.find((n) => n.ask === text || n.label === text);
  return node === undefined ? undefined : endOfNode(text, node);
}

function entryFor(
  text: string,
  kind: SearchEntry['kind'] | undefined,
  search: readonly SearchEntry[],
): SearchEntry | undefined {
  const named = search.filter((entry) => entry.text === text);
  const ofKind = kind === undefined ? undefined : named.find((entry) => entry.kind === kind);
  if (ofKind !== undefined) return ofKind;
  if (named.length > 0) return likeliestOf(named);
  if (text.includes('/')) return undefined;
  const ending = search.filter((entry) => entry.text.endsWith(`/${text}`));
  return new Set(ending.map((entry) => entry.text)).size === 1 ? likeliestOf(ending) : undefined;
}

const likeliestOf = (entries: readonly SearchEntry[]): SearchEntry | undefined =>
  likeliest.flatMap((kind) => entries.filter((entry) => entry.kind === kind))[0];

function endOfEntry({ kind, text, node: nodeId }: SearchEntry, map: ClusterMap): ReadEnd | undefined {
  const node = nodeId === undefined ? undefined : map.nodes.find(({ id }) => id === nodeId);
  switch (kind) {
    case 'service':
      return { text, kind, end: { kind: 'service', id: text }, node, whole: true };
    case 'pod':
      return { text, kind, end: { kind: 'pod', id: text }, node, whole: node?.pods === 1 };
    case 'node':
      return { text, kind, end: { kind: 'node', name: text.replace(/^node /, '') }, node, whole: false };
    case 'ip':
      return { text, kind, end: { kind: 'ip', ip: text }, node, whole: node?.ask === text };
    case 'workload':
      return endOfWorkload(text, node);
    case 'network-set':
      return { text, kind, end: { kind: 'ip', ip: text }, node, whole: node?.ask === text };
    default:
      return assertNever(kind);
  }
}

/** All pods of a workload; or pods that are missing from the files, by the workload that stands for them. */
function endOfWorkload(text: string, node: MapNode | undefined): ReadEnd {
  const pod = node?.members.includes(text) === false ? node.members[0] : undefined;
  const whole = pod !== undefined || node?.pods === 1;
  return { text, kind: 'workload', end: { kind: 'pod', id: pod ?? text }, node, whole };
}

/** An address that a network on the map is asked about with stands for that network. */
function endOfAddress(ip: string, map: ClusterMap): ReadEnd {
  const node = map.nodes.find((n) => n.namespace === undefined && n.ask === ip);
  return { text: ip, kind: 'ip', end: { kind: 'ip', ip }, node, whole: node !== undefined };
}

function endOfNode(text: string, node: MapNode): ReadEnd | undefined {
  if (isAddress(node.ask)) return { text, kind: 'ip', end: { kind: 'ip', ip: node.ask }, node, whole: true };
  if (node.kind === 'service')
    return { text, kind: 'service', end: { kind: 'service', id: node.ask }, node, whole: true };
  const pod = node.members[0];
  return pod === undefined ? undefined : { text, kind: 'workload', end: { kind: 'pod', id: pod }, node, whole: true };
}
