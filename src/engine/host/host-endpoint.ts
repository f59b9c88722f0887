/** Which host endpoint owns an interface of a node, and which policies it meets there. Source: calico-semantics 4.4. */
import type { CompiledCluster, CompiledPolicy, ProgramTier } from '../compile/compiled';
import type { Direction } from '../../model/resource';
import type { Stage } from '../../model/verdict';
import { addressKey } from '../space';

/** Index of a host endpoint among those of the cluster. */
export type HostIndex = number;

/** The host endpoints of one node's two kinds of interfaces. */
export interface NodeHosts {
  /** Of the interface that has the node's address; `undefined` without one. */
  readonly uplink: HostIndex | undefined;
  /** Of the pods' interfaces: only a wildcard reaches those. */
  readonly pods: HostIndex | undefined;
  /** Endpoints of several interfaces, and nothing tells which of them has the node's address. */
  readonly ambiguous: boolean;
}

/** Names are compared, the smallest wins; a specific endpoint replaces the wildcard on its interface. */
export function hostsOf({ cluster }: CompiledCluster, node: string): NodeHosts {
  const own = cluster.hostEndpoints.flatMap((host, index) => (host.node === node ? [{ host, index }] : []));
  const wildcard = own.find(({ host }) => host.interfaceName === '*')?.index;
  const addresses = new Set((cluster.nodes.get(node)?.addresses ?? []).map(addressKey));
  const isOnNode = ({ host }: (typeof own)[number]) =>
    host.expectedIPs.some((address) => addresses.has(addressKey(address)));
  const specific = own.filter((entry) =>
    entry.host.interfaceName === undefined ? isOnNode(entry) : entry.host.interfaceName !== '*',
  );

  const interfaces = new Set(specific.flatMap(({ host }) => host.interfaceName ?? []));
  // Of several interfaces, the one whose endpoint expects an address of the node.
  const uplinks = interfaces.size > 1 ? specific.filter(isOnNode) : specific;
  const named = new Set(uplinks.flatMap(({ host }) => host.interfaceName ?? []));
  return {
    uplink: uplinks[0]?.index ?? (interfaces.size > 1 ? undefined : wildcard),
    pods: wildcard,
    ambiguous: interfaces.size > 1 && named.size !== 1,
  };
}

export const isWildcard = ({ cluster }: CompiledCluster, host: HostIndex): boolean =>
  cluster.hostEndpoints[host]?.interfaceName === '*';

/** The policies of a stage that apply to a host endpoint, by tier. */
export function hostProgram(
  compiled: CompiledCluster,
  host: HostIndex,
  direction: Direction,
  stage: Stage,
): readonly ProgramTier[] {
  return compiled.tiers.flatMap((tier): readonly ProgramTier[] => {
    const policies = tier.policies.flatMap((policy) => {
      if (!ofStage(compiled, policy, stage) || !policy.types.includes(direction)) return [];
      const applies = policy.subject === '' ? 'yes' : (compiled.sets.objectsOf(policy.subject).hosts[host] ?? 'no');
      return applies === 'no' ? [] : [{ policy, applies }];
    });
    return policies.length === 0 ? [] : [{ direction, tier, policies }];
  });
}

/** Forward policy is normal policy too. Before 3.29 every namespaced policy also forwards. */
function ofStage({ cluster }: CompiledCluster, { hostClass, ref }: CompiledPolicy, stage: Stage): boolean {
  if (stage === 'normal') return hostClass === 'normal' || hostClass === 'forward';
  if (stage === 'forward' && cluster.regime === '3.28' && ref.namespace !== undefined) return true;
  return hostClass === stage;
}
