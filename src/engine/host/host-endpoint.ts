/** Which host endpoint owns an interface of a node, and which policies it meets there. Source: calico-semantics 4.4. */
import type { CompiledCluster, CompiledPolicy, ProgramTier } from '../compile/compiled';
import type { Direction, HostEndpointResource } from '../../model/resource';
import type { Stage } from '../../model/verdict';
import { groupBy } from '../../base/collections';
import type { LabelLookup } from '../../selector/match';
import { addressKey } from '../space';

/** Index of a host endpoint among those of the cluster. */
export type HostIndex = number;

/** The host endpoints of one node's two kinds of interfaces; `undefined` is an interface without one. */
export interface NodeHosts {
  /** Of the interface over which the node speaks with others: all that may be it, where the input does not tell. */
  readonly uplinks: readonly (HostIndex | undefined)[];
  /** Of pods' interfaces and of loopback: only a wildcard reaches those. */
  readonly others: HostIndex | undefined;
}

interface NodeHost {
  readonly index: HostIndex;
  /** `undefined` for one that is found by its addresses. */
  readonly interfaceName: string | undefined;
  /** Whether it expects an address of the node; `undefined` when it expects none, or the node's are not known. */
  readonly expectsNode: boolean | undefined;
}

/**
 * Names are compared, the smallest wins; a specific endpoint replaces the wildcard on its interface. The interface is
 * the one with the node's address. An address that the node is not known to have may still be a second one of it.
 */
export function hostsOf({ cluster, space }: CompiledCluster, node: string): NodeHosts {
  const addresses = new Set((cluster.nodes.get(node)?.addresses ?? []).map(addressKey));
  const own = space.directory.hostEndpointsOn(node).map((index): NodeHost => {
    const { interfaceName, expectedIPs } = cluster.hostEndpoints[index] as HostEndpointResource;
    const expects = expectedIPs.some((address) => addresses.has(addressKey(address)));
    const known = expectedIPs.length > 0 && addresses.size > 0;
    return { index, interfaceName, expectsNode: known ? expects : undefined };
  });
  const wildcard = own.find(({ interfaceName }) => interfaceName === '*')?.index;
  const named = own.filter(({ interfaceName }) => interfaceName !== undefined && interfaceName !== '*');
  const found = own.filter(
    ({ index, interfaceName }) => interfaceName === undefined && cluster.hostEndpoints[index]?.expectedIPs.length !== 0,
  );
  const sure = found.filter(({ expectsNode }) => expectsNode === true);
  const perhaps = found.filter(({ expectsNode }) => expectsNode !== true);

  const uplinks = interfacesOf(named).flatMap((hosts) =>
    [[], ...perhaps.map((host) => [host])].map((more) => smallest([...hosts, ...sure, ...more]) ?? wildcard),
  );
  return { uplinks: [...new Set(uplinks)], others: wildcard };
}

/** By name, which is the order of the cluster's list. */
const smallest = (hosts: readonly NodeHost[]): HostIndex | undefined =>
  hosts.length === 0 ? undefined : Math.min(...hosts.map(({ index }) => index));

/** Named interfaces that may have the node's address, with who names them; an empty one is an interface without name. */
function interfacesOf(named: readonly NodeHost[]): readonly (readonly NodeHost[])[] {
  const groups = [...groupBy(named, ({ interfaceName }) => interfaceName).values()];
  const told = groups.filter((group) => group.some(({ expectsNode }) => expectsNode === true));
  if (told.length > 0) return told;
  const silent = groups.some((group) => group.every(({ expectsNode }) => expectsNode === undefined));
  return silent ? groups : [...groups, []];
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
  return compiled.applying({
    labels: compiled.space.hostLabels[host] as LabelLookup,
    direction,
    counts: (policy) => ofStage(compiled, policy, stage),
    applies: ({ selected }) => selected?.hasHost(host) ?? 'yes',
  });
}

/** Forward policy is normal policy too. Before 3.29 every namespaced policy also forwards. */
function ofStage({ cluster }: CompiledCluster, { hostClass, ref }: CompiledPolicy, stage: Stage): boolean {
  if (stage === 'normal') return hostClass === 'normal' || hostClass === 'forward';
  if (stage === 'forward' && cluster.regime === '3.28' && ref.namespace !== undefined) return true;
  return hostClass === stage;
}
