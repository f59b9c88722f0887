/**
 * All connections between two peers at once: the whole connection line, cut where the outcome changes. Peers that no
 * rule and no policy tells apart share a class.
 */
import { getOrMake } from '../base/collections';
import { lazily } from '../base/lazily';
import type { Cluster } from '../model/cluster';
import type { Verdict } from '../model/verdict';
import type { Family } from '../net/address';
import { intersect, normalize, subtract, union, type Interval, type Intervals } from '../net/intervals';
import type { CompiledCluster } from './compile/compiled';
import { lineEnd, nothing, wholeLine, type Line } from './line';
import { programIn, reachOf, type Reach } from './reach/reach';
import type { Row, RowVerdict, Segment } from './reach/rows';
import type { Thresholds } from './reach/tables';
import { updatedReach } from './reach/update';

/** One stretch of the line between two peers. A side is `undefined` where no endpoint of ours stands. */
export interface Stretch {
  readonly start: number;
  readonly end: number;
  readonly verdict: Verdict;
  readonly egress: Segment | undefined;
  readonly ingress: Segment | undefined;
}

/** Where a pair may talk, whoever decided. */
export interface Outcome {
  readonly id: number;
  readonly allow: Line;
  /** Hangs on input that is missing. */
  readonly open: Line;
}

/** A class of peers of one family. */
export interface PeerClass {
  readonly family: Family;
  readonly id: number;
}

/** The address space outside, in the coarsest parts that rules can tell apart. */
export interface External {
  readonly family: Family;
  /** In order. They may hold addresses of endpoints, which are peers of their own. */
  readonly ranges: Intervals<bigint>;
  readonly peer: PeerClass;
}

/** What connections leave to those after the next edit. */
export interface Latest {
  /** One that was made, be it of policies before an edit. */
  latestReach(family: Family): Reach | undefined;
}

export interface Connections extends Latest {
  /** Those that some endpoint has, or may have. */
  readonly families: readonly Family[];
  reach(family: Family): Reach;
  /** `undefined` for an endpoint without an address of the family. */
  classOf(endpoint: number, family: Family): PeerClass | undefined;
  /** Equal for endpoints of one class in both families. */
  keyOf(endpoint: number): number;
  /** In the order of their lowest addresses. */
  externals(family: Family): readonly External[];
  /** Both of one family. Equal outcomes are one object. Encapsulation guards, which are not policy, are left out. */
  between(source: PeerClass, destination: PeerClass): readonly Stretch[];
  /** What the stretches between two classes come to. Equal outcomes are one object. */
  outcome(source: PeerClass, destination: PeerClass): Outcome;
  /** Whether the source port, taken as 40000, could change an answer. */
  readonly sourcePortMatters: boolean;
}

/** What was made for `before`, another state of the policies, is taken from there as far as it goes. */
export function createConnections(
  compiled: CompiledCluster,
  { thresholds, before }: { readonly thresholds?: Thresholds | undefined; readonly before?: Latest | undefined } = {},
): Connections {
  // `before` itself is not held: it has answers of its own.
  const latest = { 4: before?.latestReach(4), 6: before?.latestReach(6) };
  const reachIn = (family: Family) =>
    lazily(() => {
      const older = latest[family];
      const reach = (older && updatedReach(older, compiled)) ?? reachOf(compiled, family, thresholds);
      latest[family] = reach;
      return withClasses(reach, family, outcomes);
    });
  const reaches = { 4: reachIn(4), 6: reachIn(6) };
  const outcomes = new Map<string, Outcome>();
  const families = familiesOf(compiled.cluster);
  const both = conjunctions();
  const connections: Connections = {
    families,
    reach: (family) => reaches[family]().reach,
    latestReach: (family) => latest[family],
    classOf(endpoint, family) {
      if (!families.includes(family)) return undefined;
      const { reach, classes } = reaches[family]();
      const peer = reach.peers.peerOf[endpoint] as number;
      return peer < 0 ? undefined : classes[reach.classOf[peer] as number];
    },
    keyOf(endpoint) {
      const idIn = (family: Family): number => {
        const own = connections.classOf(endpoint, family);
        return own === undefined ? 0 : own.id + 1;
      };
      return idIn(4) * 2 ** 26 + idIn(6);
    },
    externals: (family) => reaches[family]().externals,
    between(source, destination) {
      const { reach } = reaches[source.family]();
      const egress = rowOf(reach, 'Egress', source.id, destination.id);
      const ingress = rowOf(reach, 'Ingress', destination.id, source.id);
      return both(egress, ingress);
    },
    outcome(source, destination) {
      const { reach, outcomeOf } = reaches[source.family]();
      return outcomeOf(reach.egressVerdict(source.id, destination.id), reach.ingressVerdict(source.id, destination.id));
    },
    get sourcePortMatters() {
      return compiled.sides.some(({ end, ports, notPorts }) => end === 'source' && (ports ?? notPorts) !== undefined);
    },
  };
  return connections;
}

