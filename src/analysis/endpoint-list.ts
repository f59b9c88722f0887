/** Endpoints as a list that may be long: a window of it at a time, and one of them in full. */
import { getOrMake } from '../base/collections';
import { lazily } from '../base/lazily';
import { memoLast } from '../base/memo-last';
import { sortedBy } from '../base/order';
import { createTextIndex, type TextIndex } from '../base/text-index';
import type { CompiledCluster } from '../engine/compile/compiled';
import type { Cluster, Endpoint } from '../model/cluster';
import { printAddress } from '../net/address';
import type { EndpointBrief, EndpointLine, EndpointRow, EndpointWindow } from './answers';
import type { Applying } from './applying';
import type { Members } from './map-members';
import { wordsOf } from './names';
import type { Window } from './policy-list';

export interface EndpointList {
  window(asked: Window): EndpointWindow;
  /** `undefined` when there is none of this id. */
  detail(id: string): EndpointRow | undefined;
}

export function createEndpointList({ cluster }: CompiledCluster, members: Members, applying: Applying): EndpointList {
  const { endpoints } = cluster;
  const indexOf = new Map(endpoints.map(({ id }, index) => [id as string, index]));
  const namespaces = members.namespaceMembers();
  const search = lazily(() => createWordSearch(cluster));

  const listed = memoLast((text: string): Listed => {
    const words = wordsOf(text);
    const hits = words.map((word) => search()(word));
    const fits = (endpoint: number) => hits.every((hit) => hit[endpoint] === 1);
    return listOf(
      namespaces.map(({ name, members: own }) => ({ name, own: hits.length === 0 ? own : own.filter(fits) })),
    );
  });

  return {
    window({ text, from, count }) {
      const { lines, ...totals } = listed(text);
      const last = Math.min(totals.total, from + count);
      return {
        ...totals,
        lines: Array.from({ length: Math.max(0, last - from) }, (_, i) => lineOf(lines(from + i), endpoints)),
      };
    },
    detail(id) {
      const index = indexOf.get(id);
      const endpoint = endpoints[index ?? -1];
      if (index === undefined || endpoint === undefined) return undefined;
      const { workload } = endpoint;
      return {
        id: endpoint.id,
        namespace: endpoint.namespace,
        name: endpoint.name,
        labels: sortedBy(endpoint.labels, ([key]) => key),
        serviceAccount: endpoint.serviceAccount,
        addresses: endpoint.addresses.map(printAddress),
        node: endpoint.node,
        workload: `${workload.kind} ${workload.name}`,
        services: (members.services.get(endpoint.id) ?? []).map((service) => service.id),
        representative: endpoint.representative,
        ready: endpoint.ready,
        ingress: applying.policiesOf(index, 'Ingress'),
        egress: applying.policiesOf(index, 'Egress'),
        at: endpoint.at,
      };
    },
  };
}

export const briefOf = ({ id, name, addresses, representative }: Endpoint): EndpointBrief => ({
  id,
  name,
  address: addresses[0] === undefined ? undefined : printAddress(addresses[0]),
  representative,
});

// --- lines -------------------------------------------------------------------------------------------------------

interface Listed {
  readonly total: number;
  readonly endpoints: number;
  readonly lines: (line: number) => Line;
}

/** An endpoint by its index, or the head of a namespace. */
type Line = number | { readonly name: string; readonly count: number };

function listOf(groups: readonly { readonly name: string; readonly own: readonly number[] }[]): Listed {
  const shown = groups.filter(({ own }) => own.length > 0);
  const lines = shown.flatMap(({ name, own }): readonly Line[] => [{ name, count: own.length }, ...own]);
  return {
    total: lines.length,
    endpoints: lines.length - shown.length,
    lines: (line) => lines[line] ?? -1,
  };
}

function lineOf(line: Line, endpoints: readonly Endpoint[]): EndpointLine {
  if (typeof line !== 'number') return { kind: 'namespace', ...line };
  const endpoint = endpoints[line];
  if (endpoint === undefined) throw new Error(`No endpoint ${line} in the list.`);
  return { kind: 'endpoint', endpoint: briefOf(endpoint) };
}

// --- search ------------------------------------------------------------------------------------------------------

/**
 * Which endpoints hold a word in the name, a label (`app=web`), an address, the service account or the node: 1 at
 * their index. What many endpoints share is searched once.
 */
function createWordSearch({ endpoints }: Cluster): (word: string) => Uint8Array {
  const own = createTextIndex(
    endpoints.map(({ id, addresses }) =>
      addresses.reduce((text, address) => `${text} ${printAddress(address)}`, id as string),
    ),
  );
  const { texts, blocks, blockOf, accountOf, nodeOf } = sharedTexts(endpoints);
  const index = createTextIndex(texts);
  return (word) => {
    const hit = hitsOf(own, word);
    const inShared = hitsOf(index, word);
    if (!inShared.includes(1)) return hit;
    const inBlock = blocks.map((block) => block.some((text) => inShared[text] === 1));
    for (let i = 0; i < hit.length; i += 1) {
      const isShared = inShared[accountOf[i] as number] === 1 || inShared[nodeOf[i] as number] === 1;
      if (isShared || inBlock[blockOf[i] as number] === true) hit[i] = 1;
    }
    return hit;
  };
}

interface SharedTexts {
  readonly texts: readonly string[];
  /** Labels, as many endpoints have the same. */
  readonly blocks: readonly (readonly number[])[];
  readonly blockOf: Uint32Array;
  readonly accountOf: Uint32Array;
  readonly nodeOf: Uint32Array;
}

function sharedTexts(endpoints: readonly Endpoint[]): SharedTexts {
  const texts: string[] = [];
  const known = new Map<string, Map<string, number>>();
  const textId = (key: string, value: string): number => {
    const values = getOrMake(known, key, () => new Map<string, number>());
    return getOrMake(values, value, () => texts.push(key === '' ? value : `${key}=${value}`) - 1);
  };
  const blocks: (readonly number[])[] = [];
  const byLabels = new Map<Endpoint['labels'], number>();
  const makeBlock = (labels: Endpoint['labels']): number => {
    const block: number[] = [];
    labels.forEach((value, key) => block.push(textId(key, value)));
    return blocks.push(block) - 1;
  };
  const blockFor = ({ labels }: Endpoint): number => getOrMake(byLabels, labels, () => makeBlock(labels));
  return {
    blockOf: Uint32Array.from(endpoints, blockFor),
    accountOf: Uint32Array.from(endpoints, ({ serviceAccount = '' }) => textId('', serviceAccount)),
    nodeOf: Uint32Array.from(endpoints, ({ node = '' }) => textId('', node)),
    texts,
    blocks,
  };
}

function hitsOf(index: TextIndex, word: string): Uint8Array {
  const hits = new Uint8Array(index.count);
  for (const hit of index.find(word)) hits[hit] = 1;
  return hits;
}
