/**
 * What an edge of the map says, from sums over the pairs behind it. Most of it hangs on what holds, and is worked out
 * once for each number that stands for it; deciders of a pair are looked up only where they could be the ones shown.
 */
import { getOrMake } from '../base/collections';
import type { Connections, Outcome, PeerClass, Stretch } from '../engine/connections';
import type { Segment } from '../engine/reach/rows';
import { portsOf, wholeLine, type Line } from '../engine/line';
import { printConnection } from '../model/flow';
import type { Direction } from '../model/resource';
import type { Decision, Verdict } from '../model/verdict';
import { normalize } from '../net/intervals';
import type { EdgeDecider, EdgeInterest, MapEdge, MapNode, Served } from './answers';
import { connectionSetOf, printConnectionSet } from './connection-set';
import type { EdgeSum } from './edge-sums';
import { INTERESTS, interestRank } from './interests';
import { createOutcomeSets } from './outcome-sets';

export type EdgeMaker = (sum: EdgeSum, from: MapNode, to: MapNode) => MapEdge;

/** `naming` are the decisions of rules that tell their peer apart from others. */
export function createEdgeMaker(connections: Connections, naming: ReadonlySet<Decision>): EdgeMaker {
  const sets = createOutcomeSets((outcomes) =>
    printConnectionSet(connectionSetOf(normalize(outcomes.flatMap(({ allow }) => allow)))),
  );
  const abouts = new Map<string, About>();
  const aboutOf = (serves: readonly Served[], text: string) =>
    getOrMake(abouts, text, () => ({ line: aboutLine(serves), holdings: [] }));
  const holdingIn = holdingMaker(connections);
  const tellingIn = tellingMaker(connections, naming);
  const deciderOf = deciderMaker(naming);
  return (sum, from, to) => {
    const served = servedText(to.serves);
    const about = aboutOf(to.serves, served);
    const counts = { total: 0, allowed: 0, denied: 0, open: 0, mixed: 0 };
    let set = sets.empty;
    for (let place = 0; place < sum.holds.length; place += 1) {
      const { counted, outcome } = holdingIn(sum, place, about);
      const pairs = sum.pairs[place] as number;
      counts.total += pairs;
      counts[counted] += pairs;
      set = sets.with(set, outcome);
    }
    const { mixed, ...pairs } = counts;
    const verdict = verdictOf(pairs, mixed);
    const telling = tellingIn(sum, about, verdict);
    return {
      id: edgeId(from.id, to.id),
      from: from.id,
      to: to.id,
      verdict,
      interest: telling?.interest ?? 'unpoliced',
      decider: deciderOf(telling?.stretch),
      allowed: sets.told(set),
      about: about.line === undefined ? 'any port' : served,
      pairs,
    };
  };
}

export const edgeId = (from: string, to: string): string => `${from}>${to}`;

/** The ports that edges are about. */
interface About {
  /** `undefined` when none is known. */
  readonly line: Line | undefined;
  /** By number of what holds. */
  readonly holdings: Holding[];
}

const aboutLine = (serves: readonly Served[]): Line | undefined =>
  serves.length === 0 ? undefined : normalize(serves.map(({ protocol, port }) => portsOf(protocol, port, port)));

const servedText = (serves: readonly Served[]): string =>
  serves.map(({ protocol, port }) => printConnection({ protocol, port, icmp: undefined })).join(', ');

// --- how many pairs ------------------------------------------------------------------------------------------------

type Counts = MapEdge['pairs'];

/** What holds between a pair, as far as it does not matter whose policies decide it. */
interface Holding {
  readonly outcome: Outcome;
  /** On the ports served: all allowed, none allowed, or open. Where none is known, any connection is enough. */
  readonly counted: 'allowed' | 'denied' | 'open' | 'mixed';
  /** By verdict of the edge: the most interesting that a stretch that agrees with it can be. */
  readonly best: Readonly<Record<MapEdge['verdict'], number>>;
}

/** Worked out once for each number and ports. */
function holdingMaker(connections: Connections): (sum: EdgeSum, place: number, about: About) => Holding {
  const samples: (readonly [PeerClass, PeerClass])[] = [];
  return (sum, place, { line, holdings }) => {
    const holds = sum.holds[place] as number;
    const known = holdings[holds];
    if (known !== undefined) return known;
    const [from, to] = (samples[holds] ??= sum.sampleAt(place));
    const touched = connections.between(from, to).filter((stretch) => touches(stretch, line ?? wholeLine));
    const best = { allow: never, deny: never, undetermined: never };
    for (const stretch of touched) {
      const bound = sum.isByVerdict(holds) ? bestOf[stretch.verdict] : interestRank(interestOf(stretch, isByRule));
      best[stretch.verdict] = Math.min(best[stretch.verdict], bound);
    }
    const partial = Math.min(best.allow, best.deny, best.undetermined);
    const made: Holding = {
      outcome: connections.outcome(from, to),
      counted: countedAs(touched, line),
      best: { ...best, partial },
    };
    holdings[holds] = made;
    return made;
  };
}

const touches = ({ start, end }: Stretch, line: Line): boolean => line.some(([from, to]) => from < end && start < to);

function countedAs(touched: readonly Stretch[], about: Line | undefined): Holding['counted'] {
  const has = (verdict: Verdict) => touched.some((stretch) => stretch.verdict === verdict);
  if (has('allow')) return about !== undefined && (has('deny') || has('undetermined')) ? 'mixed' : 'allowed';
  return has('undetermined') ? 'open' : 'denied';
}

