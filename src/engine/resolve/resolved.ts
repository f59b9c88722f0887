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

/** The packet before an address is translated, and where that happens: pods and routing see the backend. */
export interface Translation {
  readonly before: Packet;
  readonly at: 'sender' | 'receiver';
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
}

export interface ResolvedBackend {
  /** `namespace/name` of the pod, or the address where no pod of the input has it. */
  readonly to: FlowEnd;
  readonly resolved: Resolved;
}

/** What lies between the ends, as far as it changes who decides. `maybe`: which node it is, the input does not tell. */
export type Route = 'plain' | 'own-node-to-pod' | 'maybe-own-node-to-pod' | 'pod-to-own-node' | 'node';

export const open = (reason: OpenReason): Resolved => ({ kind: 'open', reason });
