/** All connections between two nodes of the map, range by range, each with its deciders. */
import { groupBy } from '../base/collections';
import type { CompiledCluster } from '../engine/compile/compiled';
import type { Connections } from '../engine/connections';
import { connectionAt, type Line } from '../engine/line';
import { unknownsOf } from '../engine/unknowns';
import type { Place } from '../engine/space';
import { defaultSourcePort } from '../model/flow';
import type { Decision, Unknown, Verdict } from '../model/verdict';
import { parseAddress } from '../net/address';
import { normalize, type Interval } from '../net/intervals';
import type { ConnectionRow, PairConnections } from './answers';
import { connectionSetOf, printConnectionSet } from './connection-set';
import { pairClasses, type Group, type PairClass } from './groups';
import { groupFinder, type MapGroup } from './map-groups';
import type { MapView, Members } from './map-members';

interface Range {
  readonly verdict: Verdict;
  readonly egress: readonly Decision[];
  readonly ingress: readonly Decision[];
  readonly line: Line;
  readonly of: PairClass;
  pairs: number;
}

/** `undefined` when the map has no such node. */
export function pairConnections(
  compiled: CompiledCluster,
  connections: Connections,
  members: Members,
  asked: MapView & Pick<PairConnections, 'from' | 'to'>,
): PairConnections | undefined {
  const { from: fromId, to: toId } = asked;
  const groupAt = groupFinder(compiled, connections, members, asked);
  const from = groupAt(fromId);
  const to = groupAt(toId);
  if (from === undefined || to === undefined) return undefined;

  const ranges = new Map<string, Range>();
  const classes = pairClasses(connections, asGroup(from), asGroup(to));
  for (const of of classes) {
    for (const range of rangesOf(of)) {
      // Pairs count together only where they have the same deciders on the very same ranges.
      const key = JSON.stringify([range.verdict, range.egress, range.ingress, range.line]);
      const known = ranges.get(key);
      if (known === undefined) ranges.set(key, range);
      else known.pairs += of.pairs;
    }
  }
  const pairs = classes.reduce((sum, own) => sum + own.pairs, 0);
  const found = [...ranges.values()].sort((a, b) => weight(a) - weight(b) || first(a) - first(b));
  return { from: fromId, to: toId, pairs, rows: found.map((range) => rowOf(compiled, range, from, to)) };
}

/** Stretches of one class of pairs with the same deciders, taken together. */
function rangesOf(of: PairClass): readonly Range[] {
  const alike = groupBy(of.stretches, ({ verdict, egress, ingress }) =>
    JSON.stringify([verdict, egress?.decisions, ingress?.decisions]),
  );
  return [...alike.values()].flatMap((stretches): readonly Range[] => {
    const [first] = stretches;
    if (first === undefined) return [];
    const line = normalize(stretches.map(({ start, end }): Interval<number> => [start, end]));
    const { verdict, egress, ingress } = first;
    const sides = { egress: egress?.decisions ?? [], ingress: ingress?.decisions ?? [] };
    return [{ verdict, ...sides, line, of, pairs: of.pairs }];
  });
}

const asGroup = ({ node, classes }: MapGroup): Group => ({
  key: node.id,
  name: { kind: 'service', name: node.id },
  classes,
  members: [],
  shares: true,
});

/** Narrow ranges first: what somebody wrote a rule about stands above the rest of the line. */
const weight = ({ line }: Range): number => (line.reduce((sum, [start, end]) => sum + end - start, 0) > 60_000 ? 1 : 0);
const first = ({ line }: Range): number => line[0]?.[0] ?? 0;

const longestText = 64;

function rowOf(compiled: CompiledCluster, range: Range, from: MapGroup, to: MapGroup): ConnectionRow {
  const { line } = range;
  const text = printConnectionSet(connectionSetOf(line));
  const at = connectionAt(line[0]?.[0] ?? 0);
  const sample = { from: sampleOf(compiled, range.of, 0, from), to: sampleOf(compiled, range.of, 1, to) };
  return {
    ports: text === 'all' ? 'all connections' : text.length > longestText ? 'everything else' : text,
    line,
    protocol: at.protocol,
    first: at.port,
    verdict: range.verdict,
    egress: range.egress[0],
    ingress: range.ingress[0],
    unknowns: range.verdict === 'undetermined' ? unknownsOfRange(compiled, range, sample) : [],
    pairs: range.pairs,
    sample,
  };
}

/** An endpoint by its id; outside, an address of the very part that the pair stands for. */
function sampleOf({ cluster }: CompiledCluster, of: PairClass, side: 0 | 1, { node, classes }: MapGroup): string {
  const endpoint = cluster.endpoints[of.sample[side]];
  if (endpoint !== undefined) return endpoint.id;
  return node.members[classes.findIndex(({ ends }) => ends.get(of.family) === of.ends[side])] ?? node.ask;
}

/** What is missing, found by asking about one pair at one point of the range. */
function unknownsOfRange(
  compiled: CompiledCluster,
  { of, line }: Range,
  { from, to }: ConnectionRow['sample'],
): readonly Unknown[] {
  const [sender, receiver] = of.sample;
  const source = placeOf(compiled, sender, from, of);
  const destination = placeOf(compiled, receiver, to, of);
  if (source === undefined || destination === undefined) return [];
  const flow = {
    from: { kind: 'ip' as const, ip: '' },
    to: { kind: 'ip' as const, ip: '' },
    sourcePort: defaultSourcePort,
    ...connectionAt(line[0]?.[0] ?? 0),
  };
  const packet = { flow, source, destination, sender, receiver };
  const own = (endpoint: number, direction: 'Egress' | 'Ingress') =>
    compiled.cluster.endpoints[endpoint] === undefined
      ? []
      : unknownsOf(compiled, compiled.programOf(endpoint, direction), packet, endpoint);
  return [...own(sender, 'Egress'), ...own(receiver, 'Ingress')];
}

function placeOf(
  { cluster, space }: CompiledCluster,
  endpoint: number,
  text: string,
  of: PairClass,
): Place | undefined {
  if (cluster.endpoints[endpoint] !== undefined) return space.placeOf(endpoint, of.family);
  const address = parseAddress(text);
  return address && space.placeAt(address);
}
