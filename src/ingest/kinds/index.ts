/** Every kind that is read, by API group and kind: `NetworkPolicy` and `Node` exist in more than one group. */
import { adminPolicyReaders } from './read-admin-policy';
import { calicoPolicyReaders } from './read-calico-policy';
import { endpointSliceReader, endpointsReader } from './read-endpoint-slice';
import { felixConfigurationReader } from './read-felix-configuration';
import { hostEndpointReader } from './read-host-endpoint';
import { ipPoolReader } from './read-ip-pool';
import type { KindReader } from './kind-reader';
import { kubernetesPolicyReader, stagedKubernetesPolicyReader } from './read-kubernetes-policy';
import { namespaceReader, serviceAccountReader } from './read-namespace';
import { networkSetReaders } from './read-network-set';
import { calicoNodeReader, nodeReader } from './read-node';
import { podReader } from './read-pod';
import { profileReader } from './read-profile';
import { serviceReader } from './read-service';
import { tierReader } from './read-tier';
import { workloadEndpointReader } from './read-workload-endpoint';
import { workloadReaders } from './read-workload';

export const kindReaders: readonly KindReader[] = [
  namespaceReader,
  serviceAccountReader,
  podReader,
  ...workloadReaders,
  serviceReader,
  endpointSliceReader,
  endpointsReader,
  nodeReader,
  kubernetesPolicyReader,
  ...adminPolicyReaders,
  ...calicoPolicyReaders,
  stagedKubernetesPolicyReader,
  tierReader,
  ...networkSetReaders,
  profileReader,
  workloadEndpointReader,
  hostEndpointReader,
  felixConfigurationReader,
  ipPoolReader,
  calicoNodeReader,
];

/** `projectcalico.org` of `projectcalico.org/v3`; `''` for the core group, whose versions stand alone: `v1`. */
export const groupOf = (apiVersion: string): string => {
  const slash = apiVersion.indexOf('/');
  return slash === -1 ? '' : apiVersion.slice(0, slash);
};

export const groupsOf = ({ apiVersions }: KindReader): readonly string[] => apiVersions.map(groupOf);

const byGroupAndKind: ReadonlyMap<string, KindReader> = new Map(
  kindReaders.flatMap((reader) => groupsOf(reader).map((group) => [`${group}/${reader.kind}`, reader] as const)),
);

export const readerFor = (group: string, kind: string): KindReader | undefined =>
  byGroupAndKind.get(`${group}/${kind}`);
