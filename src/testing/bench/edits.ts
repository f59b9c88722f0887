/** One policy among many is edited, and the verdicts of some pairs are asked for at once. */
import { compileCluster } from '../../engine/compile/compile-cluster';
import { reachOf, type Reach } from '../../engine/reach/reach';
import { createAssembler, type ReadObjects } from '../../ingest/assemble';
import type { CalicoPolicyResource, CalicoRule, Resource } from '../../model/resource';

export interface Edit {
  /** Takes the policy as it was written. */
  undo(): Reach;
  /** Takes it with Allow and Deny exchanged. */
  apply(): Reach;
}

/** The last policy of a kind; `undefined` where there is none. */
export function editOf(resources: readonly Resource[], kind: CalicoPolicyResource['kind']): Edit | undefined {
  const written = resources.findLast((resource): resource is CalicoPolicyResource => resource.kind === kind);
  if (written === undefined) return undefined;
  const isPolicy = (resource: Resource) => resource.kind === kind;
  const others = fileOf(resources.filter((resource) => !isPolicy(resource)));
  const policies = resources.filter(isPolicy);
  const before = [others, fileOf(policies)];
  const after = [others, fileOf(policies.map((policy) => (policy === written ? exchanged(written) : policy)))];
  const assemble = createAssembler();
  const take = (files: readonly ReadObjects[]): Reach =>
    reachOf(
      compileCluster(
        assemble(files, { regime: undefined }, () => {}),
        'enforced',
      ),
      4,
    );
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
