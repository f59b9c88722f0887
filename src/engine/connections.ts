/**
 * All connections between two places at once: the whole connection line, cut where the outcome changes. Places that
 * no rule can tell apart share a class, and rows are computed once a program, subject class and what the program
 * sees of the peer.
 */
import { getOrMake } from '../base/collections';
import type { Truth } from '../base/truth';
import { defaultSourcePort } from '../model/flow';
import type { Decision, Verdict } from '../model/verdict';
import { contains } from '../net/intervals';
import type { CompiledCluster, CompiledRule, Program } from './compile/compiled';
import { everywhere, nowhere, ruleExtent, sideExtent, type Extent } from './extent';
import { lineEnd } from './line';
import type { Place } from './space';
import { verdictOf, walk } from './walk';

/** Cells `start` to `end` of the line, end excluded, with every way one side can decide them. */
export interface Segment {
  readonly start: number;
  readonly end: number;
  readonly verdict: Verdict;
  readonly decisions: readonly Decision[];
}

/** Segments in order, without gaps, from 0 to the end of the line. Equal rows are one object. */
export type Row = readonly Segment[];

/** One stretch of the line between two places. A side is `undefined` where no endpoint of ours stands. */
export interface Stretch {
  readonly start: number;
  readonly end: number;
  readonly verdict: Verdict;
  readonly egress: Segment | undefined;
  readonly ingress: Segment | undefined;
}

/** Places that no side of any rule tells apart. */
export interface PlaceClass {
  readonly id: number;
  readonly family: 4 | 6;
  /** What each side of a rule, by its id, leaves of the line there. */
  readonly extents: readonly Extent[];
}

/** One end of a pair: where it stands, and whose policy counts. */
export interface PairEnd {
  readonly place: PlaceClass;
  /** An endpoint's index; any of those with equal programs gives the same answer. */
  readonly endpoint: number | undefined;
}

export interface Connections {
  classOf(place: Place): PlaceClass;
  /** Both ends must be of one family. Encapsulation guards, which are not policy, are left out. */
  between(source: PairEnd, destination: PairEnd): readonly Stretch[];
  /** Whether the source port, taken as 40000, could change an answer. */
  readonly sourcePortMatters: boolean;
}

export function createConnections(compiled: CompiledCluster): Connections {
  const classOf = placeClasses(compiled);
  const rowOf = rowMaker(compiled);
  const pairs = new Map<Row | undefined, Map<Row | undefined, readonly Stretch[]>>();
  return {
    classOf,
    between(source, destination) {
      const egress = rowOf('Egress', source, destination.place);
      const ingress = rowOf('Ingress', destination, source.place);
      const own = getOrMake(pairs, egress, () => new Map<Row | undefined, readonly Stretch[]>());
      return getOrMake(own, ingress, () => conjunction(egress, ingress));
    },
    sourcePortMatters: compiled.sides.some(
      ({ end, ports, notPorts }) => end === 'source' && (ports ?? notPorts) !== undefined,
    ),
  };
}

function placeClasses(compiled: CompiledCluster): (place: Place) => PlaceClass {
  // Known from the start, so that the two common cases stay the same objects.
  const extents = new Map([nowhere, everywhere].map((extent) => [JSON.stringify(extent), extent]));
  const classes = new Map<string, PlaceClass>();
  const intern = (extent: Extent): Extent =>
    extent === everywhere || extent === nowhere ? extent : getOrMake(extents, JSON.stringify(extent), () => extent);
  const ids = new Map<Extent, number>();

  return (place) => {
    const own = compiled.sides.map((side) => intern(sideExtent(side, place, compiled.space, defaultSourcePort)));
    const key = `${place.family} ${own.map((extent) => getOrMake(ids, extent, () => ids.size)).join(' ')}`;
    return getOrMake(classes, key, () => ({ id: classes.size, family: place.family, extents: own }));
  };
}

type RowMaker = (direction: 'Ingress' | 'Egress', subject: PairEnd, peer: PlaceClass) => Row | undefined;

/** What is kept of one program: rows by the ids of both places, and by what it sees of the peer. */
interface ProgramRows {
  readonly byPlaces: Map<number, Row>;
  readonly bySight: Map<string, Row>;
  /** The rules that the subject's own side leaves, by the id of its place. */
  readonly live: Map<number, readonly CompiledRule[]>;
}

/** More places than any input has, so that two ids make one number. */
const mostPlaces = 2 ** 26;

