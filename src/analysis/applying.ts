/** Which policies apply to which endpoints, told by programs: thousands of alike endpoints share one. */
import { getOrMake } from '../base/collections';
import type { CompiledCluster, CompiledPolicy, Program } from '../engine/compile/compiled';
import type { Direction } from '../model/resource';
import type { PolicyMention, PolicyOnPods } from './answers';

export interface Applying {
  /** In evaluation order. */
  policiesOf(endpoint: number, direction: Direction): readonly PolicyMention[];
  /** In the order of the first endpoint that has them, with to how many of these they apply. */
  policiesOn(endpoints: readonly number[], direction: Direction): readonly PolicyOnPods[];
  /** Endpoints that a policy applies to in either direction, ascending. */
  endpointsOf(policy: CompiledPolicy): readonly number[];
}

export function createApplying({ cluster, programOf }: CompiledCluster): Applying {
  const mentions = new Map<Program, readonly PolicyMention[]>();
  const mentionsOf = (program: Program) =>
    getOrMake(mentions, program, () =>
      program.tiers.flatMap(({ tier, policies }) =>
        policies.map(({ policy: { ref, order } }) => ({ ref, tier: tier.name, order })),
      ),
    );
  return {
    policiesOf: (endpoint, direction) => mentionsOf(programOf(endpoint, direction)),
    policiesOn(endpoints, direction) {
      const sizes = new Map<Program, number>();
      for (const endpoint of endpoints) {
        const program = programOf(endpoint, direction);
        sizes.set(program, (sizes.get(program) ?? 0) + 1);
      }
      const found = new Map<string, { readonly policy: PolicyMention; pods: number }>();
      for (const [program, size] of sizes) {
        for (const policy of mentionsOf(program)) {
          getOrMake(found, policy.ref.id, () => ({ policy, pods: 0 })).pods += size;
        }
      }
      return [...found.values()];
    },
    endpointsOf(policy) {
      const holds = new Map<Program, boolean>();
      const applies = (program: Program) =>
        getOrMake(holds, program, () =>
          program.tiers.some((tier) => tier.policies.some((one) => one.policy === policy)),
        );
      return cluster.endpoints.flatMap((_, endpoint) =>
        applies(programOf(endpoint, 'Ingress')) || applies(programOf(endpoint, 'Egress')) ? [endpoint] : [],
      );
    },
  };
}
