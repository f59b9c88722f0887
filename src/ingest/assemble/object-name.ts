import type { Resource } from '../../model/resource';

/** `Kubernetes NetworkPolicy shop/web`: what sentences call an object. */
export function nameOfObject(resource: Resource): string {
  const { name, namespace } = resource.meta;
  return `${calledOf(resource)} ${namespace === undefined ? '' : `${namespace}/`}${name}`;
}

function calledOf(resource: Resource): string {
  switch (resource.kind) {
    case 'KubernetesNetworkPolicy':
      return 'Kubernetes NetworkPolicy';
    case 'Workload':
      return resource.workloadKind;
    case 'EndpointSlice':
      return resource.legacy ? 'Endpoints' : 'EndpointSlice';
    default:
      return resource.kind;
  }
}
