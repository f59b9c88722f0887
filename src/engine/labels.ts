/**
 * Effective labels: own ones first, then those of each profile in its order, with what the input does not tell
 * kept apart from what is absent. Source: calico-semantics 5.1.
 */
import type { Cluster, Endpoint, LabelledObject, NetworkSet } from '../model/cluster';
import type { HostEndpointResource, Labels } from '../model/resource';
import { unknownLabel, type LabelLookup } from '../selector/match';

type Found = ReturnType<LabelLookup>;

/** `own` in place of its own labels, for what it has of others. */
export function endpointLabels(cluster: Cluster, endpoint: Endpoint, own: Labels = endpoint.labels): LabelLookup {
  const inherited = labelsOfProfiles(cluster, endpoint.profiles);
  return (key) => {
    if (key === 'projectcalico.org/namespace') return endpoint.namespace;
    if (key === 'projectcalico.org/orchestrator') return 'k8s';
    if (key === 'projectcalico.org/serviceaccount') return endpoint.serviceAccount ?? unknownLabel;
    if (!isInherited(key)) {
      const label = own.get(key);
      if (label !== undefined) return label;
      if (!endpoint.labelsKnown) return unknownLabel;
    }
    if (key.startsWith('pcsa.') && endpoint.serviceAccount === undefined) return unknownLabel;
    return inherited(key);
  };
}

/** Whether an endpoint's own label of that name is heard; Calico gives the others. */
export const ownLabelCounts = (key: string): boolean => !isInherited(key) && !calicoKeys.has(key);

const isInherited = (key: string): boolean => key.startsWith('pcns.') || key.startsWith('pcsa.');

const calicoKeys: ReadonlySet<string> = new Set([
  'projectcalico.org/namespace',
  'projectcalico.org/orchestrator',
  'projectcalico.org/serviceaccount',
]);

/** A namespaced set answers to its namespace's labels too. */
export function networkSetLabels(cluster: Cluster, set: NetworkSet): LabelLookup {
  const { namespace } = set;
  if (namespace === undefined) return (key) => set.labels.get(key);
  const inherited = labelsOfProfiles(cluster, [`kns.${namespace}`]);
  return (key) => {
    if (key === 'projectcalico.org/namespace') return namespace;
    return set.labels.get(key) ?? inherited(key);
  };
}

export function hostEndpointLabels(cluster: Cluster, host: HostEndpointResource): LabelLookup {
  const inherited = labelsOfProfiles(cluster, host.profiles);
  return (key) => host.meta.labels.get(key) ?? inherited(key);
}

/** What profiles say, the first that says something. Who they are is looked up when the first key is asked for. */
function labelsOfProfiles(cluster: Cluster, profiles: readonly string[]): LabelLookup {
  const plain = cluster.profiles.size === 0;
  const lookups: LabelLookup[] = [];
  return (key) => {
    // Profiles that Calico makes have no labels of other names.
    if (plain && !isInherited(key)) return undefined;
    for (let i = 0; i < profiles.length; i += 1) {
      const label = (lookups[i] ??= labelsOfProfile(cluster, profiles[i] as string))(key);
      if (label !== undefined) return label;
    }
    return undefined;
  };
}

function labelsOfProfile(cluster: Cluster, profile: string): LabelLookup {
  const namespace = namespaceOfProfile(profile);
  if (namespace !== undefined) {
    const object = cluster.namespaces.get(namespace);
    return (key) => inheritedLabel(object, namespace, 'pcns.', key);
  }
  const account = accountOfProfile(profile);
  if (account !== undefined) {
    const object = cluster.serviceAccounts.get(account.id);
    return (key) => inheritedLabel(object, account.name, 'pcsa.', key);
  }
  const labels = cluster.profiles.get(profile)?.labelsToApply;
  return (key) => labels?.get(key);
}

function inheritedLabel(object: LabelledObject | undefined, name: string, prefix: string, key: string): Found {
  if (!key.startsWith(prefix)) return undefined;
  const label = key.slice(prefix.length);
  if (label === 'projectcalico.org/name') return name;
  if (prefix === 'pcns.' && label === 'kubernetes.io/metadata.name') return name;
  return object === undefined || !object.known ? unknownLabel : object.labels.get(label);
}

/** The namespace whose profile `kns.<namespace>` is; `undefined` for other profiles. */
export const namespaceOfProfile = (profile: string): string | undefined =>
  profile.startsWith('kns.') ? profile.slice('kns.'.length) : undefined;

/** The service account whose profile `ksa.<namespace>.<account>` is. Namespaces have no dots. */
export function accountOfProfile(profile: string): { readonly id: string; readonly name: string } | undefined {
  if (!profile.startsWith('ksa.')) return undefined;
  const rest = profile.slice('ksa.'.length);
  const dot = rest.indexOf('.');
  if (dot === -1) return undefined;
  const name = rest.slice(dot + 1);
  return { id: `${rest.slice(0, dot)}/${name}`, name };
}
