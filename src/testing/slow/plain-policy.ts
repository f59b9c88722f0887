import { anyEntity } from '../../model/any-entity';
import type { CalicoRule, Direction, EntityRule } from '../../model/resource';
import type { Policy } from '../../model/cluster';

/**
 * A policy of any kind in the one form that Calico evaluates: that of its own NetworkPolicy (with a namespace) or
 * GlobalNetworkPolicy (without). Source: calico-semantics 1.5.
 */
export interface PlainPolicy {
  readonly policy: Policy;
  /** `undefined` sorts after every number. */
  readonly order: number | undefined;
  /** `''` for a policy of the whole cluster. */
  readonly namespace: string;
  readonly selector: string;
  readonly namespaceSelector: string;
  readonly serviceAccountSelector: string;
  readonly types: readonly Direction[];
  readonly ingress: readonly PlainRule[];
  readonly egress: readonly PlainRule[];
  /** Its class (4.4). Host endpoints alone know the first two. */
  readonly stage: 'untracked' | 'pre-dnat' | 'normal';
  /** Of the normal class, and on host endpoints also about what is routed through. */
  readonly onForward: boolean;
}

export interface PlainRule {
  /** Of the rule as its author wrote it, from 0; several plain rules may come from one. */
  readonly index: number;
  readonly rule: CalicoRule;
}

/** A rule that matches every packet, to be narrowed. */
export const anyRule: Omit<CalicoRule, 'action' | 'at'> = {
  ipVersion: undefined,
  protocol: undefined,
  notProtocol: undefined,
  icmp: undefined,
  notICMP: undefined,
  source: anyEntity,
  destination: anyEntity,
  http: undefined,
};

/** Ingress rules say `source` of the far side, egress rules `destination`; ports are always the destination's. */
export function towards(direction: Direction, peer: Partial<EntityRule>, ports: EntityRule['ports']) {
  return direction === 'Ingress'
    ? { source: { ...anyEntity, ...peer }, destination: { ...anyEntity, ports } }
    : { source: anyEntity, destination: { ...anyEntity, ...peer, ports } };
}
