import type { Packet } from '../match';

/** Listener queries and reports, and what routers and neighbours solicit. */
const letThrough: ReadonlySet<number> = new Set([130, 131, 132, 133, 135, 136]);

/**
 * ICMPv6 by which a pod finds its own node: let through before the pod's policy and before
 * `defaultEndpointToHostAction`. eBPF lets it through everywhere; we follow iptables and nftables.
 * Source: calico-semantics 3.4; kubernetes-policy-semantics 4.
 */
export const findsItsNode = ({ flow, source }: Packet): boolean =>
  flow.protocol === 58 && source.family === 6 && flow.icmp !== undefined && letThrough.has(flow.icmp.type);
