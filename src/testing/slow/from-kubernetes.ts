import type { Policy, Regime } from '../../model/cluster';
import type { Direction, EntityRule, KubernetesPeer, KubernetesPolicyResource } from '../../model/resource';
import type { KubernetesRule, LabelSelector, PortMatch } from '../../model/resource';
import type { Scope } from '../../model/verdict';
import { anyRule, towards, type PlainPolicy, type PlainRule } from './plain-policy';

/** calico-semantics 1.5 and kubernetes-policy-semantics 1.3 to 1.6. */
export function fromKubernetes(
  policy: Policy,
  resource: KubernetesPolicyResource,
  regime: Regime,
  scope: Scope,
): PlainPolicy | undefined {
  const broken = [...resource.ingress, ...resource.egress].some((rule) => rule.broken !== undefined);
  // Up to 3.31 one rule that cannot be converted loses the whole policy (kubernetes-policy-semantics 1.6).
  if (broken && regime !== '3.32') return undefined;
  // The API server fills in what a promoted policy leaves out; nobody does so for a staged one.
  const types = (scope === 'promoted' ? resource.promotedTypes : undefined) ?? resource.types;
  return {
    policy,
    order: 1000,
    namespace: policy.namespace ?? '',
    selector: podSelectorText(resource.podSelector),
    namespaceSelector: '',
    serviceAccountSelector: '',
    types: types.length === 0 ? ['Ingress'] : types,
    ingress: resource.ingress.flatMap((rule, index) => rulesOf(rule, index, 'Ingress')),
    egress: resource.egress.flatMap((rule, index) => rulesOf(rule, index, 'Egress')),
    stage: 'normal',
    onForward: regime === '3.28',
  };
}

/** One plain rule for each protocol and peer, protocols in the order of their names. */
function rulesOf(rule: KubernetesRule, index: number, direction: Direction): readonly PlainRule[] {
  if (rule.broken !== undefined) return [];
  const peers = rule.peers.length === 0 ? [{}] : rule.peers.map(peerOf);
  return portGroupsOf(rule).flatMap(({ protocol, ports }) =>
    peers.map((peer) => ({
      index,
      rule: {
        ...anyRule,
        ...towards(direction, peer, ports),
        action: 'Allow' as const,
        protocol: protocol === undefined ? undefined : { number: protocol, name: undefined },
        at: rule.at,
      },
    })),
  );
}

/** Ports by protocol; an entry without a port stands for the whole protocol and swallows the others. */
function portGroupsOf({ ports }: KubernetesRule): readonly { protocol: number | undefined; ports: PortMatch[] }[] {
  if (ports.length === 0) return [{ protocol: undefined, ports: [] }];
  const [sctp, tcp, udp] = [132, 6, 17];
  return [sctp, tcp, udp].flatMap((protocol) => {
    const own = ports.filter((entry) => entry.protocol === protocol);
    if (own.length === 0) return [];
    if (own.some((entry) => entry.port === undefined)) return [{ protocol, ports: [] }];
    return [{ protocol, ports: own.flatMap((entry) => entry.port ?? []) }];
  });
}

function peerOf({ ipBlock, podSelector, namespaceSelector }: KubernetesPeer): Partial<EntityRule> {
  if (ipBlock !== undefined) {
    // A block that does not parse leaves the peer unconstrained.
    if (ipBlock.cidr === undefined) return {};
    return { nets: [{ text: ipBlock.text, cidr: ipBlock.cidr }], notNets: ipBlock.except };
  }
  return {
    selector: podSelectorText(podSelector),
    namespaceSelector: namespaceSelector === undefined ? '' : namespaceSelectorText(namespaceSelector),
  };
}

/** Selects pods: the orchestrator term comes first (kubernetes-policy-semantics 1.3). */
export function podSelectorText(selector: LabelSelector | undefined): string {
  return ["projectcalico.org/orchestrator == 'k8s'", ...termsOf(selector)].join(' && ');
}

/** Selects namespaces: `{}` is all of them. */
export function namespaceSelectorText(selector: LabelSelector): string {
  const terms = termsOf(selector);
  return terms.length === 0 ? 'all()' : terms.join(' && ');
}

function termsOf(selector: LabelSelector | undefined): readonly string[] {
  if (selector === undefined) return [];
  const labels = [...selector.matchLabels].sort(([a], [b]) => (a < b ? -1 : 1));
  return [
    ...labels.map(([key, value]) => `${key} == '${value}'`),
    ...selector.matchExpressions.map(({ key, operator, values }) => {
      const set = `{ ${values.map((value) => `'${value}'`).join(', ')} }`;
      if (operator === 'In') return `${key} in ${set}`;
      if (operator === 'NotIn') return `${key} not in ${set}`;
      return operator === 'Exists' ? `has(${key})` : `! has(${key})`;
    }),
  ];
}
