/**
 * A map as it crosses threads. Thousands of edges as objects would hold up the page while they are copied; as columns
 * of numbers they cost nothing, and edges have few different ends, deciders and texts.
 */
import { present } from '../base/assert';
import type { EdgeDecider, EdgeInterest, GroupedMap, MapEdge } from './answers';

export interface PackedMap extends Omit<GroupedMap, 'edges'> {
  readonly edges: PackedEdges;
}

/** Columns have a number for each edge: a place in `nodes` or in one of the tables. */
export interface PackedEdges {
  readonly count: number;
  readonly from: Uint32Array;
  readonly to: Uint32Array;
  readonly verdict: Uint32Array;
  readonly interest: Uint32Array;
  readonly decider: Uint32Array;
  readonly allowed: Uint32Array;
  readonly about: Uint32Array;
  /** Four for each edge: total, allowed, denied, open. */
  readonly pairs: Float64Array;
  readonly verdicts: readonly MapEdge['verdict'][];
  readonly interests: readonly EdgeInterest[];
  readonly deciders: readonly (EdgeDecider | undefined)[];
  readonly texts: readonly string[];
}

export function packMap(map: GroupedMap): PackedMap {
  const { nodes, edges } = map;
  const places = new Map(nodes.map(({ id }, place) => [id, place]));
  const verdicts = tableOf<MapEdge['verdict']>();
  const interests = tableOf<EdgeInterest>();
  const texts = tableOf<string>();
  const deciders = tableOf<EdgeDecider | undefined>((decider) =>
    decider === undefined ? '' : `${decider.direction} ${decider.tag} ${JSON.stringify(decider.decision)}`,
  );
  const column = (numberOf: (edge: MapEdge) => number) => Uint32Array.from(edges, numberOf);
  return {
    ...map,
    edges: {
      count: edges.length,
      from: column(({ from }) => present(places.get(from), 'an edge begins at a node')),
      to: column(({ to }) => present(places.get(to), 'an edge ends at a node')),
      verdict: column(({ verdict }) => verdicts.numberOf(verdict)),
      interest: column(({ interest }) => interests.numberOf(interest)),
      decider: column(({ decider }) => deciders.numberOf(decider)),
      allowed: column(({ allowed }) => texts.numberOf(allowed)),
      about: column(({ about }) => texts.numberOf(about)),
      pairs: Float64Array.from(
        edges.flatMap(({ pairs: { total, allowed, denied, open } }) => [total, allowed, denied, open]),
      ),
      verdicts: verdicts.items,
      interests: interests.items,
      deciders: deciders.items,
      texts: texts.items,
    },
  };
}

export function unpackMap({ edges: packed, ...map }: PackedMap): GroupedMap {
  const { nodes } = map;
  const edges = Array.from({ length: packed.count }, (_, i): MapEdge => {
    const from = nodes[packed.from[i] ?? -1]?.id ?? '';
    const to = nodes[packed.to[i] ?? -1]?.id ?? '';
    const pairsAt = (k: number) => packed.pairs[4 * i + k] ?? 0;
    return {
      id: `${from}>${to}`,
      from,
      to,
      verdict: packed.verdicts[packed.verdict[i] ?? 0] ?? 'undetermined',
      interest: packed.interests[packed.interest[i] ?? 0] ?? 'undetermined',
      decider: packed.deciders[packed.decider[i] ?? 0],
      allowed: packed.texts[packed.allowed[i] ?? 0] ?? '',
      about: packed.texts[packed.about[i] ?? 0] ?? '',
      pairs: { total: pairsAt(0), allowed: pairsAt(1), denied: pairsAt(2), open: pairsAt(3) },
    };
  });
  return { ...map, edges };
}

/** Distinct things in the order of their first use; objects are told apart by a text. */
function tableOf<T>(keyOf: (item: T) => unknown = (item) => item) {
  const numbers = new Map<unknown, number>();
  const items: T[] = [];
  return {
    items,
    numberOf(item: T): number {
      const key = keyOf(item);
      const known = numbers.get(key);
      if (known !== undefined) return known;
      numbers.set(key, items.length);
      items.push(item);
      return items.length - 1;
    },
  };
}
