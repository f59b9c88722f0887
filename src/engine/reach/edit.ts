/** What an edit of policies changed, and whether a reach made before it can be brought up to date. */
import { addAll } from '../../base/collections';
import { editOfList } from '../../base/memo-items';
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
  const old = policiesByTier(before);
  const now = policiesByTier(after);
  const removed = new Set<CompiledPolicy>();
  const added: CompiledPolicy[] = [];
  // Tiers keep their order: it hangs on what was not edited, and on their names.
  for (const name of new Set([...old.keys(), ...now.keys()])) {
    const edit = editOfList(old.get(name) ?? [], now.get(name) ?? []);
    if (edit === undefined) return undefined;
    for (const policy of edit.gone) removed.add(policy);
    addAll(added, edit.come);
  }
  return { removed, added, compare: evaluationOrder(after.tiers) };
}

const policiesByTier = ({ tiers }: CompiledCluster): ReadonlyMap<string, readonly CompiledPolicy[]> =>
  new Map(tiers.map(({ name, policies }) => [name, policies]));

/** Whether what is new asks for nothing that peers were not told apart by, and what is gone told no outside apart. */
export function standsOn(ground: Ground, compiled: CompiledCluster, { removed, added }: PolicyEdit): boolean {
  if (compiled.sets.index() !== ground.index) return false;
  const { ofNets } = ground.peers.predicates;
  const { services, names } = ground.asked();
  const isKnown = (side: CompiledSide): boolean =>
    [side.nets, side.notNets].every((nets) => nets === undefined || ofNets.has(nets)) &&
    (side.services === undefined || services.has(side.services)) &&
    namesIn(side).every((name) => names.has(name));
  return sidesOf(added).every((side) => side.any || isKnown(side)) && !forgets(ground, compiled, { removed, added });
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
  { removed, added }: Pick<PolicyEdit, 'removed' | 'added'>,
): boolean {
  const kept = new Set(sidesOf(added));
  const isOutside = (peer: number): boolean => peer >= peers.groups;
  const telling = sidesOf(removed).filter(
    (side) =>
      !kept.has(side) &&
      ([side.nets, side.notNets, side.services].some((criterion) => criterion !== undefined) ||
        peerSets.sideOf(side).set?.peers.some(isOutside)),
  );
  if (telling.length === 0) return false;
  const used = new Set(compiled.sides);
  return telling.some((side) => !used.has(side));
}
