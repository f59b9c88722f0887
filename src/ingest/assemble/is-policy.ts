import type { CalicoPolicyResource, PolicyKind, PolicyResource, Resource } from '../../model/resource';

const policyKinds: Readonly<Record<PolicyKind, true>> = {
  NetworkPolicy: true,
  GlobalNetworkPolicy: true,
  StagedNetworkPolicy: true,
  StagedGlobalNetworkPolicy: true,
  KubernetesNetworkPolicy: true,
  StagedKubernetesNetworkPolicy: true,
  ClusterNetworkPolicy: true,
  AdminNetworkPolicy: true,
  BaselineAdminNetworkPolicy: true,
};

export const isPolicy = (resource: Resource): resource is PolicyResource => Object.hasOwn(policyKinds, resource.kind);

export const isCalicoPolicy = (resource: Resource): resource is CalicoPolicyResource => 'rejected' in resource;
