import type { Policy } from '../../model/cluster';
import type { AdminPeer, AdminPolicyResource, AdminPort, AdminRule, Direction } from '../../model/resource';
import type { EntityRule, PortMatch, RuleAction } from '../../model/resource';
import { namespaceSelectorText, podSelectorText } from './from-kubernetes';
import { anyRule, towards, type PlainPolicy, type PlainRule } from './plain-policy';

/** calico-semantics 1.5 and kubernetes-policy-semantics 2.3, 2.4. */
export function fromAdmin(policy: Policy, resource: AdminPolicyResource): PlainPolicy | undefined {
  const { subject, kind } = resource;
  if (subject === undefined || resource.tier === undefined) return undefined;
  const convertible = (rule: AdminRule): boolean =>
    rule.action !== undefined && rule.peers.every(peerConverts) && (rule.ports ?? []).every(portConverts);
  // Up to 3.31 one rule that cannot be converted loses the whole policy (kubernetes-policy-semantics 2.4).
  if (kind !== 'ClusterNetworkPolicy' && ![...resource.ingress, ...resource.egress].every(convertible)) {
    return undefined;
  }
  const convert = (rules: readonly AdminRule[], direction: Direction): readonly PlainRule[] =>
    rules.flatMap((rule, index) =>
      convertible(rule) ? rulesOf(rule, index, direction, kind) : failedRuleOf(rule, index),
    );
  const ingress = convert(resource.ingress, 'Ingress');
  const egress = convert(resource.egress, 'Egress');
  return {
    policy,
    order: kind === 'BaselineAdminNetworkPolicy' ? 1000 : resource.priority,
    namespace: '',
    selector: podSelectorText(subject.pods),
    namespaceSelector: namespaceSelectorText(subject.namespaces),
    serviceAccountSelector: '',
    types: [...(ingress.length > 0 ? ['Ingress' as const] : []), ...(egress.length > 0 ? ['Egress' as const] : [])],
    ingress,
    egress,
    stage: 'normal',
    onForward: false,
  };
}

const peerConverts = (peer: AdminPeer): boolean =>
  peer.kind !== 'unsupported' && (peer.kind !== 'networks' || !peer.networks.includes(undefined));

const portConverts = (port: AdminPort): boolean =>
  port.kind === 'ports'
    ? port.range === undefined || port.range.first <= port.range.last
    : port.kind === 'unknown' || /^[A-Za-z0-9_.-]{1,128}$/.test(port.name);

/** What cannot be converted and would not allow denies everything; what would allow is left out. */
function failedRuleOf(rule: AdminRule, index: number): readonly PlainRule[] {
  if (rule.action !== 'Deny' && rule.action !== 'Pass') return [];
  return [{ index, rule: { ...anyRule, action: 'Deny', at: rule.at } }];
}

function rulesOf(
  rule: AdminRule,
  index: number,
  direction: Direction,
  kind: AdminPolicyResource['kind'],
): readonly PlainRule[] {
  return portGroupsOf(rule.ports ?? [], kind).flatMap(({ protocol, ports }) =>
    rule.peers.map((peer) => ({
      index,
      rule: {
        ...anyRule,
        ...towards(direction, peerOf(peer), ports),
        action: rule.action as RuleAction,
        protocol: protocol === undefined ? undefined : { number: protocol, name: undefined },
        at: rule.at,
      },
    })),
  );
}

/** A `namespaces` peer has no pod selector, so it takes in network sets of those namespaces as well. */
function peerOf(peer: AdminPeer): Partial<EntityRule> {
  if (peer.kind === 'networks') return { nets: peer.networks.filter((net) => net !== undefined) };
  if (peer.kind === 'unsupported') return {};
  const namespaceSelector = namespaceSelectorText(peer.namespaces);
  return peer.kind === 'pods' ? { selector: podSelectorText(peer.pods), namespaceSelector } : { namespaceSelector };
}

/** Groups in the order of their names; named ports come first, for they name no protocol. */
function portGroupsOf(
  entries: readonly AdminPort[],
  kind: AdminPolicyResource['kind'],
): readonly { protocol: number | undefined; ports: PortMatch[] }[] {
  const everything = [{ protocol: undefined, ports: [] }];
  const unread = (entry: AdminPort) =>
    entry.kind === 'unknown' || (entry.kind === 'named' && kind !== 'ClusterNetworkPolicy');
  if (entries.length === 0 || entries.some(unread)) return everything;
  const named = entries.flatMap((entry) =>
    entry.kind === 'named' ? [{ kind: 'name' as const, name: entry.name }] : [],
  );
  const [sctp, tcp, udp] = [132, 6, 17];
  const numbered = [sctp, tcp, udp].flatMap((protocol) => {
    const own = entries.flatMap((entry) => (entry.kind === 'ports' && entry.protocol === protocol ? [entry] : []));
    if (own.length === 0) return [];
    if (own.some((entry) => entry.range === undefined)) return [{ protocol, ports: [] }];
    return [{ protocol, ports: own.map(({ range }) => ({ kind: 'range' as const, first: 0, last: 0, ...range })) }];
  });
  return [...(named.length > 0 ? [{ protocol: undefined, ports: named }] : []), ...numbered];
}