function rowMaker(compiled: CompiledCluster): RowMaker {
  const programs = new Map<Program, ProgramRows>();
  const rows = new Map<string, Row>();
  const extentIds = new Map<Extent, number>();
  const idOf = (extent: Extent): number => getOrMake(extentIds, extent, () => extentIds.size);
  const decisionIds = new Map<Decision, number>();
  const identity = (row: Row): string =>
    row
      .map(({ end, decisions }) => {
        const ids = decisions.map((decision) => getOrMake(decisionIds, decision, () => decisionIds.size));
        return `${end}:${ids.join('+')}`;
      })
      .join(' ');

  return (direction, { place, endpoint }, peer) => {
    if (endpoint === undefined) return undefined;
    const program = compiled.programOf(endpoint, direction);
    const known = getOrMake(programs, program, (): ProgramRows => ({
      byPlaces: new Map(),
      bySight: new Map(),
      live: new Map(),
    }));
    return getOrMake(known.byPlaces, place.id * mostPlaces + peer.id, () => {
      const [subjectEnd, peerEnd] = direction === 'Ingress' ? endsOf.ingress : endsOf.egress;
      const live = getOrMake(known.live, place.id, () =>
        rulesOf(compiled, program).filter(
          (rule) => place.extents[rule[subjectEnd].id] !== nowhere && rule.base[place.family].length > 0,
        ),
      );
      const sight = `${place.id}:${live.map((rule) => idOf(peer.extents[rule[peerEnd].id] ?? nowhere)).join(',')}`;
      return getOrMake(known.bySight, sight, () => {
        const row = sweep(compiled, program, extentsOf(live, subjectEnd, place, peerEnd, peer));
        return getOrMake(rows, identity(row), () => row);
      });
    });
  };
}

type RuleEnd = 'source' | 'destination';

/** At which end of a packet the subject stands, and at which the peer. */
const endsOf = {
  ingress: ['destination', 'source'],
  egress: ['source', 'destination'],
} as const satisfies Record<string, readonly [RuleEnd, RuleEnd]>;

const extentsOf = (
  rules: readonly CompiledRule[],
  subjectEnd: RuleEnd,
  subject: PlaceClass,
  peerEnd: RuleEnd,
  peer: PlaceClass,
): ReadonlyMap<CompiledRule, Extent> =>
  new Map(
    rules.map((rule) => {
      const own = subject.extents[rule[subjectEnd].id] ?? nowhere;
      const other = peer.extents[rule[peerEnd].id] ?? nowhere;
      return [rule, ruleExtent(rule, own, other, subject.family)];
    }),
  );

function rulesOf(compiled: CompiledCluster, { tiers, profiles, direction }: Program): readonly CompiledRule[] {
  const side = direction === 'Ingress' ? 'ingress' : 'egress';
  return [
    ...tiers.flatMap(({ policies }) => policies.flatMap(({ policy }) => policy[side])),
    ...profiles.flatMap((name) => compiled.profiles.get(name)?.[side] ?? []),
  ];
}

/** Walks once for every piece of the line on which no rule changes its mind. */
function sweep(compiled: CompiledCluster, program: Program, extents: ReadonlyMap<CompiledRule, Extent>): Row {
  const bounds = new Set([0, lineEnd]);
  for (const { certain, possible } of extents.values()) {
    for (const [start, end] of certain) bounds.add(start).add(end);
    for (const [start, end] of possible) bounds.add(start).add(end);
  }
  const cuts = [...bounds].sort((a, b) => a - b);
  const row: Segment[] = [];
  for (const [i, start] of cuts.slice(0, -1).entries()) {
    const end = cuts[i + 1] as number;
    const matching = (rule: CompiledRule): Truth => {
      const extent = extents.get(rule) ?? nowhere;
      return contains(extent.certain, start) ? 'yes' : contains(extent.possible, start) ? 'maybe' : 'no';
    };
    const decisions = walk(compiled, program, matching);
    const last = row.at(-1);
    if (last !== undefined && sameDecisions(last.decisions, decisions)) row[row.length - 1] = { ...last, end };
    else row.push({ start, end, verdict: verdictOf(decisions), decisions });
  }
  return row;
}

const sameDecisions = (a: readonly Decision[], b: readonly Decision[]): boolean =>
  a.length === b.length && a.every((decision, i) => decision === b[i]);

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
