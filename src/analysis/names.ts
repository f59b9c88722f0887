/** Everything a question or a command can name, found by a part of it: as one types, in a cluster of any size. */
import { groupBy } from '../base/collections';
import { lazily } from '../base/lazily';
import { BREAK, createTextIndex, type TextIndex } from '../base/text-index';
import type { CompiledCluster } from '../engine/compile/compiled';
import { printAddress } from '../net/address';
import type { MapNode, SearchEntry } from './answers';
import { insideNode } from './map-groups';
import type { Members } from './map-members';

export interface Names {
  /**
   * Entries that hold every word, best first: the whole name, then names that begin with it, then those whose name in
   * the namespace does, then all that hold it, then those told by their detail. Where one kind would crowd the others
   * out, kinds share the room.
   */
  complete(text: string, options: CompleteOptions): readonly SearchEntry[];
  /** Entries of exactly this text; else, without a slash, those of this name where one namespace alone has it. */
  named(text: string): readonly SearchEntry[];
  /** Node of the map in the finest grouping, by its id. */
  nodeAt(id: string): MapNode | undefined;
  /** The one node of that grouping with this label; `undefined` when there are several, or none. */
  labelled(label: string): MapNode | undefined;
  /** Nodes outside the cluster. */
  readonly outside: readonly MapNode[];
}

export interface CompleteOptions {
  readonly kinds: ReadonlySet<SearchEntry['kind']>;
  readonly most: number;
}

/** Entries of one kind. What is not searched is made for those that are told. */
interface Section {
  readonly kind: SearchEntry['kind'];
  readonly names: readonly string[];
  readonly idAt?: (index: number) => string;
  readonly detailAt: (index: number) => string;
  readonly placesAt: (index: number) => readonly string[];
}

/** Named without a kind, a name is taken for the first of these that has it. */
const order: readonly SearchEntry['kind'][] = [
  'service',
  'workload',
  'pod',
  'network-set',
  'node',
  'ip',
  'namespace',
  'policy',
];

export function createNames(compiled: CompiledCluster, members: Members, outside: readonly MapNode[]): Names {
  const sections = sectionsOf(compiled, members, outside)
    .toSorted((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind))
    .map(indexed);
  const entriesOf = (wanted: string): readonly SearchEntry[] =>
    sections.flatMap((section) => section.index.find(wanted).flatMap((at) => entryAt(section, at)));

  return {
    outside,
    nodeAt(id) {
      const standing = members.serviceAt(id);
      return standing === undefined
        ? outside.find((node) => node.id === id)
        : insideNode(compiled.cluster, members, standing);
    },
    labelled(label) {
      const standing = members.labelled(label);
      return standing === undefined ? undefined : insideNode(compiled.cluster, members, standing);
    },
    complete(text, { kinds, most }) {
      const words = wordsOf(text);
      const own = sections
        .filter(({ kind }) => kinds.has(kind))
        .map((section) => ({ section, ranks: rankedIn(section, words, most) }));
      const found: SearchEntry[] = [];
      for (let rank = 0; rank < RANKS && found.length < most; rank += 1) {
        const offered = own.map(({ section, ranks }) => ({ section, places: ranks[rank] ?? [] }));
        const shares = fairShares(
          offered.map(({ places }) => places.length),
          most - found.length,
        );
        for (const [i, { section, places }] of offered.entries()) {
          for (const at of places.slice(0, shares[i])) found.push(...entryAt(section, at));
        }
      }
      return found;
    },
    named(text) {
      const same = entriesOf(`${BREAK}${text}${BREAK}`).filter((entry) => entry.text === text);
      if (same.length > 0 || text.includes('/')) return same;
      const ending = entriesOf(`/${text}${BREAK}`).filter(
        (entry) => entry.text.endsWith(`/${text}`) && entry.kind !== 'policy',
      );
      return new Set(ending.map((entry) => entry.text)).size === 1 ? ending : [];
    },
  };
}

/** A section made ready for searching. */
interface Indexed extends Section {
  readonly index: TextIndex;
  readonly details: () => TextIndex;
}

