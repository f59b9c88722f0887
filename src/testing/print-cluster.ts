import { felixDefaults } from '../model/cluster';
import type { Cluster, Endpoint, FelixSettings, NetworkSet, Service, ServiceEndpoint } from '../model/cluster';
import { printProtocol } from '../model/flow';
import type { FailsafePort, HostEndpointResource, Labels } from '../model/resource';
import { printAddress } from '../net/address';
import { printCidr } from '../net/cidr';
import { calico, calicoRule, document, object, printPolicy } from './print-policy';

/**
 * The cluster as YAML that can be loaded again, for a report of a disagreement. What the input does not tell stands in
 * comments: no YAML of these kinds can say so.
 */
export function printCluster(cluster: Cluster): string {
  const objects = [
    ...[...cluster.namespaces].flatMap(([name, { labels, known }]) =>
      known
        ? [object('v1', 'Namespace', { name, labels: plain(labels) })]
        : [`# Namespace ${name}: not in the input\n`],
    ),
    ...[...cluster.serviceAccounts].flatMap(([id, { labels, known }]) =>
      known
        ? [object('v1', 'ServiceAccount', { ...named(id), labels: plain(labels) })]
        : [`# ServiceAccount ${id}: not in the input\n`],
    ),
    ...[...cluster.nodes.values()].map(({ name, addresses }) =>
      object('v1', 'Node', { name }, undefined, {
        addresses: addresses.map((own) => ({ type: 'InternalIP', address: printAddress(own) })),
      }),
    ),
    ...cluster.hostPods.map(({ id, node, addresses }) =>
      object(
        'v1',
        'Pod',
        named(id),
        { nodeName: node, hostNetwork: true, containers: [] },
        { podIPs: addresses.map((own) => ({ ip: printAddress(own) })) },
      ),
    ),
    ...cluster.endpoints.map(printPod),
    ...cluster.hostEndpoints.map(printHost),
    printFelix(cluster.felix),
    ...cluster.services.map(printService),
    ...[...cluster.serviceEndpoints].flatMap(([id, endpoints]) => endpoints.map((one, i) => printSlice(id, one, i))),
    ...cluster.networkSets.map(printSet),
    ...cluster.tiers.flatMap(({ name, order, defaultAction, at }) =>
      at === undefined ? [] : [object(calico, 'Tier', { name }, { order, defaultAction })],
    ),
    ...[...cluster.profiles.values()].map(({ name, labelsToApply, ingress, egress }) =>
      object(
        calico,
        'Profile',
        { name },
        { labelsToApply: plain(labelsToApply), ingress: ingress.map(calicoRule), egress: egress.map(calicoRule) },
      ),
    ),
    ...cluster.policies.map(printPolicy),
  ];
  const pools = cluster.pools.map(printCidr);
  const head = `# Calico ${cluster.regime}; tiers ${cluster.tiersKnown ? 'known' : 'unknown'}; pools: ${pools.join(', ') || 'unknown'}\n`;
  return head + objects.join('---\n');
}

const plain = (labels: Labels) => Object.fromEntries(labels);

const named = (id: string) => ({ namespace: id.split('/')[0], name: id.split('/')[1] });

function printPod(pod: Endpoint): string {
  const { id, labels, node, serviceAccount, addresses, profiles } = pod;
  const ports = (init: boolean) =>
    pod.ports
      .filter((port) => port.init === init)
      .map(({ name, protocol, port }) => ({ name, protocol: printProtocol(protocol), containerPort: port }));
  const unknown = [
    ...(pod.labelsKnown ? [] : ['labels']),
    ...(pod.portsKnown ? [] : ['ports']),
    ...(pod.addressesKnown ? [] : [`addresses (IPv${pod.families.join(', IPv')})`]),
    ...(serviceAccount === undefined ? ['service account'] : []),
  ];
  const comment = [
    ...(unknown.length === 0 ? [] : [`# not told: ${unknown.join(', ')}\n`]),
    ...(profiles.every((name) => name.startsWith('k')) ? [] : [`# profiles: ${profiles.join(', ')}\n`]),
  ].join('');
  return (
    comment +
    object(
      'v1',
      'Pod',
      { ...named(id), labels: plain(labels) },
      {
        nodeName: node,
        serviceAccountName: serviceAccount,
        containers: [{ name: 'c', ports: ports(false) }],
        initContainers: [{ name: 'i', ports: ports(true) }],
      },
      {
        phase: addresses.length === 0 && pod.addressesKnown ? 'Succeeded' : 'Running',
        podIPs: addresses.map((own) => ({ ip: printAddress(own) })),
      },
    )
  );
}

const printHost = (host: HostEndpointResource): string =>
  object(
    calico,
    'HostEndpoint',
    { name: host.meta.name, labels: plain(host.meta.labels) },
    {
      node: host.node,
      interfaceName: host.interfaceName,
      expectedIPs: host.expectedIPs.map(printAddress),
      profiles: host.profiles,
      ports: host.ports.map(({ name, protocol, port }) => ({ name, protocol: printProtocol(protocol), port })),
    },
  );

/** Failsafe ports that are Calico's own stay unsaid. */
const printFelix = ({ endpointToHost, failsafeInbound, failsafeOutbound }: FelixSettings): string =>
  object(
    calico,
    'FelixConfiguration',
    { name: 'default' },
    {
      defaultEndpointToHostAction: endpointToHost,
      failsafeInboundHostPorts:
        failsafeInbound === felixDefaults.failsafeInbound ? undefined : failsafeInbound.map(printFailsafe),
      failsafeOutboundHostPorts:
        failsafeOutbound === felixDefaults.failsafeOutbound ? undefined : failsafeOutbound.map(printFailsafe),
    },
  );

const printFailsafe = ({ protocol, port, net }: FailsafePort): object => ({
  protocol: printProtocol(protocol).toLowerCase(),
  port,
  net: net && printCidr(net),
});

const printService = ({ id, type, headless, addresses, ports, backends, externalTrafficPolicy }: Service): string =>
  `# backends: ${backends.map(({ endpoint, targets }) => `${endpoint} ${targets.join(' ')}`).join(', ')}\n` +
  object('v1', 'Service', named(id), {
    type,
    clusterIPs: headless ? ['None'] : addresses.map(printAddress),
    externalTrafficPolicy: type === 'NodePort' ? externalTrafficPolicy : undefined,
    ports: ports.map(({ protocol, port, nodePort }) => ({ protocol: printProtocol(protocol), port, nodePort })),
  });

function printSlice(id: string, { address, protocol, port }: ServiceEndpoint, index: number): string {
  const { namespace, name } = named(id);
  return document({
    apiVersion: 'discovery.k8s.io/v1',
    kind: 'EndpointSlice',
    metadata: { namespace, name: `${name}-${index}`, labels: { 'kubernetes.io/service-name': name } },
    addressType: `IPv${address.family}`,
    endpoints: [{ addresses: [printAddress(address)] }],
    ports: [{ protocol: printProtocol(protocol), port }],
  });
}

const printSet = ({ name, namespace, labels, nets }: NetworkSet): string =>
  object(
    calico,
    namespace === undefined ? 'GlobalNetworkSet' : 'NetworkSet',
    { name, namespace, labels: plain(labels) },
    { nets: nets.map(({ text }) => text) },
  );
