/** The tier of those who run the cluster: what every pod needs. All but the last policy end in Pass. */
import type { PlainMap } from './plain';
import { globalPolicy } from './policy-objects';

const pass = { action: 'Pass' };
const inNamespace = (name: string): string => `kubernetes.io/metadata.name == '${name}'`;
const dns = { namespaceSelector: inNamespace('kube-system'), selector: "app == 'coredns'", ports: [53] };
const smtp = [25, 465, 587];

export const platformPolicies: readonly PlainMap[] = [
  globalPolicy('platform', 'dns', 10, {
    selector: 'all()',
    types: ['Egress'],
    egress: [
      { action: 'Allow', protocol: 'UDP', destination: dns },
      { action: 'Allow', protocol: 'TCP', destination: dns },
      pass,
    ],
  }),
  globalPolicy('platform', 'metrics', 20, {
    selector: 'all()',
    types: ['Ingress'],
    ingress: [
      {
        action: 'Allow',
        protocol: 'TCP',
        source: { namespaceSelector: inNamespace('monitoring'), selector: "app == 'prometheus'" },
        destination: { ports: ['metrics'] },
      },
      pass,
    ],
  }),
  globalPolicy('platform', 'ingress-controller', 30, {
    selector: "tier == 'frontend'",
    types: ['Ingress'],
    ingress: [
      {
        action: 'Allow',
        protocol: 'TCP',
        source: { namespaceSelector: inNamespace('ingress'), selector: "app == 'ingress-controller'" },
        destination: { ports: ['http'] },
      },
      pass,
    ],
  }),
  globalPolicy('platform', 'nodes', 40, {
    selector: 'all()',
    types: ['Ingress'],
    ingress: [{ action: 'Allow', source: { nets: ['10.10.0.0/16'] } }, pass],
  }),
  globalPolicy('platform', 'no-smtp', 50, {
    selector: "has(app) && app not in {'notify'}",
    types: ['Egress'],
    egress: [{ action: 'Deny', protocol: 'TCP', destination: { ports: smtp } }, pass],
  }),
  globalPolicy('platform', 'log-shipping', 60, {
    selector: 'all()',
    types: ['Egress'],
    egress: [
      {
        action: 'Allow',
        protocol: 'TCP',
        destination: { namespaceSelector: inNamespace('logging'), selector: "app == 'aggregator'", ports: ['forward'] },
      },
      pass,
    ],
  }),
  globalPolicy('platform', 'system', 70, {
    namespaceSelector: "env == 'sys'",
    types: ['Ingress', 'Egress'],
    ingress: [{ action: 'Allow' }],
    egress: [{ action: 'Allow' }],
  }),
];
