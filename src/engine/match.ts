import { getOrMake } from '../base/collections';
import { and, type Truth } from '../base/truth';
import type { Flow } from '../model/flow';
import { contains } from '../net/intervals';
import type { CompiledCluster, CompiledRule, CompiledSide } from './compile/compiled';
import { sideExtent } from './extent';
import { pointOf } from './line';
import type { Place } from './space';

/** One packet between two places, after every translation that happens before policy. */
export interface Packet {
  readonly flow: Flow;
  readonly source: Place;
  readonly destination: Place;
  /** Indices of the endpoints whose policy counts; `undefined` for an end that is none of ours. */
  readonly sender: number | undefined;
  readonly receiver: number | undefined;
}

export interface Matcher {
  /** Whether a rule matches. */
  rule(rule: CompiledRule): Truth;
  /** Whether a packet is as a rule wants it at one end. */
  side(side: CompiledSide): Truth;
}

const matchers = new WeakMap<Packet, { readonly compiled: CompiledCluster; readonly matcher: Matcher }>();

/** Whether rules match a packet. What many rules want alike of one end is asked once. */
export function matcherOf(compiled: CompiledCluster, packet: Packet): Matcher {
  const known = matchers.get(packet);
  if (known?.compiled === compiled) return known.matcher;
  const matcher = createMatcher(compiled, packet);
  matchers.set(packet, { compiled, matcher });
  return matcher;
}

function createMatcher({ space }: CompiledCluster, packet: Packet): Matcher {
  const { flow, source } = packet;
  const point = pointOf(flow);
  const truths = new Map<CompiledSide, Truth>();
  const truthOf = (side: CompiledSide): Truth => {
    const { certain, possible } = sideExtent(side, packet[side.end], space, flow.sourcePort);
    return contains(certain, point) ? 'yes' : contains(possible, point) ? 'maybe' : 'no';
  };
  const at = (side: CompiledSide): Truth => (side.any ? 'yes' : getOrMake(truths, side, () => truthOf(side)));
  return {
    side: at,
    rule(rule) {
      if (!contains(rule.base[source.family], point)) return 'no';
      const fromSource = at(rule.source);
      return fromSource === 'no' ? 'no' : and(fromSource, at(rule.destination));
    },
  };
}
