import type { CompiledCluster } from '../../engine/compile/compiled';
import { compileCluster } from '../../engine/compile/compile-cluster';
import { reachOf } from '../../engine/reach/reach';
import { planOf } from '../load/plan';
import { clusterOf, resourcesOf } from '../load/resources';
import { sizes, type SizeName } from '../load/sizes';
import { reachableByFlows, replicas } from './by-flows';
import { reachableFrom, reachablePairs } from './dense-walk';
import { recorded } from './recorded';

export interface Verified {
  readonly pairs: number;
  readonly recorded: number | undefined;
  /** So many senders were also asked flow by flow about everybody. */
  readonly asked: number;
  /** Of them, those where the two ways differ. */
  readonly differ: number;
}

/** More senders than this take too long. */
const mostSenders = 250;

export function verify(size: SizeName): Verified {
  const compiled = compiledOf(size);
  const reach = reachOf(compiled, 4);
  const groups = replicas(compiled);
  const step = Math.ceil(groups.length / mostSenders) ** 3;
  const senders = groups.filter((_, index) => index % step === 0);
  const differ = senders.filter(
    (group) => reachableByFlows(compiled, group, groups) !== reachableFrom(reach, group[0] ?? -1),
  );
  return {
    pairs: reachablePairs(reach),
    recorded: recorded[size]?.['totals']?.['reachable'],
    asked: senders.length,
    differ: differ.length,
  };
}

/** What to record for a size: minutes for the largest. */
export const countPairs = (size: SizeName): number => reachablePairs(reachOf(compiledOf(size), 4));

function compiledOf(size: SizeName): CompiledCluster {
  const resources = resourcesOf(planOf(sizes[size], 1), () => {});
  return compileCluster(
    clusterOf(resources, () => {}),
    'enforced',
  );
}
