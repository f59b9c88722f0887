/** What an edit of policies changed, and whether a reach made before it can be brought up to date. */
import type { CompiledCluster, CompiledPolicy, CompiledServices, CompiledSide } from '../compile/compiled';
import { evaluationOrder } from '../compile/order';
import type { Ground } from './reach';

/** A policy that was changed is removed and added. */
export interface PolicyEdit {
  readonly removed: ReadonlySet<CompiledPolicy>;
  readonly added: readonly CompiledPolicy[];
  /** Evaluation order of all that there is after it. */
  compare(a: CompiledPolicy, b: CompiledPolicy): number;
}

/** `undefined` where policies that are the same stand in another order, or more was changed than policies. */
export function editBetween(before: CompiledCluster, after: CompiledCluster): PolicyEdit | undefined {
  if (before.sets !== after.sets || before.profiles !== after.profiles) return undefined;
  const old = policiesOf(before);
  const now = policiesOf(after);
  let same = 0;
  while (same < old.length && old[same] === now[same]) same += 1;
  let behind = 0;
  const most = Math.min(old.length, now.length) - same;
  while (behind < most && old[old.length - 1 - behind] === now[now.length - 1 - behind]) behind += 1;
  const gone = old.slice(same, old.length - behind);
  const come = now.slice(same, now.length - behind);

  const [known, own] = [new Set(gone), new Set(come)];
  const kept = gone.filter((policy) => own.has(policy));
  const stayed = come.filter((policy) => known.has(policy));
  if (kept.some((policy, i) => policy !== stayed[i])) return undefined;
  return {
    removed: new Set(gone.filter((policy) => !own.has(policy))),
    added: come.filter((policy) => !known.has(policy)),
    compare: evaluationOrder(after.tiers),
  };
}

const policiesOf = ({ tiers }: CompiledCluster): readonly CompiledPolicy[] => tiers.flatMap(({ policies }) => policies);

/** Whether what is new asks for nothing that peers were not told apart by, and what is gone told no outside apart. */
export function standsOn(ground: Ground, compiled: CompiledCluster, { removed, added }: PolicyEdit): boolean {
  if (compiled.sets.index() !== ground.index) return false;
  const { ofNets } = ground.peers.predicates;
  const { services, names } = ground.asked();
  const isKnown = (side: CompiledSide): boolean =>
    [side.nets, side.notNets].every((nets) => nets === undefined || ofNets.has(nets)) &&
    (side.services === undefined || services.has(side.services)) &&
    namesIn(side).every((name) => names.has(name));
  return sidesOf(added).every((side) => side.any || isKnown(side)) && !forgets(ground, compiled, removed);
}

/** What peers are told apart by besides labels and CIDRs. */
export interface Asked {
  readonly services: ReadonlySet<CompiledServices>;
  /** Of ports. */
  readonly names: ReadonlySet<string>;
}

export const askedBy = ({ sides }: CompiledCluster): Asked => ({
  services: new Set(sides.flatMap(({ services }) => services ?? [])),
  names: new Set(sides.flatMap(namesIn)),
});

const namesIn = ({ ports, notPorts }: CompiledSide): readonly string[] => [
  ...(ports?.names ?? []),
  ...(notPorts?.names ?? []),
];

export const sidesOf = (policies: Iterable<CompiledPolicy>): readonly CompiledSide[] =>
  Array.from(policies).flatMap(({ ingress, egress }) =>
    [...ingress, ...egress].flatMap(({ source, destination }) => [source, destination]),
  );

/** Parts of the outside are shown one by one with their ranges: they are cut no finer than rules cut them. */
function forgets(
  { peers, peerSets }: Ground,
  compiled: CompiledCluster,
  removed: ReadonlySet<CompiledPolicy>,
): boolean {
  const isOutside = (peer: number): boolean => peer >= peers.groups;
  const telling = sidesOf(removed).filter(
    (side) =>
      [side.nets, side.notNets, side.services].some((criterion) => criterion !== undefined) ||
      peerSets.sideOf(side).set?.peers.some(isOutside),
  );
  if (telling.length === 0) return false;
  const used = new Set(compiled.sides);
  return telling.some((side) => !used.has(side));
}