const indexed = (section: Section): Indexed => ({
  ...section,
  index: createTextIndex(section.names),
  details: lazily(() => createTextIndex(section.names.map((_, at) => section.detailAt(at)))),
});

function entryAt({ kind, names, detailAt, idAt, placesAt }: Section, at: number): readonly SearchEntry[] {
  const text = names[at];
  if (text === undefined) return [];
  return [{ kind, text, detail: detailAt(at), id: idAt?.(at) ?? text, places: placesAt(at) }];
}

const rankedIn = (section: Indexed, words: readonly string[], most: number): Ranked =>
  words.length > 1 ? rankedByAll(section, words, most) : ranked(section, words[0] ?? '', most);

/** The best of every rank for one word. */
function ranked({ index, details }: Indexed, word: string, most: number): Ranked {
  const seen = new Set<number>();
  // What a better rank has is found again by the next.
  const options = { most: 2 * most };
  const next = (found: readonly number[]): readonly number[] => {
    const own = found.filter((at) => !seen.has(at));
    for (const at of own) seen.add(at);
    return own;
  };
  const anywhere = index.find(word, options);
  const inNames = [
    () => index.find(`${BREAK}${word}${BREAK}`, options),
    () => index.find(`${BREAK}${word}`, options),
    () => index.find(`/${word}`, options),
    () => anywhere,
  ];
  const finds = anywhere.length === 0 ? inNames.map(() => () => []) : inNames;
  return [...finds, () => details().find(word, options)].map((find) => (seen.size >= most ? [] : next(find())));
}

/** The same for several words: found by the longest, which is the rarest, and ranked by the first. */
function rankedByAll({ index, details }: Indexed, words: readonly string[], most: number): Ranked {
  const driver = words.toSorted((a, b) => b.length - a.length)[0] ?? '';
  const holds = (at: number) =>
    words.every((word) => index.textAt(at).includes(word) || details().textAt(at).includes(word));
  const found = new Set([index, details()].flatMap((texts) => collect(texts, driver, holds, most)));
  const [first = ''] = words;
  const byRank = groupBy(found, (at) => rankOf(index.textAt(at), first));
  return [0, 1, 2, 3, 4].map((rank) => byRank.get(rank) ?? []);
}

/** Numbers of entries by rank, best first. */
type Ranked = readonly (readonly number[])[];

const RANKS = 5;

function rankOf(text: string, word: string): number {
  if (text === word) return 0;
  if (text.startsWith(word)) return 1;
  if (text.includes(`/${word}`)) return 2;
  return text.includes(word) ? 3 : 4;
}

/** The first `most` texts with a word that are accepted. */
function collect(index: TextIndex, word: string, accept: (at: number) => boolean, most: number): readonly number[] {
  const found: number[] = [];
  for (let next = 0; next < index.count && found.length < most;) {
    const batch = index.find(word, { from: next, most: 256 });
    found.push(...batch.filter(accept));
    next = (batch.at(-1) ?? index.count) + 1;
  }
  return found.slice(0, most);
}

/** In lower case; of a text without any, the empty one, which is everywhere. */
export const wordsOf = (text: string): readonly string[] =>
  text
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');

/** Room for `room` of several offers: each gets as much as the others, what one leaves over goes to the rest. */
export function fairShares(offers: readonly number[], room: number): readonly number[] {
  const shares = offers.map(() => 0);
  let left = room;
  while (left > 0) {
    const open = offers.flatMap((offer, i) => (offer > (shares[i] ?? 0) ? [i] : []));
    if (open.length === 0) break;
    const each = Math.max(1, Math.floor(left / open.length));
    for (const i of open) {
      const more = Math.min(each, left, (offers[i] ?? 0) - (shares[i] ?? 0));
      shares[i] = (shares[i] ?? 0) + more;
      left -= more;
    }
  }
  return shares;
}

