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
  const sections = sectionsOf(compiled, members, outside).toSorted(
    (a, b) => order.indexOf(a.kind) - order.indexOf(b.kind),
  );
  const starts: number[] = [];
  let count = 0;
  for (const { names } of sections) {
    starts.push(count);
    count += names.length;
  }
  const names = createTextIndex(sections.flatMap((section) => section.names));
  const details = lazily(() =>
    createTextIndex(sections.flatMap(({ names: own, detailAt }) => own.map((_, index) => detailAt(index)))),
  );
  const rangeOf = (section: number) => ({ from: starts[section] ?? 0, to: starts[section + 1] ?? count });
  const entryAt = (section: number, index: number): SearchEntry[] => {
    const of = sections[section];
    const at = index - (starts[section] ?? 0);
    const text = of?.names[at];
    if (of === undefined || text === undefined) return [];
    return [{ kind: of.kind, text, detail: of.detailAt(at), id: of.idAt?.(at) ?? text, places: of.placesAt(at) }];
  };
  const sectionAt = (index: number) => starts.findLastIndex((start) => start <= index);

  /** Of one section the best of every rank for one word, best first. */
  function ranked(section: number, word: string, most: number): Ranked {
    const range = rangeOf(section);
    const seen = new Set<number>();
    // What a better rank has is found again by the next.
    const options = { ...range, most: 2 * most };
    const next = (found: readonly number[]): readonly number[] => {
      const own = found.filter((index) => !seen.has(index));
      for (const index of own) seen.add(index);
      return own;
    };
    const finds = [
      () => names.find(`${BREAK}${word}${BREAK}`, options),
      () => names.find(`${BREAK}${word}`, options),
      () => names.find(`/${word}`, options),
      () => names.find(word, options),
      () => details().find(word, options),
    ];
    return finds.map((find) => (seen.size >= most ? [] : next(find())));
  }

  /** The same for several words: found by the longest, which is the rarest, and ranked by the first. */
  function rankedByAll(section: number, words: readonly string[], most: number): Ranked {
    const driver = words.toSorted((a, b) => b.length - a.length)[0] ?? '';
    const holds = (index: number) =>
      words.every((word) => names.textAt(index).includes(word) || details().textAt(index).includes(word));
    const found = new Set([names, details()].flatMap((index) => collect(index, driver, rangeOf(section), holds, most)));
    const [first = ''] = words;
    const byRank = groupBy(found, (index) => rankOf(names.textAt(index), first));
    return [0, 1, 2, 3, 4].map((rank) => byRank.get(rank) ?? []);
  }

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
      const find = (section: number) =>
        words.length > 1 ? rankedByAll(section, words, most) : ranked(section, words[0] ?? '', most);
      const own = sections.flatMap(({ kind }, section) => (kinds.has(kind) ? [{ section, ranks: find(section) }] : []));
      const found: SearchEntry[] = [];
      for (let rank = 0; rank < RANKS && found.length < most; rank += 1) {
        const offered = own.map(({ section, ranks: of }) => ({ section, indices: of[rank] ?? [] }));
        const shares = fairShares(
          offered.map(({ indices }) => indices.length),
          most - found.length,
        );
        for (const [i, { section, indices }] of offered.entries()) {
          for (const index of indices.slice(0, shares[i])) found.push(...entryAt(section, index));
        }
      }
      return found;
    },
    named(text) {
      const exact = names.find(`${BREAK}${text}${BREAK}`).flatMap((index) => entryAt(sectionAt(index), index));
      const same = exact.filter((entry) => entry.text === text);
      if (same.length > 0 || text.includes('/')) return same;
      const ending = names
        .find(`/${text}${BREAK}`)
        .flatMap((index) => entryAt(sectionAt(index), index))
        .filter((entry) => entry.text.endsWith(`/${text}`) && entry.kind !== 'policy');
      return new Set(ending.map((entry) => entry.text)).size === 1 ? ending : [];
    },
  };
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
function collect(
  index: TextIndex,
  word: string,
  { from, to }: { readonly from: number; readonly to: number },
  accept: (index: number) => boolean,
  most: number,
): readonly number[] {
  const found: number[] = [];
  for (let next = from; next < to && found.length < most;) {
    const batch = index.find(word, { from: next, to, most: 256 });
    found.push(...batch.filter(accept));
    next = (batch.at(-1) ?? to) + 1;
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
