import { groupBy } from '../../base/collections';
import { memoItems, reordered } from '../../base/memo-items';
import { sortedBy } from '../../base/order';
import type { Policy, Regime } from '../../model/cluster';
import type { Diagnostic, Report } from '../../model/diagnostic';
import { policyId } from '../../model/ids';
import type { PolicyKind, PolicyResource, Resource } from '../../model/resource';
import { createListJoin } from './by-kind';
import { isCalicoPolicy, isPolicy } from './is-policy';
import { nameOfObject } from './object-name';
import { idOfPolicy, nameOfPolicy, writtenTier, type PolicyName } from './policy-names';
import { placeOfTier } from './tiers';
import type { EachObject } from './each-object';

/** The policies that the regime knows, each with its identity, by id; made anew where an edit reaches. */
export function createPolicies(): (each: EachObject, regime: Regime, report: Report) => readonly Policy[] {
  const copiesIn = memoItems((resource: PolicyResource) => (looksLikeCopy(resource) ? resource : undefined));
  const policiesOf = memoItems(({ policy }: Judged) => policy);
  const toldOf = memoItems((one: Judged) => (one.told.length === 0 ? undefined : one.told));
  const join = createListJoin<PolicyResource>();
  let judge: Judge | undefined;
  let ordered: { readonly given: readonly Policy[]; readonly gave: readonly Policy[] } = { given: [], gave: [] };
  return ({ lists, storedNames }, regime, report) => {
    const written = join(lists.filter(isOfPolicies));
    const copies = copiesIn(written);
    let judged: readonly Judged[];
    if (copies.length > 0 || storedNames.size > 0) {
      judged = judgedBeside(written, copies, storedNames, regime);
    } else {
      if (judge?.regime !== regime)
        judge = { regime, all: memoItems((resource) => judgedAs(resource, regime, undefined)) };
      judged = judge.all(written);
    }
    for (const told of toldOf(judged)) for (const diagnostic of told) report(diagnostic);
    const given = policiesOf(judged);
    const gave =
      reordered(ordered, given, (before, after) => before.id === after.id) ??
      withDistinctIds(sortedBy(given, ({ id }) => id));
    ordered = { given, gave };
    return gave;
  };
}

const isOfPolicies = (list: readonly Resource[]): list is readonly PolicyResource[] =>
  list[0] !== undefined && isPolicy(list[0]);

interface Judge {
  readonly regime: Regime;
  readonly all: (written: readonly PolicyResource[]) => readonly Judged[];
}

/** What a regime makes of a policy. */
interface Judged {
  /** `undefined` when it is left out. */
  readonly policy: Policy | undefined;
  readonly told: readonly Diagnostic[];
}

function judgedAs(resource: PolicyResource, regime: Regime, storedName: string | undefined): Judged {
  const told: Diagnostic[] = [];
  const policy = policyOf(resource, regime, storedName, (diagnostic) => void told.push(diagnostic));
  return { policy, told };
}

/** Where other objects of the input count too: originals of copies, and what the storage API shows. */
function judgedBeside(
  written: readonly PolicyResource[],
  copies: readonly PolicyResource[],
  storedNames: EachObject['storedNames'],
  regime: Regime,
): readonly Judged[] {
  const originals = copies.length === 0 ? new Set<string>() : originalsOf(written);
  return written.map((resource) => {
    if (!isCopyOf(resource, originals)) return judgedAs(resource, regime, storedNames.get(resource));
    const told: Diagnostic[] = [];
    tellCopy(resource, (diagnostic) => void told.push(diagnostic));
    return { policy: undefined, told };
  });
}

function policyOf(
  resource: PolicyResource,
  regime: Regime,
  storedName: string | undefined,
  report: Report,
): Policy | undefined {
  if (isEmptyHanded(resource)) return undefined;
  const reason = whyLeftOut(resource, regime);
  if (reason !== undefined) {
    tellLeftOut(resource, reason, report);
    return undefined;
  }
  const identity = nameOfPolicy(resource, regime, storedName);
  checkTier(resource, identity, regime, report);
  const { namespace } = resource.meta;
  return { id: idOfPolicy(resource.kind, namespace, identity.name), namespace, resource, ...identity };
}