function sectionsOf(
  { cluster, tiers }: CompiledCluster,
  members: Members,
  outside: readonly MapNode[],
): readonly Section[] {
  const { services, endpoints, hostPods } = cluster;
  const indexOf = new Map(endpoints.map(({ id }, index) => [id, index]));
  const placesOf = (endpoint: number | undefined) => (endpoint === undefined ? [] : members.placesOf(endpoint));
  const machines = [...cluster.nodes.values()];
  const real = endpoints.flatMap(({ representative }, index) => (representative ? [] : [index]));
  const standIns = endpoints.flatMap(({ representative }, index) => (representative ? [index] : []));
  const nameAt = (index: number | undefined) => endpoints[index ?? -1]?.id ?? '';
  const workloads = members.workloads();
  const namespaces = members.namespaces();
  const policies = tiers.flatMap((tier) => tier.policies.map((policy) => ({ tier, policy })));
  const nothing: readonly string[] = [];
  return [
    {
      kind: 'service',
      names: services.map(({ id }) => id),
      detailAt(i) {
        const ports = services[i]?.ports ?? [];
        return `Service, ${ports.length === 0 ? 'no ports' : ports.map(({ port }) => port).join(', ')}`;
      },
      placesAt(i) {
        const { id = '', backends = [] } = services[i] ?? {};
        const backend = backends.flatMap(({ endpoint }) => (endpoint === undefined ? [] : [endpoint]))[0];
        const places = placesOf(backend === undefined ? undefined : indexOf.get(backend));
        // Pods of several Services are drawn at one of them: a Service is found at its own node first.
        const at = members.serviceAt(`svc:${id}`) === undefined ? places[0] : `svc:${id}`;
        return at === undefined ? [] : [at, ...places.slice(1)];
      },
    },
    {
      kind: 'workload',
      names: [...standIns.map(nameAt), ...workloads.map(({ text }) => text)],
      detailAt: (i) => (i < standIns.length ? 'stands for its pods' : (workloads[i - standIns.length]?.detail ?? '')),
      placesAt: (i) => placesOf(i < standIns.length ? standIns[i] : workloads[i - standIns.length]?.first),
    },
    {
      kind: 'pod',
      names: real.map(nameAt),
      detailAt: (i) => (endpoints[real[i] ?? -1]?.addresses ?? []).map(printAddress).join(', '),
      placesAt: (i) => placesOf(real[i]),
    },
    {
      kind: 'pod',
      names: hostPods.map(({ id }) => id),
      detailAt(i) {
        const node = hostPods[i]?.node;
        return `host network${node === undefined ? '' : ` of ${node}`}`;
      },
      placesAt: () => nothing,
    },
    {
      kind: 'node',
      names: machines.map(({ name }) => name),
      detailAt: (i) => `Node ${(machines[i]?.addresses ?? []).map(printAddress).join(', ')}`,
      placesAt: () => nothing,
    },
    ...(['network-set', 'ip'] as const).map((kind): Section => {
      const own = outside.filter((node) => (node.kind === 'network-set') === (kind === 'network-set'));
      return {
        kind,
        names: own.map(({ ask }) => ask),
        detailAt: (i) => `${own[i]?.label ?? ''}: ${own[i]?.detail ?? ''}`,
        placesAt: (i) => own.slice(i, i + 1).map(({ id }) => id),
      };
    }),
    {
      kind: 'namespace',
      names: namespaces.map(({ text }) => text),
      detailAt: (i) => namespaces[i]?.detail ?? '',
      placesAt: (i) => placesOf(namespaces[i]?.first).slice(1),
    },
    {
      kind: 'policy',
      names: policies.map(({ policy: { ref } }) =>
        ref.namespace === undefined ? ref.name : `${ref.namespace}/${ref.name}`,
      ),
      detailAt(i) {
        const { tier, policy } = policies[i] ?? {};
        return `Policy in ${tier?.name ?? ''}, ${policy?.order === undefined ? 'no order' : `order ${policy.order}`}`;
      },
      idAt: (i) => policies[i]?.policy.ref.id ?? '',
      placesAt: () => nothing,
    },
  ];
}
