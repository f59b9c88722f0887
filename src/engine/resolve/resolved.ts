/** What a question comes to before policy sees it. */
import type { FlowNote } from '../../model/explanation';
import type { FlowEnd } from '../../model/flow';
import type { OpenReason } from '../../model/verdict';
import type { Packet } from '../match';

export type Resolved =
  | { readonly kind: 'open'; readonly reason: OpenReason }
  /** A pod that speaks to its own address: the packet never leaves it. */
  | { readonly kind: 'self' }
  | ResolvedPackets
  | ResolvedNodePort
  | { readonly kind: 'service'; readonly notes: readonly FlowNote[]; readonly backends: readonly ResolvedBackend[] };

export interface ResolvedPackets {
  readonly kind: 'packet';
  /** Several only where the address family is open, since an address is not in the input. */
  readonly packets: readonly Packet[];
  readonly translation: Translation | undefined;
  readonly route: Route;
  readonly from: Terminus;
  readonly to: Terminus;
  readonly notes: readonly FlowNote[];
}

/** What a packet was before its addresses were translated: routing and pods see the backend. */
export interface Translation {
  readonly before: Packet;
  /** The sender's node translates what is sent to a Service, the node that was asked what is sent to its port. */
  readonly at: 'sender' | 'receiver';
  /** The node that was asked. */
  readonly node: string | undefined;
  /** Aimed at the backend, and still from the client: what the node forwards when another node has the backend. */
  readonly forwarded: Packet | undefined;
}

/** A port of a node that leads to a Service: one packet for each backend that may receive it. */
export interface ResolvedNodePort {
  readonly kind: 'node-port';
  readonly service: string;
  readonly backends: readonly ResolvedPackets[];
  readonly notes: readonly FlowNote[];
}

/** Where a packet starts or ends on the map of nodes. */
export interface Terminus {
  /** `namespace/name` of the endpoint. */
  readonly pod: string | undefined;
  readonly node: string | undefined;
  readonly isNode: boolean;
  /** Where `node` is not told: one that it is not. */
  readonly notOn?: string | undefined;
}

export interface ResolvedBackend {
  /** `namespace/name` of the pod, or the address where no pod of the input has it. */
  readonly to: FlowEnd;
  readonly resolved: Resolved;
}

/** What lies between the ends, as far as it changes who decides. `maybe`: which node it is, the input does not tell. */
export type Route = 'plain' | 'own-node-to-pod' | 'maybe-own-node-to-pod' | 'pod-to-own-node' | 'node';

export const open = (reason: OpenReason): Resolved => ({ kind: 'open', reason });
