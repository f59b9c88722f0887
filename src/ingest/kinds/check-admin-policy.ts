/** What the API refuses in a cluster policy. Source: kubernetes-policy-semantics 2.1, 2.2, 2.4. */
import type { AdminPolicyResource } from '../../model/resource';
import { tellRefused } from './consequence';
import { fieldName, itemsAt, present, tell, textAt, type Reading } from './reading';

type Kind = AdminPolicyResource['kind'];

/** v1alpha1 takes a hundred of most things, v1alpha2 twenty-five. */
const mostOf = (kind: Kind): number => (kind === 'ClusterNetworkPolicy' ? 25 : 100);

export function checkAdminRules(spec: Reading, kind: Kind): void {
  checkCount(spec, 'ingress', mostOf(kind));
  checkCount(spec, 'egress', mostOf(kind));
}

/** One peer at least; a rule without any becomes none. */
export function checkAdminRule(rule: Reading, kind: Kind, peers: 'from' | 'to', ports: 'ports' | 'protocols'): void {
  checkRuleName(rule);
  checkCount(rule, ports, mostOf(kind));
  checkCount(rule, peers, mostOf(kind));
  if (present(rule, peers) !== undefined && itemsAt({ ...rule, report: () => {} }, peers).length > 0) return;
  tell(rule, {
    code: 'resource/bad-value',
    severity: 'error',
    says: `${fieldName(rule, peers)} is empty, so the rule is not enforced: Calico makes none of it.`,
    at: rule.node.entries.get(peers)?.key ?? rule.node.at,
    hint: 'For every pod write `namespaces: {}`. The Kubernetes API refuses this.',
  });
}

const mostNetworks = 25;

export const checkNetworks = (peer: Reading): void => checkCount(peer, 'networks', mostNetworks);

const longestRuleName = 100;

function checkRuleName(rule: Reading): void {
  const name = textAt({ ...rule, report: () => {} }, 'name') ?? '';
  if (name.length <= longestRuleName) return;
  tellRefused(rule, {
    says: `\`name\` has ${name.length} characters, and the name of a rule at most ${longestRuleName}`,
    at: present(rule, 'name')?.at ?? rule.node.at,
    evaluated: 'as written',
  });
}

function checkCount(reading: Reading, key: string, most: number): void {
  const node = present(reading, key);
  if (node?.kind !== 'list' || node.items.length <= most) return;
  tellRefused(reading, {
    says: `${fieldName(reading, key)} has ${node.items.length} entries, and at most ${most} are taken`,
    at: reading.node.entries.get(key)?.key ?? node.at,
    evaluated: 'as written',
  });
}

/** Exactly one field, of which Calico reads `winner` where there are more. */
export function checkOneField(reading: Reading, fields: readonly string[], winner: string): void {
  const given = fields.filter((field) => present(reading, field) !== undefined);
  if (given.length < 2) return;
  const names = given.map((field) => `\`${field}\``).join(' and ');
  tellRefused(reading, {
    says: `\`${reading.path.slice(0, -1)}\` has ${names}, and it takes one of them`,
    at: reading.node.at,
    evaluated: `as if it had \`${winner}\` alone`,
  });
}
