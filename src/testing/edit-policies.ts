/** Edits of policies, one after the other: of clusters that differ in nothing else. */
import type { Cluster, Policy } from '../model/cluster';
import type { CalicoPolicyResource, CalicoRule, KubernetesPolicyResource } from '../model/resource';
import type { Random } from './generate/random';
import { orders } from './generate/words';

/** Some of the policies of `complete`, and then so many edits: each adds, removes or changes one. */
export function editedClusters(complete: Cluster, random: Random, edits: number): readonly Cluster[] {
  const versions: Cluster[] = [];
  const share = random.pick([0.1, 0.3, 0.6]);
  let policies: readonly (Policy | undefined)[] = complete.policies.map((policy) =>
    random.chance(share) ? policy : undefined,
  );
  for (let i = 0; i <= edits; i += 1) {
    versions.push({ ...complete, policies: policies.filter((policy) => policy !== undefined) });
    const place = random.below(policies.length);
    policies = policies.with(place, edited(policies[place], complete.policies, place, random));
  }
  return versions;
}

function edited(own: Policy | undefined, all: readonly Policy[], place: number, random: Random): Policy | undefined {
  if (own === undefined) return all[place];
  return random.chance(0.2) ? undefined : changed(own, random.pick(all), random);
}

/** With something of another policy, where it can have that. */
function changed(policy: Policy, other: Policy, random: Random): Policy {
  const { resource } = policy;
  switch (resource.kind) {
    case 'NetworkPolicy':
    case 'GlobalNetworkPolicy':
    case 'StagedNetworkPolicy':
    case 'StagedGlobalNetworkPolicy': {
      const tier = resource.kind.endsWith('NetworkPolicy') && isCalico(other.resource) ? other.tier : policy.tier;
      return random.chance(0.15)
        ? { ...policy, tier }
        : { ...policy, resource: changedCalico(resource, other.resource, random) };
    }
    case 'KubernetesNetworkPolicy':
    case 'StagedKubernetesNetworkPolicy':
      return { ...policy, resource: changedKubernetes(resource, other.resource, random) };
    default:
      return { ...policy, resource: { ...resource, ingress: resource.egress, egress: resource.ingress } };
  }
}

const isCalico = (resource: Policy['resource']): resource is CalicoPolicyResource =>
  'stagedAction' in resource && 'doNotTrack' in resource;

function changedCalico(own: CalicoPolicyResource, other: Policy['resource'], random: Random): CalicoPolicyResource {
  const changes: (() => Partial<CalicoPolicyResource>)[] = [
    () => ({ ingress: own.ingress.map(exchanged), egress: own.egress.map(exchanged) }),
    () => ({ order: random.pick(orders) }),
    () => ({ types: random.some(['Ingress', 'Egress'] as const, 2) }),
    () => ({ ingress: own.egress, egress: own.ingress }),
    () => ({ ingress: own.ingress.slice(1) }),
    () => ({
      egress: own.egress.map((rule) => ({
        ...rule,
        destination: { ...rule.destination, ports: [{ kind: 'range', first: 53, last: 80 }] },
      })),
    }),
    () => (isCalico(other) ? { selector: other.selector } : { selector: '' }),
    () => (isCalico(other) ? { ingress: [...own.ingress, ...other.ingress] } : {}),
    () => (isCalico(other) ? { egress: [...other.egress, ...own.egress] } : {}),
  ];
  return { ...own, ...random.pick(changes)() };
}

const exchanged = (rule: CalicoRule): CalicoRule => ({
  ...rule,
  action: rule.action === 'Allow' ? 'Deny' : rule.action === 'Deny' ? 'Allow' : rule.action,
});

function changedKubernetes(
  own: KubernetesPolicyResource,
  other: Policy['resource'],
  random: Random,
): KubernetesPolicyResource {
  const from = 'podSelector' in other ? other : own;
  const changes: (() => Partial<KubernetesPolicyResource>)[] = [
    () => ({ ingress: own.egress, egress: own.ingress }),
    () => ({ types: random.some(['Ingress', 'Egress'] as const, 2) }),
    () => ({ podSelector: from.podSelector }),
    () => ({ ingress: [...own.ingress, ...from.ingress] }),
    () => ({ egress: from.egress }),
  ];
  return { ...own, ...random.pick(changes)() };
}
