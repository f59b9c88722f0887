/** Which policies apply to which endpoints, told by classes of labels: endpoints of one are alike to every selector. */
import { lazily } from '../base/lazily';
import { isHostOnly } from '../engine/compile/endpoint-programs';
import type { CompiledCluster, CompiledPolicy, CompiledTier } from '../engine/compile/compiled';
import type { Direction } from '../model/resource';
import type { PolicyMention, PolicyOnPods } from './answers';

/** Policies that may apply, for want of input, count as those that do. */
export interface Applying {
  /** In evaluation order. */
  policiesOf(endpoint: number, direction: Direction): readonly PolicyMention[];
  /** In evaluation order, with to how many of these endpoints they apply. */
  policiesOn(endpoints: readonly number[], direction: Direction): readonly PolicyOnPods[];
  /** Endpoints that a policy applies to in either direction, ascending. */
  endpointsOf(policy: CompiledPolicy): readonly number[];
}

interface Placed {
  readonly policy: CompiledPolicy;
  readonly tier: CompiledTier;
}

export function createApplying({ cluster, sets, tiers }: CompiledCluster): Applying {
  /** Those with a say over pods, in evaluation order. */
  const policies = tiers.flatMap((tier) =>
    tier.policies.flatMap((policy): readonly Placed[] => (isHostOnly(policy) ? [] : [{ policy, tier }])),
  );
  const classesOf = ({ selected }: CompiledPolicy): readonly Int32Array[] => {
    if (selected === undefined) return [];
    const { certain, maybe } = sets.membersOf(selected);
    return [certain, maybe];
  };
  /** By class the places in `policies`, ascending; those of everybody are kept apart. */
  const places = lazily(() => {
    const byClass: number[][] = Array.from({ length: sets.index().size }, () => []);
    const ofAll: number[] = [];
    for (const [place, { policy }] of policies.entries()) {
      if (policy.selected === undefined) ofAll.push(place);
      for (const classes of classesOf(policy)) for (const one of classes) byClass[one]?.push(place);
    }
    return { byClass, ofAll };
  });

  /** To how many of some endpoints each policy applies, by its place. */
  function countOn(endpoints: readonly number[]): ReadonlyMap<number, number> {
    const { classOf } = sets.index();
    const sizes = new Map<number, number>();
    for (const endpoint of endpoints) {
      const own = classOf[endpoint] ?? -1;
      sizes.set(own, (sizes.get(own) ?? 0) + 1);
    }
    const { byClass, ofAll } = places();
    const counts = new Map(ofAll.map((place) => [place, endpoints.length]));
    for (const [own, size] of sizes) {
      for (const place of byClass[own] ?? []) counts.set(place, (counts.get(place) ?? 0) + size);
    }
    return counts;
  }

  const policiesOn: Applying['policiesOn'] = (endpoints, direction) =>
    [...countOn(endpoints)]
      .toSorted(([a], [b]) => a - b)
      .flatMap(([place, pods]) => {
        const placed = policies[place];
        if (placed === undefined || !placed.policy.types.includes(direction)) return [];
        const { policy, tier } = placed;
        return [{ policy: { ref: policy.ref, tier: tier.name, order: policy.order }, pods }];
      });

  return {
    policiesOn,
    policiesOf: (endpoint, direction) => policiesOn([endpoint], direction).map(({ policy }) => policy),
    endpointsOf(policy) {
      if (isHostOnly(policy) || policy.types.length === 0) return [];
      const { classOf, size } = sets.index();
      const holds = new Uint8Array(size).fill(policy.selected === undefined ? 1 : 0);
      for (const classes of classesOf(policy)) for (const one of classes) holds[one] = 1;
      return cluster.endpoints.flatMap((_, endpoint) => (holds[classOf[endpoint] ?? -1] === 1 ? [endpoint] : []));
    },
  };
}
