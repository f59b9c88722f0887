import { anyEntity } from '../../model/any-entity';
import type { Policy, Regime } from '../../model/cluster';
import type {
  AdminPeer,
  AdminPolicyResource,
  AdminPort,
  AdminRule,
  CalicoRule,
  Direction,
  EntityRule,
  Net,
} from '../../model/resource';
import { labelSelectorText } from '../../selector/from-label-selector';
import { blankRule } from './blank-rule';
import { groupPorts, type PortGroup } from './from-kubernetes-policy';
import { refOf } from './policy-ref';
import type { WrittenPolicy, WrittenRule } from './written-policy';

/** The order of the one BaselineAdminNetworkPolicy in its tier. */
const baselineOrder = 1000;

/**
 * A ClusterNetworkPolicy, or one of its two predecessors, as Calico converts it; `undefined` when Calico leaves it
 * out whole. Source: kubernetes-policy-semantics 2.3, 2.4.
 */
export function fromAdminPolicy(
  policy: Policy,
  resource: AdminPolicyResource,
  tieKey: string,
  regime: Regime,
): WrittenPolicy | undefined {
  const { subject } = resource;
  if (subject === undefined || resource.tier === undefined) return undefined;
  const unconvertible = [...resource.ingress, ...resource.egress].some(
    (rule) => rule.action === undefined || isBroken(rule),
  );
  // Listing does not survive the conversion error of a rule before 3.32: the whole policy is skipped.
  if (regime !== '3.32' && unconvertible) return undefined;

  const ingress = convertRules(resource, resource.ingress, 'Ingress');
  const egress = convertRules(resource, resource.egress, 'Egress');
  return {
    ref: refOf(policy),
    tier: policy.tier,
    order: resource.kind === 'BaselineAdminNetworkPolicy' ? baselineOrder : resource.priority,
    tieKey,
    namespace: undefined,
    selector: labelSelectorText(subject.pods, { pods: true }),
    namespaceSelector: labelSelectorText(subject.namespaces, { pods: false }),
    serviceAccountSelector: '',
    types: typesOf(ingress, egress),
    ingress,
    egress,
    hostClass: 'normal',
    staged: false,
    at: resource.meta.at,
  };
}

/** Only directions that have rules after conversion; without any, Felix reads both, which the tier then passes. */
function typesOf(ingress: readonly WrittenRule[], egress: readonly WrittenRule[]): readonly Direction[] {
  const types: Direction[] = [];
  if (ingress.length > 0 || egress.length === 0) types.push('Ingress');
  if (egress.length > 0 || ingress.length === 0) types.push('Egress');
  return types;
}

function convertRules(
  { kind }: AdminPolicyResource,
  rules: readonly AdminRule[],
  direction: Direction,
): readonly WrittenRule[] {
  // Calico did not know the named ports of the older kinds: such a rule matches every port.
  const read = kind === 'ClusterNetworkPolicy' ? rules : rules.map(withoutNamedPorts);
  return read.flatMap((rule, index) => expand(rule, direction).map((expanded) => ({ index, rule: expanded })));
}

const withoutNamedPorts = (rule: AdminRule): AdminRule =>
  rule.ports?.some(({ kind }) => kind === 'named') === true ? { ...rule, ports: undefined } : rule;

function expand(rule: AdminRule, direction: Direction): readonly CalicoRule[] {
  const { action, at } = rule;
  if (action === undefined) return [];
  // What cannot be converted fails closed: nothing is allowed by it, and a Deny or Pass denies everything.
  if (isBroken(rule)) return action === 'Allow' ? [] : [blankRule('Deny', at)];
  return portGroupsOf(rule.ports).flatMap(({ protocol, ports }) =>
    rule.peers.map((peer): CalicoRule => {
      const blank = blankRule(action, at);
      return direction === 'Ingress'
        ? { ...blank, protocol, source: entityOf(peer), destination: { ...anyEntity, ports } }
        : { ...blank, protocol, destination: { ...entityOf(peer), ports } };
    }),
  );
}

const isBroken = (rule: AdminRule): boolean =>
  rule.peers.some(
    (peer) =>
      peer.kind === 'unsupported' || (peer.kind === 'networks' && peer.networks.some((net) => net === undefined)),
  ) || (rule.ports ?? []).some(isBrokenPort);

const isBrokenPort = (port: AdminPort): boolean =>
  (port.kind === 'ports' && port.range !== undefined && port.range.first > port.range.last) ||
  (port.kind === 'named' && !/^[A-Za-z0-9_.-]{1,128}$/.test(port.name));

/** A `namespaces` peer has no pod selector: it also takes in the network sets of those namespaces. */
function entityOf(peer: AdminPeer): EntityRule {
  switch (peer.kind) {
    case 'namespaces':
      return { ...anyEntity, namespaceSelector: labelSelectorText(peer.namespaces, { pods: false }) };
    case 'pods':
      return {
        ...anyEntity,
        selector: labelSelectorText(peer.pods, { pods: true }),
        namespaceSelector: labelSelectorText(peer.namespaces, { pods: false }),
      };
    case 'networks':
      return { ...anyEntity, nets: peer.networks.filter((net): net is Net => net !== undefined) };
    case 'unsupported':
      return anyEntity;
  }
}

/** The group of named ports stands first, before the protocols in the order of their names. */
function portGroupsOf(ports: readonly AdminPort[] | undefined): readonly PortGroup[] {
  const everything: PortGroup = { protocol: undefined, ports: [] };
  if (ports === undefined || ports.length === 0 || ports.some(({ kind }) => kind === 'unknown')) return [everything];
  const named = ports.flatMap((port) => (port.kind === 'named' ? [{ kind: 'name' as const, name: port.name }] : []));
  const numbered = ports.flatMap((port) =>
    port.kind === 'ports'
      ? [
          {
            protocol: port.protocol,
            port: port.range === undefined ? undefined : { kind: 'range' as const, ...port.range },
          },
        ]
      : [],
  );
  return [...(named.length > 0 ? [{ protocol: undefined, ports: named }] : []), ...groupPorts(numbered)];
}
