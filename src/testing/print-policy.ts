import { dump } from 'js-yaml';
import { assertNever } from '../base/assert';
import type { Policy } from '../model/cluster';
import { printProtocol } from '../model/flow';
import type { AdminPeer, AdminPolicyResource, AdminPort, AdminRule, CalicoPolicyResource } from '../model/resource';
import type {
  CalicoRule,
  EntityRule,
  KubernetesPolicyResource,
  KubernetesRule,
  LabelSelector,
} from '../model/resource';
import type { PolicyResource, PortMatch, ProtocolMatch } from '../model/resource';

export const calico = 'projectcalico.org/v3';

/** A YAML document, without what is `undefined`. */
export const document = (value: object): string => dump(lean(value), { lineWidth: -1 });

export const object = (apiVersion: string, kind: string, metadata: object, spec?: object, status?: object): string =>
  document({ apiVersion, kind, metadata, spec, status });

function lean(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(lean);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([, part]) => part !== undefined);
  return Object.fromEntries(entries.map(([key, part]) => [key, lean(part)]));
}

/** One document. */
export function printPolicy({ name, namespace, tier, resource }: Policy): string {
  const group = groupOf(resource);
  const kind = resource.kind === 'KubernetesNetworkPolicy' ? 'NetworkPolicy' : resource.kind;
  const rejected =
    'rejected' in resource && resource.rejected !== undefined ? `# rejected: ${resource.rejected}\n` : '';
  return rejected + object(group, kind, { name, namespace }, specOf(resource, tier));
}

function groupOf({ kind }: PolicyResource): string {
  if (kind === 'KubernetesNetworkPolicy') return 'networking.k8s.io/v1';
  if (kind === 'ClusterNetworkPolicy') return 'policy.networking.k8s.io/v1alpha2';
  return kind === 'AdminNetworkPolicy' || kind === 'BaselineAdminNetworkPolicy'
    ? 'policy.networking.k8s.io/v1alpha1'
    : calico;
}

function specOf(resource: PolicyResource, tier: string): object {
  switch (resource.kind) {
    case 'NetworkPolicy':
    case 'GlobalNetworkPolicy':
    case 'StagedNetworkPolicy':
    case 'StagedGlobalNetworkPolicy':
      return calicoSpec(resource, tier);
    case 'KubernetesNetworkPolicy':
    case 'StagedKubernetesNetworkPolicy':
      return kubernetesSpec(resource);
    case 'ClusterNetworkPolicy':
    case 'AdminNetworkPolicy':
    case 'BaselineAdminNetworkPolicy':
      return adminSpec(resource);
    default:
      return assertNever(resource);
  }
}

const calicoSpec = (resource: CalicoPolicyResource, tier: string): object => ({
  tier,
  order: resource.order,
  selector: resource.selector || undefined,
  namespaceSelector: resource.namespaceSelector || undefined,
  serviceAccountSelector: resource.serviceAccountSelector || undefined,
  types: resource.types,
  ingress: resource.ingress.map(calicoRule),
  egress: resource.egress.map(calicoRule),
  doNotTrack: resource.doNotTrack || undefined,
  preDNAT: resource.preDNAT || undefined,
  applyOnForward: resource.applyOnForward || undefined,
  stagedAction: resource.stagedAction,
});

export const calicoRule = (rule: CalicoRule): object => ({
  action: rule.action,
  ipVersion: rule.ipVersion,
  protocol: protocolText(rule.protocol),
  notProtocol: protocolText(rule.notProtocol),
  icmp: rule.icmp,
  notICMP: rule.notICMP,
  source: entity(rule.source),
  destination: entity(rule.destination),
  http: rule.http,
});

const protocolText = (protocol: ProtocolMatch | undefined) => protocol && (protocol.name ?? protocol.number);

function entity(given: EntityRule): object | undefined {
  const listed = <T>(items: readonly T[], text: (item: T) => unknown) =>
    items.length === 0 ? undefined : items.map(text);
  const { serviceAccounts, services } = given;
  const written = {
    selector: given.selector || undefined,
    notSelector: given.notSelector || undefined,
    namespaceSelector: given.namespaceSelector || undefined,
    nets: listed(given.nets, ({ text }) => text),
    notNets: listed(given.notNets, ({ text }) => text),
    ports: listed(given.ports, portText),
    notPorts: listed(given.notPorts, portText),
    serviceAccounts: serviceAccounts && {
      names: listed(serviceAccounts.names, (name) => name),
      selector: serviceAccounts.selector || undefined,
    },
    services: services && { name: services.name, namespace: services.namespace || undefined },
  };
  return Object.values(written).every((part) => part === undefined) ? undefined : written;
}