function verdictOf({ total, allowed, denied, open }: Counts, mixed: number): MapEdge['verdict'] {
  if (allowed === total) return 'allow';
  if (denied === total) return 'deny';
  return allowed + mixed > 0 ? 'partial' : open > 0 ? 'undetermined' : 'deny';
}

// --- what tells most -----------------------------------------------------------------------------------------------

const never = INTERESTS.length;

/** Whatever decides. */
const bestOf: Readonly<Record<Verdict, number>> = {
  allow: interestRank('named-allow'),
  deny: interestRank('half-open'),
  undetermined: interestRank('undetermined'),
};

interface Telling {
  readonly stretch: Stretch;
  readonly interest: EdgeInterest;
}

type TellingIn = (sum: EdgeSum, about: About, verdict: MapEdge['verdict']) => Telling | undefined;

/** The stretch that says most about an edge: among those that agree with its verdict, the first most interesting. */
function tellingMaker(connections: Connections, naming: ReadonlySet<Decision>): TellingIn {
  return (sum, { line, holdings }, verdict) => {
    const agrees = (stretch: Stretch) =>
      (verdict === 'partial' || stretch.verdict === verdict) && touches(stretch, line ?? wholeLine);
    const bounds = sum.holds.map((holds) => (holdings[holds] as Holding).best[verdict]);
    let best: Telling | undefined;
    let rank = never;
    let at = bounds.length;
    for (let bound = 0; bound < never && bound <= rank; bound += 1) {
      for (let place = bounds.indexOf(bound); place !== -1; place = bounds.indexOf(bound, place + 1)) {
        // One as telling that comes later is not looked for.
        if (bound === rank && place > at) break;
        const found = mostTelling(connections.between(...sum.sampleAt(place)).filter(agrees), naming);
        if (found === undefined) continue;
        const own = interestRank(found.interest);
        if (own < rank || (own === rank && place < at)) [best, rank, at] = [found, own, place];
      }
    }
    return best;
  };
}

function mostTelling(stretches: readonly Stretch[], naming: ReadonlySet<Decision>): Telling | undefined {
  let best: Telling | undefined;
  for (const stretch of stretches) {
    const interest = interestOf(stretch, (decision) => naming.has(decision));
    if (best === undefined || interestRank(interest) < interestRank(best.interest)) best = { stretch, interest };
  }
  return best;
}

const isByRule = ({ by }: Decision): boolean => by === 'rule';

function interestOf({ verdict, egress, ingress }: Stretch, isNaming: (decision: Decision) => boolean): EdgeInterest {
  const named = (segment: Segment | undefined, action: 'allow' | 'deny') =>
    segment?.verdict === action && segment.decisions.some(isNaming);
  const byRule = (segment: Segment | undefined) => segment?.decisions.some(isByRule) === true;
  switch (verdict) {
    case 'undetermined':
      return 'undetermined';
    case 'deny':
      if (named(egress, 'allow') || named(ingress, 'allow')) return 'half-open';
      return named(egress, 'deny') || named(ingress, 'deny') ? 'named-deny' : 'closed';
    case 'allow':
      if (named(egress, 'allow') || named(ingress, 'allow')) return 'named-allow';
      return byRule(egress) || byRule(ingress) ? 'open-allow' : 'unpoliced';
  }
}

// --- who decided ---------------------------------------------------------------------------------------------------

/** One object a decision and direction. */
function deciderMaker(naming: ReadonlySet<Decision>): (stretch: Stretch | undefined) => EdgeDecider | undefined {
  const known = { Egress: new Map<Decision, EdgeDecider>(), Ingress: new Map<Decision, EdgeDecider>() };
  return (stretch) => {
    const side = stretch && decidingSide(stretch, naming);
    if (side === undefined) return undefined;
    const { direction, decision } = side;
    return getOrMake(known[direction], decision, () => ({ direction, decision, tag: tagOf(decision) }));
  };
}

interface DecidingSide {
  readonly direction: Direction;
  readonly segment: Segment;
  readonly decision: Decision;
}

/** Of a denied stretch the first side that denies; of an allowed one the side whose rule says most. */
function decidingSide({ verdict, egress, ingress }: Stretch, naming: ReadonlySet<Decision>): DecidingSide | undefined {
  const sides = [
    { direction: 'Egress' as const, segment: egress },
    { direction: 'Ingress' as const, segment: ingress },
  ].flatMap(({ direction, segment }): readonly DecidingSide[] => {
    const decision = segment?.decisions.find(
      ({ action }) => segment.decisions.length > 1 || action === segment.verdict,
    );
    return segment === undefined || decision === undefined ? [] : [{ direction, segment, decision }];
  });
  const weight = ({ decision }: DecidingSide) => (naming.has(decision) ? 2 : isByRule(decision) ? 1 : 0);
  return verdict === 'allow'
    ? sides.toSorted((a, b) => weight(b) - weight(a) || (a.direction === 'Ingress' ? -1 : 1))[0]
    : sides.find(({ segment }) => segment.verdict === verdict);
}

/** `security/100`; `-` for a policy without an order. */
export const tagOf = (decision: Decision): string =>
  'tier' in decision
    ? `${decision.tier}/${decision.order ?? '-'}`
    : decision.by === 'profile'
      ? 'profile'
      : decision.by;
