import type { AdminPolicyResource, AdminRule, LabelSelector, Meta } from '../../model/resource';
import { tellUnconvertible } from './admin-rule';
import { checkAdminRule, checkAdminRules } from './check-admin-policy';
import { checkWritten } from './check-written';
import { tellNotEnforced, tellRefused } from './consequence';
import type { KindReader } from './kind-reader';
import { readAdminPeer, subjectAt } from './read-admin-peer';
import { readAdminPort, readClusterProtocol } from './read-admin-port';
import { withoutSpec } from './read-calico-policy';
import { checkFields, mapAt, mapsAt, numberAt, present, quoted, textAt, writtenAt, type Reading } from './reading';

type Kind = AdminPolicyResource['kind'];

/** Source: network-policy-api v1alpha2 and v1alpha1; kubernetes-policy-semantics 2.1, 2.2, 2.4. */
export const adminPolicyReaders: readonly KindReader[] = [
  adminPolicyReader('ClusterNetworkPolicy', 'policy.networking.k8s.io/v1alpha2'),
  adminPolicyReader('AdminNetworkPolicy', 'policy.networking.k8s.io/v1alpha1'),
  adminPolicyReader('BaselineAdminNetworkPolicy', 'policy.networking.k8s.io/v1alpha1'),
];

function adminPolicyReader(kind: Kind, apiVersion: string): KindReader {
  return {
    kind,
    apiVersions: [apiVersion],
    scope: 'cluster',
    called: kind,
    read(object, meta) {
      checkFields(object, ['apiVersion', 'kind', 'metadata', 'spec', 'status'], new Map());
      checkWritten(object, meta, 'any');
      if (kind === 'BaselineAdminNetworkPolicy') checkBaselineName(object, meta);
      const spec = mapAt(object, 'spec');
      return spec === undefined ? withoutSpec(object) : [readSpec(spec, kind, meta)];
    },
  };
}

const specFields: Readonly<Record<Kind, readonly string[]>> = {
  ClusterNetworkPolicy: ['tier', 'priority', 'subject', 'ingress', 'egress'],
  AdminNetworkPolicy: ['priority', 'subject', 'ingress', 'egress'],
  BaselineAdminNetworkPolicy: ['subject', 'ingress', 'egress'],
};

function readSpec(spec: Reading, kind: Kind, meta: Meta): AdminPolicyResource {
  checkFields(spec, specFields[kind], new Map());
  checkAdminRules(spec, kind);
  return {
    kind,
    meta,
    tier: tierOf(spec, kind),
    priority: priorityOf(spec, kind),
    subject: readSubject(spec),
    ingress: readRules(spec, 'ingress', kind),
    egress: readRules(spec, 'egress', kind),
  };
}

function tierOf(spec: Reading, kind: Kind): AdminPolicyResource['tier'] {
  if (kind === 'AdminNetworkPolicy') return 'Admin';
  if (kind === 'BaselineAdminNetworkPolicy') return 'Baseline';
  const written = writtenAt(spec, 'tier');
  if (written?.text === 'Admin' || written?.text === 'Baseline') return written.text;
  tellNotEnforced(spec, 'policy', {
    says: `\`spec.tier\` is ${written === undefined ? 'missing' : quoted(written.text)}, neither Admin nor Baseline`,
    at: written?.at ?? spec.node.at,
    fix: 'Write one of them.',
  });
  return undefined;
}

/** There is one in a cluster. */
function checkBaselineName(object: Reading, { name, nameAt, at }: Meta): void {
  if (name === 'default') return;
  tellRefused(object, {
    says: `\`metadata.name\` is ${quoted(name)}, and the one policy of this kind is called \`default\``,
    at: nameAt ?? at,
    fix: 'Write `default`.',
    evaluated: 'as written',
  });
}

/** The baseline policy of v1alpha1 has none; it is alone in its tier. */
const baselineOrder = 1000;

function priorityOf(spec: Reading, kind: Kind): number {
  if (kind === 'BaselineAdminNetworkPolicy') return baselineOrder;
  const priority = numberAt(spec, 'priority');
  if (priority !== undefined && Number.isInteger(priority) && priority >= 0 && priority <= 1000) return priority;
  tellRefused(spec, {
    says: `\`spec.priority\` is ${priority === undefined ? 'missing' : quoted(String(priority))}; it takes 0 to 1000`,
    at: present(spec, 'priority')?.at ?? spec.node.at,
    evaluated: `as ${priority ?? 0}`,
  });
  return priority ?? 0;
}

function readSubject(spec: Reading): { readonly namespaces: LabelSelector; readonly pods: LabelSelector } | undefined {
  const subject = subjectAt(spec);
  if (subject !== undefined) return subject;
  tellNotEnforced(spec, 'policy', {
    says: '`spec.subject` names neither `namespaces` nor `pods`',
    at: present(spec, 'subject')?.at ?? spec.node.at,
    fix: 'For every pod write `namespaces: {}`.',
  });
  return undefined;
}

function readRules(spec: Reading, key: 'ingress' | 'egress', kind: Kind): readonly AdminRule[] {
  const cluster = kind === 'ClusterNetworkPolicy';
  const peers = key === 'ingress' ? 'from' : 'to';
  const ports = cluster ? 'protocols' : 'ports';
  const advice = new Map(
    cluster ? [['ports', 'v1alpha2 writes `protocols`.']] : [['protocols', 'v1alpha1 writes `ports`.']],
  );
  return mapsAt(spec, key).map((entry, index) => {
    const rule: Reading = { ...entry, subject: `${spec.subject}, ${key} rule ${index + 1}`, path: '' };
    checkFields(rule, ['name', 'action', peers, ports], advice);
    checkAdminRule(rule, kind, peers, ports);
    const entries = mapsAt(rule, ports);
    const action = actionOf(rule, kind, key);
    const of = { kind, direction: key, action };
    const readPort = cluster ? readClusterProtocol : readAdminPort;
    return {
      name: textAt(rule, 'name') ?? '',
      action,
      peers: mapsAt(rule, peers).map((peer) => readAdminPeer(peer, of)),
      ports: entries.length === 0 ? undefined : entries.map((port) => readPort(port, of)),
      at: rule.node.at,
    };
  });
}

/** v1alpha2 accepts what v1alpha1 allows. Source: kubernetes-policy-semantics 2.1, 2.2. */
function actionOf(rule: Reading, kind: Kind, direction: 'ingress' | 'egress'): AdminRule['action'] {
  const accept = kind === 'ClusterNetworkPolicy' ? 'Accept' : 'Allow';
  const written = writtenAt(rule, 'action');
  switch (written?.text) {
    case accept:
      return 'Allow';
    case 'Deny':
      return 'Deny';
    case 'Pass':
      if (kind !== 'BaselineAdminNetworkPolicy') return 'Pass';
      break;
    default:
      break;
  }
  const known = kind === 'BaselineAdminNetworkPolicy' ? `${accept} nor Deny` : `${accept}, Deny nor Pass`;
  tellUnconvertible(
    rule,
    { kind, direction, action: undefined },
    {
      says: `\`action\` is ${written === undefined ? 'missing' : quoted(written.text)}, neither ${known}`,
      at: written?.at ?? rule.node.at,
      fix: near(written?.text, accept),
    },
  );
  return undefined;
}

/** The two versions have two words for one thing. */
const near = (written: string | undefined, accept: string): string | undefined =>
  written === undefined || !/^(?:accept|allow)$/i.test(written) ? undefined : `Write \`${accept}\`.`;