/** Those that some endpoint has, or may have. */
function familiesOf({ endpoints }: Cluster): readonly Family[] {
  const has = (family: Family) =>
    endpoints.some(
      (endpoint) =>
        endpoint.addresses.some((address) => address.family === family) ||
        (!endpoint.addressesKnown && endpoint.families.includes(family)),
    );
  return ([4, 6] as const).filter(has);
}

function withClasses(reach: Reach, family: Family, outcomes: Map<string, Outcome>) {
  const classes = Array.from({ length: reach.classes }, (_, id): PeerClass => ({ family, id }));
  const { peers, classOf } = reach;
  const found = new Map<PeerClass, Interval<bigint>[]>();
  for (const [i, ranges] of peers.ranges.entries()) {
    const peer = classes[classOf[peers.groups + i] as number] as PeerClass;
    getOrMake(found, peer, () => []).push(...ranges);
  }
  const externals = [...found].map(([peer, ranges]): External => ({ family, ranges: normalize(ranges), peer }));
  return { reach, classes, externals, outcomeOf: outcomeMaker(reach, outcomes) };
}

const unjudged: RowVerdict = { allow: wholeLine, open: nothing };

/** Worked out once for each two verdicts; a side without an endpoint of ours (-1) allows everything. */
function outcomeMaker({ rows }: Reach, outcomes: Map<string, Outcome>): (egress: number, ingress: number) => Outcome {
  const known: Outcome[][] = [];
  const make = (a: RowVerdict, b: RowVerdict): Outcome => {
    const allow = intersect(a.allow, b.allow);
    const open = subtract(intersect(union(a.allow, a.open), union(b.allow, b.open)), allow);
    return getOrMake(outcomes, JSON.stringify([allow, open]), () => ({ id: outcomes.size, allow, open }));
  };
  return (egress, ingress) => {
    const a = egress + 1;
    const b = ingress + 1;
    const own = (known[a] ??= []);
    return (own[b] ??= make(a === 0 ? unjudged : rows.verdict(a - 1), b === 0 ? unjudged : rows.verdict(b - 1)));
  };
}

function rowOf(reach: Reach, direction: 'Egress' | 'Ingress', own: number, peer: number): Row | undefined {
  const { programs, rows } = reach;
  const egress = direction === 'Egress';
  const program = programIn(programs, egress ? programs.egress : programs.ingress, own);
  if (program === undefined) return undefined;
  return rows.resolve(program, egress ? reach.egressRow(own, peer) : reach.ingressRow(peer, own));
}

type Conjunction = (egress: Row | undefined, ingress: Row | undefined) => readonly Stretch[];

/** More are not kept at a time: with a profile for each namespace there are as many as pairs of namespaces. */
const mostConjunctions = 2 ** 17;

/** Worked out once for each two rows, as long as there are not too many. */
function conjunctions(): Conjunction {
  const known = new Map<Row | undefined, Map<Row | undefined, readonly Stretch[]>>();
  let count = 0;
  return (egress, ingress) => {
    const own = getOrMake(known, egress, () => new Map<Row | undefined, readonly Stretch[]>());
    const found = own.get(ingress);
    if (found !== undefined) return found;
    const made = conjunction(egress, ingress);
    own.set(ingress, made);
    count += 1;
    if (count === mostConjunctions) {
      known.clear();
      count = 0;
    }
    return made;
  };
}

/** Both rows on one line: allowed where both allow. */
function conjunction(egress: Row | undefined, ingress: Row | undefined): readonly Stretch[] {
  const stretches: Stretch[] = [];
  let e = 0;
  let i = 0;
  for (let start = 0; start < lineEnd;) {
    const out = egress?.[e];
    const into = ingress?.[i];
    const end = Math.min(out?.end ?? lineEnd, into?.end ?? lineEnd);
    stretches.push({ start, end, verdict: verdictOfBoth(out?.verdict, into?.verdict), egress: out, ingress: into });
    if (out?.end === end) e += 1;
    if (into?.end === end) i += 1;
    start = end;
  }
  return stretches;
}

function verdictOfBoth(egress: Verdict | undefined, ingress: Verdict | undefined): Verdict {
  if (egress === 'deny' || ingress === 'deny') return 'deny';
  return egress === 'undetermined' || ingress === 'undetermined' ? 'undetermined' : 'allow';
}
