/** Shell commands that export what the page reads. Read-only; none of them prints a Secret or a container's environment. */
import { assertNever } from '../base/assert';
import type { Unknown } from '../model/verdict';

export interface ExportCommand {
  readonly what: string;
  readonly command: string;
}

/** One row a pod, with what a plain table leaves out: ports, service account. Source: input-formats 8.2. */
const podTemplate =
  '{"namespace\\tpod\\tphase\\tips\\tnode\\thostNetwork\\tserviceAccount\\tgenerateName\\tlabels\\tports\\tinitPorts\\n"}' +
  '{range .items[*]}{.metadata.namespace}{"\\t"}{.metadata.name}{"\\t"}{.status.phase}{"\\t"}{.status.podIPs[*].ip}' +
  '{"\\t"}{.spec.nodeName}{"\\t"}{.spec.hostNetwork}{"\\t"}{.spec.serviceAccountName}{"\\t"}{.metadata.generateName}' +
  '{"\\t"}{.metadata.labels}{"\\t"}{.spec.containers[*].ports}{"\\t"}{.spec.initContainers[*].ports}{"\\n"}{end}';

const podsCommand = (where: string): string => `kubectl get pods ${where} -o jsonpath='${podTemplate}' > pods.tsv`;

/** Everything, in three commands. */
export const exportCommands: readonly ExportCommand[] = [
  {
    what: 'Services, namespaces and Kubernetes policies',
    command:
      'kubectl get namespaces,serviceaccounts,services,endpointslices.discovery.k8s.io,nodes,networkpolicies.networking.k8s.io -A -o yaml > cluster.yaml',
  },
  { what: 'Pods: labels, addresses and ports, no environment', command: podsCommand('-A') },
  {
    what: 'Calico policies, tiers and network sets',
    command: `kubectl get "$(kubectl api-resources --api-group=projectcalico.org --verbs=list -o name | grep -E 'polic|^tiers|networksets|hostendpoints|^profiles|ippools|felixconf' | paste -sd, -)" -A -o yaml > calico.yaml`,
  },
];

/** The command that would export what is missing. */
export function exportCommandFor(unknown: Unknown): string {
  switch (unknown.kind) {
    case 'namespace-labels':
      return `kubectl get namespace ${shellWord(unknown.namespace)} -o yaml > namespace.yaml`;
    case 'pod-labels':
    case 'service-account':
    case 'address':
    case 'ports':
      return podsCommand(`-n ${namespaceOf(unknown.endpoint)}`);
    case 'service-account-labels':
      return `kubectl get serviceaccount -n ${namespaceOf(unknown.account)} ${nameOf(unknown.account)} -o yaml > account.yaml`;
    case 'tier':
      return 'kubectl get tiers.projectcalico.org -o yaml > tiers.yaml';
    case 'service-endpoints':
      return `kubectl get services,endpointslices.discovery.k8s.io -n ${namespaceOf(unknown.service)} -o yaml > services.yaml`;
    case 'profile':
      return 'kubectl get profiles.projectcalico.org -o yaml > profiles.yaml';
    default:
      return assertNever(unknown);
  }
}

const namespaceOf = (id: string): string => shellWord(id.slice(0, id.indexOf('/')));
const nameOf = (id: string): string => shellWord(id.slice(id.indexOf('/') + 1));

/** Names come from files of unknown origin and the command will be pasted into a shell: quoted unless harmless. */
const shellWord = (name: string): string =>
  /^[A-Za-z0-9][A-Za-z0-9._-]*$/.test(name) ? name : `'${name.replaceAll("'", `'\\''`)}'`;
