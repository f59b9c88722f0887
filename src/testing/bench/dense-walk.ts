import { endpointClassifier, groupsOf, pairClasses } from '../../analysis/groups';
import type { CompiledCluster } from '../../engine/compile/compiled';
import { createConnections, type Stretch } from '../../engine/connections';

/**
 * Ordered pairs of pods with at least one connection that both sides allow, a pod with itself left out: every class of
 * pods with every other, one by one. Quadratic in classes, and plain enough to check faster ways by.
 */
export function reachablePairs(compiled: CompiledCluster): number {
  const connections = createConnections(compiled);
  const classify = endpointClassifier(compiled, connections);
  const everyone = compiled.cluster.endpoints.map((_, index) => index);
  const [group] = groupsOf(compiled.cluster, 'pod', () => []);
  if (group === undefined) return 0;
  const all = { ...group, members: everyone, classes: classify(everyone) };
  const allowed = new Map<readonly Stretch[], boolean>();
  let pairs = 0;
  for (const from of all.classes) {
    const found = pairClasses(connections, { ...all, classes: [from] }, all);
    for (const { stretches, pairs: count } of found) {
      let open = allowed.get(stretches);
      if (open === undefined) {
        open = stretches.some(({ verdict }) => verdict === 'allow');
        allowed.set(stretches, open);
      }
      if (open) pairs += count;
    }
  }
  return pairs;
}
