import { groupBy } from '../../base/collections';
import { sortedBy } from '../../base/order';
import type { Policy, Regime } from '../../model/cluster';
import type { Report } from '../../model/diagnostic';
import { policyId } from '../../model/ids';
import type { PolicyKind, PolicyResource } from '../../model/resource';
import { isCalicoPolicy, isPolicy } from './is-policy';
import { nameOfObject } from './object-name';
import { idOfPolicy, nameOfPolicy, writtenTier, type PolicyName } from './policy-names';
import { placeOfTier } from './tiers';
import type { EachObject } from './each-object';

/** The policies that the regime knows, each with its identity, by id. */
export function assemblePolicies(
  { lists, storedNames }: EachObject,
  regime: Regime,
  report: Report,
): readonly Policy[] {
  const written = lists.flatMap((list) => (list[0] !== undefined && isPolicy(list[0]) ? list.filter(isPolicy) : []));
  const originals = originalsOf(written);
  const policies = written.flatMap((resource): readonly Policy[] => {
    if (isCopyOf(resource, originals)) return tellCopy(resource, report);
    if (isEmptyHanded(resource)) return [];
    const reason = whyLeftOut(resource, regime);
    if (reason !== undefined) return tellLeftOut(resource, reason, report);
    const identity = nameOfPolicy(resource, regime, storedNames.get(resource));
    checkTier(resource, identity, regime, report);
    return [policyOf(resource, identity)];
  });
  return sortedBy(withDistinctIds(policies), ({ id }) => id);
}

/** Made once of a resource while its identity stays, so that who compares two clusters finds what an edit changed. */
function policyOf(resource: PolicyResource, identity: PolicyName): Policy {
  const known = made.get(resource);
  if (known?.storedName === identity.storedName && known.tier === identity.tier && known.name === identity.name)
    return known;
  const { namespace } = resource.meta;
  const policy = { id: idOfPolicy(resource.kind, namespace, identity.name), namespace, resource, ...identity };
  made.set(resource, policy);
  return policy;
}

const made = new WeakMap<PolicyResource, Policy>();

/** Names of Kubernetes policies, where a policy looks like Calico's view of one. */
function originalsOf(written: readonly PolicyResource[]): ReadonlySet<string> {
  if (!written.some(looksLikeCopy)) return new Set();
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

function tellCopy(resource: PolicyResource, report: Report): readonly Policy[] {
  report({
    code: 'resource/duplicate',
    severity: 'info',
    message: `${nameOfObject(resource)} is Calico's view of a Kubernetes NetworkPolicy of the input.`,
    at: resource.meta.at,
    hint: 'The original counts.',
  });
  return [];
}

function tellLeftOut(resource: PolicyResource, reason: string, report: Report): readonly Policy[] {
  report({
    code: 'resource/not-enforced',
    severity: 'error',
    message: `${nameOfObject(resource)} is not enforced: ${reason}.`,
    at: resource.meta.nameAt ?? resource.meta.at,
    hint: 'It is left out.',
  });
  return [];
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
function withDistinctIds(policies: readonly Policy[]): readonly Policy[] {
  return [...groupBy(policies, ({ id }) => id).values()].flatMap((same) =>
    same.length === 1
      ? same
      : same.map((policy) => ({
          ...policy,
          id: idOfStored(policy.resource.kind, policy.namespace, policy.storedName),
        })),
  );
}

const idOfStored = (kind: PolicyKind, namespace: string | undefined, storedName: string) =>
  policyId(`${idOfPolicy(kind, namespace, storedName)} (stored)`);