const portText = (port: PortMatch): string | number =>
  port.kind === 'name' ? port.name : port.first === port.last ? port.first : `${port.first}:${port.last}`;

const labelSelector = ({ matchLabels, matchExpressions }: LabelSelector): object => ({
  matchLabels: matchLabels.size === 0 ? undefined : Object.fromEntries(matchLabels),
  matchExpressions:
    matchExpressions.length === 0
      ? undefined
      : matchExpressions.map((term) => ({ ...term, values: term.values.length === 0 ? undefined : term.values })),
});

const kubernetesSpec = (resource: KubernetesPolicyResource): object => ({
  podSelector: labelSelector(resource.podSelector),
  // Where a promoted policy would have other types, none are written.
  policyTypes: String(resource.promotedTypes ?? resource.types) === String(resource.types) ? resource.types : undefined,
  ingress: resource.ingress.map((rule) => kubernetesRule(rule, 'from')),
  egress: resource.egress.map((rule) => kubernetesRule(rule, 'to')),
  stagedAction: resource.stagedAction,
});

const kubernetesRule = ({ peers, ports, broken }: KubernetesRule, key: 'from' | 'to'): object => ({
  [key]: peers.map(({ podSelector, namespaceSelector, ipBlock }) => ({
    podSelector: podSelector && labelSelector(podSelector),
    namespaceSelector: namespaceSelector && labelSelector(namespaceSelector),
    ipBlock: ipBlock && { cidr: ipBlock.text, except: ipBlock.except.map(({ text }) => text) },
  })),
  ports: [
    ...ports.map(({ protocol, port }) => ({
      protocol: printProtocol(protocol),
      port: port && (port.kind === 'name' ? port.name : port.first),
      endPort: port?.kind === 'range' && port.last !== port.first ? port.last : undefined,
    })),
    ...(broken === undefined ? [] : [{ port: 'does:not parse' }]),
  ],
});

function adminSpec({ kind, tier, priority, subject, ingress, egress }: AdminPolicyResource): object {
  const rule = (key: 'from' | 'to') => (given: AdminRule) => adminRule(given, key, kind);
  return {
    tier: kind === 'ClusterNetworkPolicy' ? tier : undefined,
    priority: kind === 'BaselineAdminNetworkPolicy' ? undefined : priority,
    subject: subject && {
      pods: { namespaceSelector: labelSelector(subject.namespaces), podSelector: labelSelector(subject.pods) },
    },
    ingress: ingress.map(rule('from')),
    egress: egress.map(rule('to')),
  };
}

const adminRule = (
  { action, peers, ports }: AdminRule,
  key: 'from' | 'to',
  kind: AdminPolicyResource['kind'],
): object => ({
  action: action === 'Allow' && kind === 'ClusterNetworkPolicy' ? 'Accept' : action,
  [key]: peers.map(adminPeer),
  [kind === 'ClusterNetworkPolicy' ? 'protocols' : 'ports']: ports?.map((port) => adminPort(port, kind)),
});

function adminPeer(peer: AdminPeer): object {
  switch (peer.kind) {
    case 'namespaces':
      return { namespaces: labelSelector(peer.namespaces) };
    case 'pods':
      return {
        pods: { namespaceSelector: labelSelector(peer.namespaces), podSelector: labelSelector(peer.pods) },
      };
    case 'networks':
      return { networks: peer.networks.map((net) => net?.text ?? 'does not parse') };
    case 'unsupported':
      return { [peer.field]: {} };
    default:
      return assertNever(peer);
  }
}

function adminPort(port: AdminPort, kind: AdminPolicyResource['kind']): object {
  if (port.kind === 'unknown') return {};
  if (port.kind === 'named') {
    return kind === 'ClusterNetworkPolicy' ? { destinationNamedPort: port.name } : { namedPort: port.name };
  }
  const protocol = printProtocol(port.protocol);
  const { first, last } = port.range ?? { first: 0, last: 65_535 };
  if (kind !== 'ClusterNetworkPolicy') return { portRange: { protocol, start: first, end: last } };
  const destinationPort = first === last ? { number: first } : { range: { start: first, end: last } };
  return { [protocol.toLowerCase()]: port.range === undefined ? {} : { destinationPort } };
}
