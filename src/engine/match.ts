import { and, type Truth } from '../base/truth';
import type { Flow } from '../model/flow';
import { contains } from '../net/intervals';
import type { CompiledCluster, CompiledRule } from './compile/compiled';
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

/** Whether a rule matches a packet. */
export function matchRule(compiled: CompiledCluster, rule: CompiledRule, { flow, source, destination }: Packet): Truth {
  const { space } = compiled;
  const point = pointOf(flow);
  if (!contains(rule.base[source.family], point)) return 'no';
  const at = (side: CompiledRule['source'], place: Place): Truth => {
    const { certain, possible } = sideExtent(side, place, space, flow.sourcePort);
    return contains(certain, point) ? 'yes' : contains(possible, point) ? 'maybe' : 'no';
  };
  const fromSource = at(rule.source, source);
  return fromSource === 'no' ? 'no' : and(fromSource, at(rule.destination, destination));
}
