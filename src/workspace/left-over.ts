/** What a load leaves to the next one, where nothing but policies was edited between them. */
import type { Overview } from '../analysis/overview';
import type { CompiledCluster } from '../engine/compile/compiled';
import { editedFrom } from '../engine/compile/reuse';
import type { Latest } from '../engine/connections';
import type { Cluster } from '../model/cluster';
import type { Scope } from '../model/verdict';

export interface LeftOver extends Latest {
  readonly compiled: CompiledCluster;
}

/** Of one load: what was compiled and asked of it, and what it was left itself. */
interface Leaving {
  readonly compiled: ReadonlyMap<Scope, CompiledCluster>;
  readonly overviews: ReadonlyMap<Scope, Overview>;
  readonly before: ReadonlyMap<Scope, LeftOver>;
}

/** By scope. Nothing of a cluster that differs in more than policies, and no answers, are held. */
export function leftOver({ compiled, overviews, before }: Leaving, cluster: Cluster): ReadonlyMap<Scope, LeftOver> {
  const found = new Map<Scope, LeftOver>();
  for (const scope of new Set([...before.keys(), ...compiled.keys()])) {
    const older = before.get(scope);
    const own = editedFrom(compiled.get(scope) ?? older?.compiled, cluster, scope);
    const latest = overviews.get(scope) ?? older;
    const reaches = { 4: latest?.latestReach(4), 6: latest?.latestReach(6) };
    if (own !== undefined) found.set(scope, { compiled: own, latestReach: (family) => reaches[family] });
  }
  return found;
}
