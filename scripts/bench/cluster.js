// @ts-check
/**
 * A cluster of so many pods as a YAML stream: ten apps of two pods a namespace, a service and a Kubernetes policy for each app,
 * and a tier over all of them. Regular on purpose: its size is what is measured.
 * @param {number} pods
 */
export function clusterOf(pods) {
  const documents = [
    object('projectcalico.org/v3', 'Tier', { name: 'security' }, { order: 100 }),
    object(
      'projectcalico.org/v3',
      'GlobalNetworkPolicy',
      { name: 'security.metadata' },
      {
        tier: 'security',
        order: 10,
        selector: 'all()',
        types: ['Egress'],
        egress: [{ action: 'Deny', destination: { nets: ['169.254.169.254/32'] } }, { action: 'Pass' }],
      },
    ),
  ];
  for (let index = 0; index < pods; index += 2) {
    const app = Math.floor(index / 2) % 10;
    const namespace = Math.floor(index / 20);
    if (app === 0) documents.push(namespaceOf(namespace));
    documents.push(...appOf(namespace, app, index));
  }
  return documents.map((document) => JSON.stringify(document)).join('\n---\n');
}

/**
 * @param {string} apiVersion
 * @param {string} kind
 * @param {object} metadata
 * @param {object} [spec]
 */
const object = (apiVersion, kind, metadata, spec) => ({ apiVersion, kind, metadata, spec });

/** @param {number} index */
function namespaceOf(index) {
  const name = `ns-${index}`;
  return object('v1', 'Namespace', {
    name,
    labels: { 'kubernetes.io/metadata.name': name, team: `team-${index % 7}` },
  });
}

/**
 * @param {number} namespaceIndex
 * @param {number} app
 * @param {number} first index of its first pod
 */
function appOf(namespaceIndex, app, first) {
  const namespace = `ns-${namespaceIndex}`;
  const labels = { app: `app-${app}`, role: app % 3 === 0 ? 'web' : 'api' };
  const previous = { matchLabels: { app: `app-${(app + 9) % 10}` } };
  return [
    podOf(namespace, `app-${app}-0`, labels, first),
    podOf(namespace, `app-${app}-1`, labels, first + 1),
    object(
      'v1',
      'Service',
      { name: `app-${app}`, namespace },
      { selector: { app: `app-${app}` }, ports: [{ port: 8080 }] },
    ),
    object(
      'networking.k8s.io/v1',
      'NetworkPolicy',
      { name: `app-${app}`, namespace },
      {
        podSelector: { matchLabels: { app: `app-${app}` } },
        policyTypes: ['Ingress'],
        ingress: [
          { from: [{ podSelector: previous }], ports: [{ protocol: 'TCP', port: 8080 }] },
          {
            from: [
              {
                namespaceSelector: { matchLabels: { team: `team-${app % 7}` } },
                podSelector: { matchLabels: { role: 'web' } },
              },
            ],
          },
        ],
      },
    ),
  ];
}

/**
 * @param {string} namespace
 * @param {string} name
 * @param {object} labels
 * @param {number} index
 */
function podOf(namespace, name, labels, index) {
  const podIP = `10.${64 + (index >> 16)}.${(index >> 8) & 255}.${index & 255}`;
  const spec = { nodeName: `node-${index % 10}`, containers: [{ name: 'main', ports: [{ containerPort: 8080 }] }] };
  return {
    ...object('v1', 'Pod', { name, namespace, labels }, spec),
    status: { phase: 'Running', podIP, podIPs: [{ ip: podIP }] },
  };
}
