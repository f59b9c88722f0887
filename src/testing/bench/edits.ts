/** One policy among many is edited, and the verdicts of some pairs are asked for at once. */
import { compileCluster } from '../../engine/compile/compile-cluster';
import type { CompiledCluster } from '../../engine/compile/compiled';
import { reachOf, type Reach } from '../../engine/reach/reach';
import { updatedReach } from '../../engine/reach/update';
import { createAssembler, type ReadObjects } from '../../ingest/assemble';
import type { CalicoPolicyResource, CalicoRule, Resource } from '../../model/resource';

export interface Edit {
  /** Takes the policy as it was written. */
  undo(): Reach;
  /** Takes it with Allow and Deny exchanged. */
  apply(): Reach;
}

/** One policy of a kind, `name` where there is one so named; `undefined` where there is none of the kind. */
export function editOf(
  resources: readonly Resource[],
  kind: CalicoPolicyResource['kind'],
  name: string,
): Edit | undefined {
  const ofKind = resources.filter((resource): resource is CalicoPolicyResource => resource.kind === kind);
  const written = ofKind.find(({ meta }) => meta.name === name) ?? ofKind.at(-1);
  if (written === undefined) return undefined;
  const others = fileOf(resources.filter((resource) => resource.kind !== kind));
  const before = [others, fileOf(ofKind)];
  const after = [others, fileOf(ofKind.map((policy) => (policy === written ? exchanged(written) : policy)))];
  const assemble = createAssembler();
  let last: { readonly compiled: CompiledCluster; readonly reach: Reach } | undefined;
  const take = (files: readonly ReadObjects[]): Reach => {
    const cluster = assemble(files, { regime: undefined }, () => {});
    const compiled = compileCluster(cluster, 'enforced', last?.compiled);
    const reach = (last && updatedReach(last.reach, compiled)) ?? reachOf(compiled, 4);
    last = { compiled, reach };
    return reach;
  };
  return { undo: () => take(before), apply: () => take(after) };
}

const fileOf = (resources: readonly Resource[]): ReadObjects => ({ resources, unread: [] });

const exchanged = (policy: CalicoPolicyResource): CalicoPolicyResource => ({
  ...policy,
  ingress: policy.ingress.map(otherAction),
  egress: policy.egress.map(otherAction),
});

const otherAction = (rule: CalicoRule): CalicoRule => ({
  ...rule,
  action: rule.action === 'Allow' ? 'Deny' : rule.action === 'Deny' ? 'Allow' : rule.action,
});