/** Names of Kubernetes policies. */
function originalsOf(written: readonly PolicyResource[]): ReadonlySet<string> {
  return new Set(
    written.flatMap(({ kind, meta }) =>
      kind === 'KubernetesNetworkPolicy' ? [`${meta.namespace ?? ''}/${meta.name}`] : [],
    ),
  );
}

const copyPrefix = 'knp.default.';

const looksLikeCopy = ({ kind, meta }: PolicyResource): boolean =>
  kind === 'NetworkPolicy' && meta.name.startsWith(copyPrefix);

/** With an etcd datastore, Kubernetes policies stand in Calico's list once more. Source: input-formats 2.2. */
const isCopyOf = (policy: PolicyResource, originals: ReadonlySet<string>): boolean =>
  looksLikeCopy(policy) && originals.has(`${policy.meta.namespace ?? ''}/${policy.meta.name.slice(copyPrefix.length)}`);

function tellCopy(resource: PolicyResource, report: Report): void {
  report({
    code: 'resource/duplicate',
    severity: 'info',
    message: `${nameOfObject(resource)} is Calico's view of a Kubernetes NetworkPolicy of the input.`,
    at: resource.meta.at,
    hint: 'The original counts.',
  });
}

function tellLeftOut(resource: PolicyResource, reason: string, report: Report): void {
  report({
    code: 'resource/not-enforced',
    severity: 'error',
    message: `${nameOfObject(resource)} is not enforced: ${reason}.`,
    at: resource.meta.nameAt ?? resource.meta.at,
    hint: 'It is left out.',
  });
}

/** Source: kubernetes-policy-semantics 0, 2.4; calico-semantics 1.1. */
function whyLeftOut(resource: PolicyResource, regime: Regime): string | undefined {
  const { kind } = resource;
  if (kind.startsWith('Staged') && regime === '3.28') return 'Calico before 3.30 has no staged policies';
  if (kind === 'AdminNetworkPolicy' || kind === 'BaselineAdminNetworkPolicy') {
    if (regime === '3.32') return 'Calico 3.32 and newer know ClusterNetworkPolicy instead';
    return regime === '3.28' ? 'Calico before 3.29 does not know the kind' : undefined;
  }
  return kind === 'ClusterNetworkPolicy' && regime !== '3.32' ? 'Calico before 3.32 does not know the kind' : undefined;
}

/** Without a tier or a subject Calico leaves it out, and its reader has said so. Source: the same, 2.4. */
const isEmptyHanded = (resource: PolicyResource): boolean =>
  resource.kind === 'ClusterNetworkPolicy' && (resource.tier === undefined || resource.subject === undefined);

/** Where the regime puts a policy into another tier than its author wrote. Source: calico-semantics 3.1, 8.1. */
function checkTier(resource: PolicyResource, { name, tier }: PolicyName, regime: Regime, report: Report): void {
  if (!isCalicoPolicy(resource) || writtenTier(resource.tier) === tier) return;
  const written = writtenTier(resource.tier);
  report({
    code: 'resource/bad-value',
    severity: 'warning',
    message: `${nameOfObject(resource)} says tier \`${written}\` and is in tier \`${tier}\`.`,
    at: regime === '3.28' ? placeOfTier(resource) : (resource.meta.nameAt ?? resource.meta.at),
    hint:
      regime === '3.28'
        ? 'Calico before 3.29 has one tier.'
        : `Name it \`${written}.${name.slice(name.indexOf('.') + 1)}\`. Calico 3.29 to 3.31 refuses this; if it got in past the API, it is evaluated in the tier that stands before the first dot of its name.`,
  });
}

/** Objects stored under two names can show one name to users: those then go by their stored names. */
function withDistinctIds(ordered: readonly Policy[]): readonly Policy[] {
  if (ordered.every(({ id }, i) => id !== ordered[i - 1]?.id)) return ordered;
  const distinct = [...groupBy(ordered, ({ id }) => id).values()].flatMap((same) =>
    same.length === 1
      ? same
      : same.map((policy) => ({
          ...policy,
          id: idOfStored(policy.resource.kind, policy.namespace, policy.storedName),
        })),
  );
  return sortedBy(distinct, ({ id }) => id);
}

const idOfStored = (kind: PolicyKind, namespace: string | undefined, storedName: string) =>
  policyId(`${idOfPolicy(kind, namespace, storedName)} (stored)`);
