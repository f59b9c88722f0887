import type { Policy, Regime } from '../../model/cluster';
import type { CalicoPolicyResource, CalicoRule } from '../../model/resource';
import type { PlainPolicy } from './plain-policy';

/** A Calico policy is in plain form already; `undefined` when the data plane treats it as absent (8). */
export function fromCalico(policy: Policy, resource: CalicoPolicyResource, regime: Regime): PlainPolicy | undefined {
  const rules = [...resource.ingress, ...resource.egress];
  if (resource.rejected !== undefined || rules.some((rule) => lacksProtocol(rule, regime))) return undefined;
  return {
    policy,
    order: resource.order,
    namespace: policy.namespace ?? '',
    selector: resource.selector,
    namespaceSelector: resource.namespaceSelector,
    serviceAccountSelector: resource.serviceAccountSelector,
    types: resource.types,
    ingress: resource.ingress.map((rule, index) => ({ index, rule })),
    egress: resource.egress.map((rule, index) => ({ index, rule })),
    stage: resource.doNotTrack ? 'untracked' : resource.preDNAT ? 'pre-dnat' : 'normal',
    onForward: resource.applyOnForward || (policy.namespace !== undefined && regime === '3.28'),
  };
}

/** Ports need a protocol that has some; named ones do without any from 3.32 on (8, 8.4). */
function lacksProtocol({ protocol, source, destination }: CalicoRule, regime: Regime): boolean {
  const ports = [source, destination].flatMap((side) => [...side.ports, ...side.notPorts]);
  if (protocol !== undefined) return ports.length > 0 && ![6, 17, 132].includes(protocol.number);
  return ports.some((port) => port.kind === 'range' || regime !== '3.32');
}
