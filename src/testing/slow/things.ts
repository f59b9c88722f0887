import { assertNever } from '../../base/assert';
import type { Cluster, Endpoint, NetworkSet } from '../../model/cluster';
import type { HostEndpointResource } from '../../model/resource';
import type { Unknown } from '../../model/verdict';
import { matchSelector, unknownLabel } from '../../selector/match';
import { parseSelector } from '../../selector/parse';
import { certain, open, type Finding } from './finding';

/** What a selector in a rule can select: endpoints, host endpoints and network sets (calico-semantics 5.4). */
export type Thing =
  | { readonly kind: 'endpoint'; readonly endpoint: Endpoint }
  | { readonly kind: 'host'; readonly host: HostEndpointResource }
  | { readonly kind: 'set'; readonly set: NetworkSet };

export const thingsOf = (cluster: Cluster): readonly Thing[] => [
  ...cluster.endpoints.map((endpoint) => ({ kind: 'endpoint' as const, endpoint })),
  ...cluster.hostEndpoints.map((host) => ({ kind: 'host' as const, host })),
  ...cluster.networkSets.map((set) => ({ kind: 'set' as const, set })),
];

/** Whether the selector selects the thing by its labels, own and inherited. One that does not parse selects none. */
export function selects(cluster: Cluster, selector: string, thing: Thing): Finding {
  const parsed = parseSelector(selector);
  if (!parsed.ok) return certain(false);
  const missing: Unknown[] = [];
  const truth = matchSelector(parsed.value, (key) => labelOf(cluster, thing, key, missing));
  return truth === 'maybe' ? open(...missing) : certain(truth === 'yes');
}

type Label = string | undefined | typeof unknownLabel;

/** The first of: a label that Calico sets, an own one, one that a profile gives (5.1). Notes what is missing. */
function labelOf(cluster: Cluster, thing: Thing, key: string, missing: Unknown[]): Label {
  switch (thing.kind) {
    case 'endpoint':
      return endpointLabel(cluster, thing.endpoint, key, missing);
    case 'host':
      return thing.host.meta.labels.get(key) ?? firstOf(cluster, thing.host.profiles, key, missing);
    case 'set': {
      const { namespace, labels } = thing.set;
      if (namespace === undefined) return labels.get(key);
      if (key === 'projectcalico.org/namespace') return namespace;
      return labels.get(key) ?? firstOf(cluster, [`kns.${namespace}`], key, missing);
    }
    default:
      return assertNever(thing);
  }
}

function endpointLabel(cluster: Cluster, endpoint: Endpoint, key: string, missing: Unknown[]): Label {
  const { id, namespace, serviceAccount, labels, labelsKnown, profiles } = endpoint;
  const unknownAccount = (): Label => {
    missing.push({ kind: 'service-account', endpoint: id });
    return unknownLabel;
  };
  if (key === 'projectcalico.org/namespace') return namespace;
  if (key === 'projectcalico.org/orchestrator') return 'k8s';
  if (key === 'projectcalico.org/serviceaccount') return serviceAccount ?? unknownAccount();
  const inherited = key.startsWith('pcns.') || key.startsWith('pcsa.');
  const own = inherited ? undefined : labels.get(key);
  if (own !== undefined) return own;
  if (!inherited && !labelsKnown) {
    missing.push({ kind: 'pod-labels', endpoint: id });
    return unknownLabel;
  }
  const given = firstOf(cluster, profiles, key, missing);
  if (given !== undefined) return given;
  return key.startsWith('pcsa.') && serviceAccount === undefined ? unknownAccount() : undefined;
}

function firstOf(cluster: Cluster, profiles: readonly string[], key: string, missing: Unknown[]): Label {
  for (const profile of profiles) {
    const label = profileLabel(cluster, profile, key, missing);
    if (label !== undefined) return label;
  }
  return undefined;
}

/** What a profile applies to the objects that name it. Source: calico-semantics 1.4. */
function profileLabel(cluster: Cluster, profile: string, key: string, missing: Unknown[]): Label {
  if (profile.startsWith('kns.') && key.startsWith('pcns.')) {
    const name = profile.slice('kns.'.length);
    if (key === 'pcns.projectcalico.org/name') return name;
    const namespace = cluster.namespaces.get(name);
    const label = namespace?.labels.get(key.slice('pcns.'.length));
    if (label !== undefined || namespace?.known === true) return label;
    // The API server gives every namespace this one.
    if (key === 'pcns.kubernetes.io/metadata.name') return name;
    missing.push({ kind: 'namespace-labels', namespace: name });
    return unknownLabel;
  }
  if (profile.startsWith('ksa.') && key.startsWith('pcsa.')) {
    const [, namespace = '', name = ''] = /^ksa\.([^.]*)\.(.*)$/.exec(profile) ?? [];
    if (key === 'pcsa.projectcalico.org/name') return name;
    const account = cluster.serviceAccounts.get(`${namespace}/${name}`);
    const label = account?.labels.get(key.slice('pcsa.'.length));
    if (label !== undefined || account?.known === true) return label;
    missing.push({ kind: 'service-account-labels', account: `${namespace}/${name}` });
    return unknownLabel;
  }
  return cluster.profiles.get(profile)?.labelsToApply.get(key);
}
