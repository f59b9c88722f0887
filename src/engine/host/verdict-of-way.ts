import type { FlowVerdict, OpenReason, PathStep, Verdict } from '../../model/verdict';
import type { CompiledCluster } from '../compile/compiled';
import { waysThrough } from './hop';
import { hopsOf, type Way } from './way';

/** The verdict of the whole way; `policy` is what the pods' own policies say. */
export function verdictOfWay(compiled: CompiledCluster, way: Way, policy: FlowVerdict): FlowVerdict {
  const hops = hopsOf(compiled, way);
  if ('kind' in hops) {
    return policy.verdict === 'deny' ? policy : { ...policy, verdict: 'undetermined', reason: hops };
  }
  const ways = waysThrough(hops);
  const ends = new Set(ways.map(endOf));
  const [path] = ways;
  const [end] = ends;
  if (path === undefined || end === undefined) return policy;
  if (ends.size === 1) return { ...policy, verdict: end, reason: undefined, path: isPlain(compiled, way) ? [] : path };
  return { ...policy, verdict: 'undetermined', reason: reasonOf(compiled, way, policy), path: [] };
}

const endOf = (path: readonly PathStep[]): Verdict => (path.at(-1)?.decision.action === 'deny' ? 'deny' : 'allow');

/** Nothing but pods decides: their sides say it all. */
const isPlain = ({ cluster }: CompiledCluster, { from, to, entering, delivered }: Way): boolean =>
  cluster.hostEndpoints.length === 0 && from.pod !== undefined && to.pod !== undefined && entering === delivered;

/** Ways differ where a side is open, or where a pod meets its own node. */
function reasonOf({ cluster }: CompiledCluster, { from, to }: Way, { egress, ingress }: FlowVerdict): OpenReason {
  const unknowns = [egress, ingress].flatMap((side) => (side?.verdict === 'undetermined' ? side.unknowns : []));
  const toOwnNode = to.pod === undefined && from.pod !== undefined && from.node === to.node;
  if (unknowns.length === 0 && toOwnNode && cluster.felix.endpointToHost === undefined) {
    return { kind: 'endpoint-to-host', node: to.node ?? '' };
  }
  return { kind: 'missing-input', unknowns };
}
