import type { FlowVerdict, OpenReason, PathStep, Verdict } from '../../model/verdict';
import type { CompiledCluster } from '../compile/compiled';
import { hostsOf } from './host-endpoint';
import { waysThrough } from './hop';
import { hopRows, type Way } from './way';

/** The verdict of all ways that the packet may take; `policy` is what the pods' own policies say. */
export function verdictOfWays(compiled: CompiledCluster, ways: readonly Way[], policy: FlowVerdict): FlowVerdict {
  const paths = ways.flatMap((way) => hopRows(compiled, way).flatMap(waysThrough));
  const ends = new Set(paths.map(endOf));
  const [path] = paths;
  const [end] = ends;
  if (path === undefined || end === undefined) return policy;
  if (ends.size === 1) return { ...policy, verdict: end, reason: undefined, path };
  return { ...policy, verdict: 'undetermined', reason: reasonOf(compiled, ways, policy), path: [] };
}

const endOf = (path: readonly PathStep[]): Verdict => (path.at(-1)?.decision.action === 'deny' ? 'deny' : 'allow');

/** Ways differ where a side is open, where a pod meets its own node, or where a node or an interface is not told. */
function reasonOf(compiled: CompiledCluster, ways: readonly Way[], { egress, ingress }: FlowVerdict): OpenReason {
  const unknowns = [egress, ingress].flatMap((side) => (side?.verdict === 'undetermined' ? side.unknowns : []));
  if (unknowns.length > 0) return { kind: 'missing-input', unknowns };
  for (const { from, to, via } of ways) {
    const adrift = [from, to].find(({ pod, node }) => pod !== undefined && node === undefined)?.pod;
    const nodes = [from.node, via?.node, to.node].filter((node) => node !== undefined);
    const unclear = adrift ?? nodes.find((node) => hostsOf(compiled, node).uplinks.length > 1);
    const toOwnNode =
      to.pod === undefined && from.pod !== undefined && from.node !== undefined && from.node === to.node;
    if (toOwnNode && compiled.cluster.felix.endpointToHost === undefined) {
      return { kind: 'endpoint-to-host', node: from.node };
    }
    if (unclear !== undefined) return { kind: 'interface-unknown', node: unclear };
  }
  const speaker = ways.find(({ from, via }) => from.isNode && via === undefined)?.from.node;
  if (speaker !== undefined) return { kind: 'node-address-unknown', node: speaker };
  return { kind: 'missing-input', unknowns };
}
