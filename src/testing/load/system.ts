import type { ContainerPort } from '../../model/resource';
import { labelsOf, tcp, type Application, type LoadNamespace } from './parts';

const namespace = (name: string): LoadNamespace => ({
  name,
  tenant: undefined,
  env: 'sys',
  labels: labelsOf({ 'kubernetes.io/metadata.name': name, env: 'sys' }),
});

const dns = namespace('kube-system');
const monitoring = namespace('monitoring');
const ingress = namespace('ingress');
const logging = namespace('logging');
const certificates = namespace('cert-manager');

export const systemNamespaces: readonly LoadNamespace[] = [dns, monitoring, ingress, logging, certificates];

const metrics = tcp('metrics', 9_153);

/** Those that every tenant talks to grow with the cluster; four small ones do not. */
export function systemApplications(pods: number): readonly Application[] {
  const some = Math.max(2, Math.floor(pods / 5_000));
  return [
    system(dns, 'coredns', some, [{ ...tcp('dns', 53), protocol: 17 }, tcp('dns-tcp', 53), metrics]),
    system(monitoring, 'prometheus', some, [tcp('http', 9_090)]),
    system(logging, 'aggregator', some, [tcp('forward', 24_224), metrics]),
    system(ingress, 'ingress-controller', 2 * some, [tcp('http', 8_080), tcp('https', 8_443), metrics]),
    system(dns, 'metrics-server', 2, [tcp('https', 4_443)]),
    system(monitoring, 'kube-state-metrics', 2, [tcp('http', 8_081), metrics]),
    system(certificates, 'cert-manager', 2, [metrics]),
    system(certificates, 'webhook', 2, [tcp('https', 10_250), metrics]),
  ];
}

const statefulNames = ['prometheus', 'aggregator'];

function system(
  namespace: LoadNamespace,
  name: string,
  replicas: number,
  ports: readonly ContainerPort[],
): Application {
  return {
    namespace,
    name,
    labels: labelsOf({ app: name, 'app.kubernetes.io/name': name }),
    ports,
    serviceAccount: name,
    stateful: statefulNames.includes(name),
    replicas,
    canaries: 0,
  };
}
