/**
 * Which field stands in which, for the kinds that people paste from pages that lost the indentation. Only for
 * putting that back: readers of kinds say what a field means. Source: input-formats 2.3, 2.5.
 */

export type Shape =
  /** One value, never nested. */
  | { readonly kind: 'value' }
  /** A list of values. */
  | { readonly kind: 'values' }
  /** A map whose keys are the author's. */
  | { readonly kind: 'free' }
  | { readonly kind: 'map'; readonly fields: Fields }
  | { readonly kind: 'list'; readonly fields: Fields };

export type Fields = ReadonlyMap<string, Shape>;

const value: Shape = { kind: 'value' };
const values: Shape = { kind: 'values' };
const free: Shape = { kind: 'free' };
const fields = (names: string, nested: Readonly<Record<string, Shape>> = {}): Fields =>
  new Map([...(names.match(/\w+/g) ?? []).map((name): [string, Shape] => [name, value]), ...Object.entries(nested)]);
const map = (inside: Fields): Shape => ({ kind: 'map', fields: inside });
const list = (inside: Fields): Shape => ({ kind: 'list', fields: inside });

const metadata = map(
  fields('name generateName namespace uid resourceVersion creationTimestamp generation', {
    labels: free,
    annotations: free,
  }),
);

const labelSelector = map(
  fields('', { matchLabels: free, matchExpressions: list(fields('key operator', { values })) }),
);
const peers = list(
  fields('', {
    podSelector: labelSelector,
    namespaceSelector: labelSelector,
    ipBlock: map(fields('cidr', { except: values })),
  }),
);
const peerPorts = list(fields('protocol port endPort'));
const kubernetesSpec = fields('stagedAction', {
  podSelector: labelSelector,
  policyTypes: values,
  ingress: list(fields('', { from: peers, ports: peerPorts })),
  egress: list(fields('', { to: peers, ports: peerPorts })),
});

const entity = map(
  fields('selector notSelector namespaceSelector', {
    nets: values,
    notNets: values,
    ports: values,
    notPorts: values,
    serviceAccounts: map(fields('selector', { names: values })),
    services: map(fields('name namespace')),
  }),
);
const icmp = map(fields('type code'));
const rules = list(
  fields('action protocol notProtocol ipVersion', {
    icmp,
    notICMP: icmp,
    source: entity,
    destination: entity,
    http: map(fields('', { methods: values, paths: list(fields('exact prefix')) })),
  }),
);
const calicoSpec = fields(
  'tier order selector namespaceSelector serviceAccountSelector doNotTrack preDNAT applyOnForward stagedAction',
  { types: values, ingress: rules, egress: rules },
);

const specs: ReadonlyMap<string, Fields> = new Map([
  ['GlobalNetworkPolicy', calicoSpec],
  ['StagedNetworkPolicy', calicoSpec],
  ['StagedGlobalNetworkPolicy', calicoSpec],
  ['StagedKubernetesNetworkPolicy', kubernetesSpec],
  ['Tier', fields('order defaultAction')],
  ['NetworkSet', fields('', { nets: values })],
  ['GlobalNetworkSet', fields('', { nets: values })],
  ['Namespace', fields('', { finalizers: values })],
  ['ServiceAccount', fields('')],
  ['IPPool', fields('cidr ipipMode vxlanMode natOutgoing nodeSelector blockSize disabled', { allowedUses: values })],
  [
    'HostEndpoint',
    fields('node interfaceName', {
      expectedIPs: values,
      profiles: values,
      ports: list(fields('name protocol port')),
    }),
  ],
  [
    'Service',
    fields('type clusterIP externalTrafficPolicy sessionAffinity', {
      selector: free,
      externalIPs: values,
      clusterIPs: values,
      ports: list(fields('name protocol port targetPort nodePort')),
    }),
  ],
]);

/** The fields of a whole object; `undefined` for kinds that are not listed. */
export function fieldsOf(apiVersion: string, kind: string): Fields | undefined {
  const kubernetes = /^(?:networking\.k8s\.io|extensions)\//.test(apiVersion);
  const spec = kind === 'NetworkPolicy' ? (kubernetes ? kubernetesSpec : calicoSpec) : specs.get(kind);
  return spec === undefined ? undefined : fields('apiVersion kind', { metadata, spec: map(spec) });
}

/** Every field name of every kind above. */
export const knownFields: ReadonlySet<string> = new Set([
  'apiVersion',
  'kind',
  'metadata',
  'spec',
  ...[metadata, ...[...specs.values(), kubernetesSpec].map(map)].flatMap(namesIn),
]);

function namesIn(shape: Shape): readonly string[] {
  if (shape.kind !== 'map' && shape.kind !== 'list') return [];
  return [...shape.fields].flatMap(([name, inner]) => [name, ...namesIn(inner)]);
}
