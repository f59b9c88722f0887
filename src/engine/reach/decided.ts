/**
 * How much each tier, policy and rule decides, in exact numbers: counted by programs and by the rows that they have for
 * their peers, so that no pair is visited.
 */
import { getOrMake } from '../../base/collections';
import type { Task } from '../../base/task';
import type { Direction } from '../../model/resource';
import type { PolicyId } from '../../model/ids';
import { csrOf, listIn } from './csr';
import { decisionsOf, type Program, type Steps } from './programs';
import type { Reach } from './reach';
import { rowIn, type Table } from './tables';

/** How much something decides in one direction, alone or as one of several that the input leaves open. */
export interface Decided {
  /**
   * Ordered pairs of an endpoint and another one with at least one connection that it decides at its end. Pairs that
   * have addresses of both families count once for each.
   */
  readonly pairs: number;
  /** Endpoints at which it decides something, be it only with the outside. */
  readonly endpoints: number;
}

export interface DecidedByPolicy extends Decided {
  /** By index in the policy as written. Those that decide nothing are not in it. */
  readonly rules: ReadonlyMap<number, Decided>;
  /** As the trigger of the end of its tier. */
  readonly endOfTier: Decided;
}

/** Who decides nothing is not in it. */
export interface DecidedIn {
  readonly tiers: ReadonlyMap<string, Decided>;
  readonly policies: ReadonlyMap<PolicyId, DecidedByPolicy>;
  /** After all tiers. */
  readonly profiles: Decided;
}

export const nothingDecided: Decided = { pairs: 0, endpoints: 0 };

/** Of reaches of one cluster, one for each family. */
export function* decidedIn(reaches: readonly Reach[], direction: Direction): Task<DecidedIn> {
  const deciders = createDeciders();
  const pairs: number[] = [];
  const told: (Told | undefined)[][] = [];
  for (const reach of reaches) {
    const own: (Told | undefined)[] = [];
    told.push(own);
    // While the task rests, edits may add programs behind these.
    const all = reach.programs.all.slice();
    const classesOf = csrOf(programsIn(reach, direction), all.length);
    const groups = groupsOf(reach);
    for (const [done, program] of all.entries()) {
      const subjects = listIn(classesOf, program.id);
      if (subjects.length === 0) continue;
      const placed = deciders.places(program.steps());
      const without = new Map<number, number | undefined>();
      for (const [row, count] of countsByRow(reach, program, subjects, groups)) {
        for (const decider of new Set(reach.rows.decidersOf(row).flatMap((place) => placed[place] ?? []))) {
          pairs[decider] = (pairs[decider] ?? 0) + count.pairs;
          without.set(decider, without.has(decider) ? undefined : count.without);
        }
      }
      own[program.id] = without;
      yield { stage: 'decided', done, total: all.length };
    }
  }
  return deciders.sum(pairs, endpointsOf(reaches, direction, told));
}

/** By decider: the one subject of a program for which it does not decide; `undefined`: for all of them it does. */
type Told = ReadonlyMap<number, number | undefined>;

const programsIn = ({ programs }: Reach, direction: Direction): Int32Array =>
  direction === 'Egress' ? programs.egress : programs.ingress;

/** Numbers whatever decides: a tier, the profiles, a policy, the end of its tier, its rules. */
function createDeciders() {
  const tiers = new Map<string, number>();
  const policies = new Map<
    PolicyId,
    { readonly itself: number; readonly end: number; readonly rules: Map<number, number> }
  >();
  let count = 1;
  const next = () => count++;
  const profiles = 0;
  return {
    /** By place in `decisionsOf`: for whom it counts. */
    places({ direction, policies: applied, profiles: ending }: Steps): readonly (readonly number[])[] {
      const found = applied.flatMap(({ tier, policy, variant }) => {
        const own = getOrMake(policies, policy.ref.id, () => ({ itself: next(), end: next(), rules: new Map() }));
        const ofTier = getOrMake(tiers, tier.name, next);
        const ofRules = variant.decisions.map((decision) => {
          const rule = decision.by === 'rule' ? decision.rule : -1;
          return [getOrMake(own.rules, rule, next), own.itself, ofTier];
        });
        return [...ofRules, [own.end, own.itself, ofTier]];
      });
      const rest = decisionsOf({ direction, policies: [], profiles: ending }).map(() => [profiles]);
      return [...found, ...rest];
    },
    sum(pairs: readonly number[], endpoints: readonly number[]): DecidedIn {
      const of = (decider: number): Decided => ({ pairs: pairs[decider] ?? 0, endpoints: endpoints[decider] ?? 0 });
      const decides = (decider: number) => of(decider).endpoints > 0;
      return {
        tiers: new Map([...tiers].filter(([, own]) => decides(own)).map(([name, own]) => [name, of(own)])),
        policies: new Map(
          [...policies]
            .filter(([, { itself }]) => decides(itself))
            .map(([id, { itself, end, rules }]) => {
              const own = [...rules].filter(([, rule]) => decides(rule)).map(([i, rule]) => [i, of(rule)] as const);
              return [id, { ...of(itself), endOfTier: of(end), rules: new Map(own) }];
            }),
        ),
        profiles: of(profiles),
      };
    },
  };
}

