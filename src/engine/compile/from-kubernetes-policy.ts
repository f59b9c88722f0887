import { compareText } from '../../base/order';
import { anyEntity } from '../../model/any-entity';
import type { Policy, Regime } from '../../model/cluster';
import { printProtocol } from '../../model/flow';
import type {
  CalicoRule,
  Direction,
  EntityRule,
  KubernetesPeer,
  KubernetesPolicyResource,
  KubernetesPort,
  KubernetesRule,
  LabelSelector,
  PortMatch,
  ProtocolMatch,
} from '../../model/resource';
import type { Scope } from '../../model/verdict';
import { labelSelectorText } from '../../selector/from-label-selector';
import { blankRule } from './blank-rule';
import { refOf } from './policy-ref';
import type { WrittenPolicy, WrittenRule } from './written-policy';

/** Where Calico puts every NetworkPolicy of Kubernetes in tier `default`. */
const kubernetesOrder = 1000;

const anyLabels: LabelSelector = { matchLabels: new Map(), matchExpressions: [] };

/**
 * A NetworkPolicy of `networking.k8s.io` as Calico converts it; `undefined` when this regime leaves it out whole.
 * Source: kubernetes-policy-semantics 1.3 to 1.6.
 */
export function fromKubernetesPolicy(
  policy: Policy,
  resource: KubernetesPolicyResource,
  tieKey: string,
  { regime, scope }: { readonly regime: Regime; readonly scope: Scope },
): WrittenPolicy | undefined {
  const rules = [...resource.ingress, ...resource.egress];
  // Listing does not survive the conversion error of a rule before 3.32: the whole policy is skipped.
  if (regime !== '3.32' && rules.some(({ broken }) => broken !== undefined)) return undefined;
  return {
    ref: refOf(policy),
    tier: policy.tier,
    order: kubernetesOrder,
    tieKey,
    namespace: policy.namespace,
    selector: labelSelectorText(resource.podSelector, { pods: true }),
    namespaceSelector: '',
    serviceAccountSelector: '',
    types: (scope === 'promoted' ? resource.promotedTypes : undefined) ?? resource.types,
    ingress: convertRules(resource.ingress, 'Ingress'),
    egress: convertRules(resource.egress, 'Egress'),
    hostClass: 'normal',
    staged: resource.stagedAction !== undefined,
    at: resource.meta.at,
  };
}

function convertRules(rules: readonly KubernetesRule[], direction: Direction): readonly WrittenRule[] {
  return rules.flatMap((written, index) =>
    written.broken === undefined ? expand(written, direction).map((rule) => ({ index, rule })) : [],
  );
}

/** One rule a protocol and peer: protocols in the order of their names, peers as written. */
function expand(written: KubernetesRule, direction: Direction): readonly CalicoRule[] {
  const peers = written.peers.length === 0 ? [anyEntity] : written.peers.map(entityOf);
  return portGroupsOf(written.ports).flatMap(({ protocol, ports }) =>
    peers.map((peer): CalicoRule => {
      const blank = blankRule('Allow', written.at);
      return direction === 'Ingress'
        ? { ...blank, protocol, source: peer, destination: { ...anyEntity, ports } }
        : { ...blank, protocol, destination: { ...peer, ports } };
    }),
  );
}

function entityOf({ podSelector, namespaceSelector, ipBlock }: KubernetesPeer): EntityRule {
  if (ipBlock !== undefined) {
    // A block that does not parse leaves the peer without any restriction.
    if (ipBlock.cidr === undefined) return anyEntity;
    return { ...anyEntity, nets: [{ text: ipBlock.text, cidr: ipBlock.cidr }], notNets: ipBlock.except };
  }
  return {
    ...anyEntity,
    selector: labelSelectorText(podSelector ?? anyLabels, { pods: true }),
    namespaceSelector: namespaceSelector === undefined ? '' : labelSelectorText(namespaceSelector, { pods: false }),
  };
}

export interface PortGroup {
  readonly protocol: ProtocolMatch | undefined;
  readonly ports: readonly PortMatch[];
}

/** Ports by protocol. An entry without a port takes in every other entry of its protocol. */
function portGroupsOf(ports: readonly KubernetesPort[]): readonly PortGroup[] {
  if (ports.length === 0) return [{ protocol: undefined, ports: [] }];
  return groupPorts(ports.map(({ protocol, port }) => ({ protocol, port })));
}

/** Groups in the order of protocol names. `port` is absent for a whole protocol. */
export function groupPorts(
  entries: readonly { readonly protocol: number; readonly port: PortMatch | undefined }[],
): readonly PortGroup[] {
  const protocols = [...new Set(entries.map(({ protocol }) => protocol))];
  return protocols
    .map((number) => ({ number, name: printProtocol(number) }))
    .sort((a, b) => compareText(a.name, b.name))
    .map((protocol) => {
      const own = entries.filter((entry) => entry.protocol === protocol.number);
      const ports = own.flatMap(({ port }) => (port === undefined ? [] : [port]));
      return { protocol, ports: ports.length < own.length ? [] : ports };
    });
}
