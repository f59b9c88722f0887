/** Whom policies are for, and what counts of decisions leave out: hosts, and connections from other source ports. */
import type { CompiledCluster, CompiledPolicy, CompiledRule } from '../engine/compile/compiled';
import { isHostOnly } from '../engine/compile/endpoint-programs';
import type { Reach } from '../engine/reach/reach';
import { defaultSourcePort } from '../model/flow';
import type { PolicyId } from '../model/ids';
import type { Direction } from '../model/resource';

export const rulesIn = ({ ingress, egress }: CompiledPolicy, direction: Direction): readonly CompiledRule[] =>
  direction === 'Ingress' ? ingress : egress;

/** Whether it may apply to an endpoint, in either direction. */
export function hasSubjects({ cluster, sets }: CompiledCluster, { selected }: CompiledPolicy): boolean {
  if (selected === undefined) return cluster.endpoints.length > 0;
  const { certain, maybe } = sets.membersOf(selected);
  const { endpointClasses } = sets.index();
  // Ascending, and endpoints come first.
  return [certain, maybe].some(([first]) => first !== undefined && first < endpointClasses);
}

export const mayDecideForHosts = (compiled: CompiledCluster, policy: CompiledPolicy): boolean =>
  isHostOnly(policy) || mayApplyToHosts(compiled, policy);

function mayApplyToHosts({ cluster, sets }: CompiledCluster, { selected }: CompiledPolicy): boolean {
  const hosts = cluster.hostEndpoints.length;
  if (selected === undefined || hosts === 0) return hosts > 0;
  const { certain, maybe } = sets.membersOf(selected);
  const firstHost = sets.index().size - hosts;
  return [certain, maybe].some((classes) => (classes.at(-1) ?? -1) >= firstHost);
}

export const asksForSourcePort = ({ source }: CompiledRule): boolean => (source.ports ?? source.notPorts) !== undefined;

/**
 * Policies that may decide more from another source port: beside or behind a rule that takes connections from the one
 * that is assumed, or that passes those from another.
 */
export function hangingOnSourcePort(reaches: readonly Reach[], direction: Direction): ReadonlySet<PolicyId> {
  const hides = new Map<CompiledPolicy, boolean>();
  const found = new Set<PolicyId>();
  for (const { programs } of reaches) {
    for (const id of new Set(direction === 'Egress' ? programs.egress : programs.ingress)) {
      const policies = programs.all[id]?.steps().policies ?? [];
      let hidden = false;
      for (const { policy } of policies) {
        let own = hides.get(policy);
        if (own === undefined) hides.set(policy, (own = rulesIn(policy, direction).some(isOfOnePort)));
        hidden ||= own;
        if (hidden) found.add(policy.ref.id);
      }
    }
  }
  return found;
}

const isOfOnePort = (rule: CompiledRule): boolean =>
  asksForSourcePort(rule) && rule.action !== 'Log' && (rule.action === 'Pass' || mayTakeAssumed(rule));

const mayTakeAssumed = ({ source: { ports } }: CompiledRule): boolean =>
  ports === undefined ||
  ports.names.length > 0 ||
  ports.ranges.some(({ first, last }) => first <= defaultSourcePort && defaultSourcePort <= last);