/** By coarse group: its endpoints, and the parts of the outside that are in it. */
interface Groups {
  readonly endpoints: Float64Array;
  readonly outside: Int32Array;
}

function groupsOf({ tables, sizes, classes }: Reach): Groups {
  const endpoints = new Float64Array(tables.groups);
  const outside = new Int32Array(tables.groups);
  for (let own = 0; own < classes; own += 1) {
    const group = tables.coarseOf[own] as number;
    endpoints[group] = (endpoints[group] as number) + (sizes[own] as number);
    if (sizes[own] === 0) outside[group] = (outside[group] as number) + 1;
  }
  return { endpoints, outside };
}

/** Of the peers that have one row in a program. */
interface RowCount {
  peers: number;
  outside: boolean;
  /** With the subjects of the program, nobody as its own peer. */
  pairs: number;
  /** The one peer there is, where it is a subject as well: it has no peer with this row. */
  without: number | undefined;
}

function countsByRow(
  { tables, sizes, samples }: Reach,
  program: Program,
  subjects: Int32Array,
  groups: Groups,
): ReadonlyMap<number, RowCount> {
  const table = tables.tableOf(program);
  const found = new Map<number, RowCount>();
  const countOf = (row: number) =>
    getOrMake(found, row, () => ({ peers: 0, outside: false, pairs: 0, without: undefined }));
  addPeers(table, tables.coarseOf, sizes, groups, (row, peers, outside) => {
    const count = countOf(row);
    count.peers += peers;
    count.outside ||= outside;
  });
  let endpoints = 0;
  for (const own of subjects) endpoints += sizes[own] as number;
  for (const count of found.values()) count.pairs = count.peers * endpoints;
  for (const own of subjects) {
    const count = countOf(rowIn(table, own, tables.coarseOf));
    count.pairs -= sizes[own] as number;
    if (count.peers === 1 && !count.outside) count.without = samples[own];
  }
  return found;
}

function addPeers(
  table: Table,
  coarseOf: Int32Array,
  sizes: Float64Array,
  groups: Groups,
  add: (row: number, peers: number, outside: boolean) => void,
): void {
  if (table.kind === 'dense') {
    for (const [peer, size] of sizes.entries()) add(table.rowAt(peer), size, size === 0);
    return;
  }
  const endpoints = groups.endpoints.slice();
  const outside = groups.outside.slice();
  for (const [i, peer] of table.exceptions.entries()) {
    const group = coarseOf[peer] as number;
    const size = sizes[peer] as number;
    endpoints[group] = (endpoints[group] as number) - size;
    if (size === 0) outside[group] = (outside[group] as number) - 1;
    add(table.rows[i] as number, size, size === 0);
  }
  for (const [group, row] of table.vector.entries()) {
    const left = endpoints[group] as number;
    const isOutside = (outside[group] as number) > 0;
    if (left > 0 || isOutside) add(row, left, isOutside);
  }
}

/** By decider. An endpoint has a program in each family, and counts once. */
function endpointsOf(
  reaches: readonly Reach[],
  direction: Direction,
  told: readonly (readonly (Told | undefined)[])[],
): readonly number[] {
  const toldAt = (endpoint: number): readonly (Told | undefined)[] =>
    reaches.map((reach, place) => {
      const peer = reach.peers.peerOf[endpoint] as number;
      if (peer < 0) return undefined;
      return told[place]?.[programsIn(reach, direction)[reach.classOf[peer] as number] as number];
    });
  const ids = new Map<Told | undefined, number>([[undefined, 0]]);
  const alike = new Map<string, { readonly all: readonly (Told | undefined)[]; endpoints: number }>();
  const count = reaches[0]?.peers.peerOf.length ?? 0;
  for (let endpoint = 0; endpoint < count; endpoint += 1) {
    const all = toldAt(endpoint);
    const key = all.map((own) => getOrMake(ids, own, () => ids.size)).join();
    getOrMake(alike, key, () => ({ all, endpoints: 0 })).endpoints += 1;
  }
  const endpoints: number[] = [];
  const add = (decider: number, more: number) => {
    endpoints[decider] = (endpoints[decider] ?? 0) + more;
  };
  for (const { all, endpoints: own } of alike.values()) {
    for (const decider of new Set(all.flatMap((one) => [...(one?.keys() ?? [])]))) add(decider, own);
  }
  for (const [decider, those] of exceptionsOf(told)) {
    for (const endpoint of those) {
      const telling = toldAt(endpoint).filter((own) => own?.has(decider));
      if (telling.every((own) => own?.get(decider) === endpoint)) add(decider, -1);
    }
  }
  return endpoints;
}

function exceptionsOf(told: readonly (readonly (Told | undefined)[])[]): ReadonlyMap<number, ReadonlySet<number>> {
  const found = new Map<number, Set<number>>();
  for (const own of told.flat()) {
    for (const [decider, endpoint] of own ?? []) {
      if (endpoint !== undefined) getOrMake(found, decider, () => new Set<number>()).add(endpoint);
    }
  }
  return found;
}
