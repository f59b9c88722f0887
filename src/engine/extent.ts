/**
 * What one side of a rule leaves of the connection line at a place. Single flows ask here about one point, whole
 * connection sets about ports and Services, so that they cannot disagree.
 */
import { and, not, type Truth } from '../base/truth';
import { intersect, normalize, subtract, union, type Interval } from '../net/intervals';
import type { ContainerPort } from '../model/resource';
import type { CompiledPorts, CompiledServices, CompiledSide } from './compile/compiled';
import { nothing, portsOf, stretchOf, wholeLine, type Line } from './line';
import { placeInNets, placeInObjects } from './sets';
import { addressKey, type Place, type Space } from './space';

/** `certain` lies within `possible`; they differ where the input does not suffice. */
export interface Extent {
  readonly certain: Line;
  readonly possible: Line;
}

export const everywhere: Extent = { certain: wholeLine, possible: wholeLine };
export const nowhere: Extent = { certain: nothing, possible: nothing };
export const perhapsEverywhere: Extent = { certain: nothing, possible: wholeLine };

const extentOfTruth = (truth: Truth): Extent =>
  truth === 'yes' ? everywhere : truth === 'no' ? nowhere : perhapsEverywhere;

const exactly = (line: Line): Extent => ({ certain: line, possible: line });

export const both = (a: Extent, b: Extent): Extent =>
  a === everywhere
    ? b
    : b === everywhere
      ? a
      : { certain: intersect(a.certain, b.certain), possible: intersect(a.possible, b.possible) };

const either = (a: Extent, b: Extent): Extent => ({
  certain: union(a.certain, b.certain),
  possible: union(a.possible, b.possible),
});

export const without = (a: Extent, b: Extent): Extent => ({
  certain: subtract(a.certain, b.possible),
  possible: subtract(a.possible, b.certain),
});

/** What one side of a rule leaves of the line for a packet whose end stands at `place`; its source port is given. */
export function sideExtent(side: CompiledSide, place: Place, space: Space, sourcePort: number): Extent {
  if (side.any) return everywhere;
  const inPlace = placeTruth(side, place, space);
  if (inPlace === 'no') return nowhere;
  let extent = extentOfTruth(inPlace);
  if (side.services !== undefined) extent = both(extent, servicesExtent(side.services, side, place));
  if (side.ports !== undefined) extent = both(extent, portsExtent(side.ports, side, place, space, sourcePort));
  if (side.notPorts !== undefined) extent = without(extent, portsExtent(side.notPorts, side, place, space, sourcePort));
  return extent;
}

/** Selectors and CIDRs: what depends on the address alone. */
function placeTruth(side: CompiledSide, place: Place, space: Space): Truth {
  let truth: Truth = 'yes';
  if (side.positive !== undefined) truth = placeInObjects(side.positive, place, space);
  if (side.negative !== undefined) truth = and(truth, not(placeInObjects(side.negative, place, space)));
  if (side.nets !== undefined) truth = and(truth, placeInNets(side.nets, place, space));
  if (side.notNets !== undefined) truth = and(truth, not(placeInNets(side.notNets, place, space)));
  return truth;
}

/** As a destination a Service is its addresses with their ports; as a source its addresses alone. */
export function servicesExtent(services: CompiledServices, side: CompiledSide, place: Place): Extent {
  if (services.known === 'maybe') return perhapsEverywhere;
  if (place.address === undefined) return services.endpoints.size === 0 ? nowhere : perhapsEverywhere;
  const ports = services.endpoints.get(addressKey(place.address));
  if (ports === undefined) return nowhere;
  return side.end === 'source' ? everywhere : exactly(ports);
}

/**
 * Numbers match whatever the address is; a name matches only at endpoints that have it and match the positive
 * selector of the side. Source: calico-semantics 7.4.
 */
export function portsExtent(
  ports: CompiledPorts,
  side: CompiledSide,
  place: Place,
  space: Space,
  sourcePort: number,
): Extent {
  const ranges = side.protocols.flatMap((protocol) =>
    ports.ranges.map(({ first, last }) => cells(side, protocol, first, last, sourcePort)),
  );
  const numbered = exactly(normalize(ranges));
  return ports.names.reduce(
    (extent, name) => either(extent, namedExtent(name, side, place, space, sourcePort)),
    numbered,
  );
}

function namedExtent(name: string, side: CompiledSide, place: Place, space: Space, sourcePort: number): Extent {
  const { endpoints, hostEndpoints, regime } = space.cluster;
  let extent = nowhere;
  // Ports of init containers are seen from 3.30 on (calico-semantics 1.4).
  const add = (matches: Truth, ports: readonly ContainerPort[], known: boolean) => {
    if (matches === 'no') return;
    const own = ports.filter(
      (port) => port.name === name && side.protocols.includes(port.protocol) && (!port.init || regime !== '3.28'),
    );
    const line = normalize(own.map(({ protocol, port }) => cells(side, protocol, port, port, sourcePort)));
    const possible = known ? line : normalize(side.protocols.map((protocol) => stretchOf(protocol)));
    extent = either(extent, { certain: matches === 'yes' ? line : nothing, possible });
  };

  for (const index of place.endpoints) {
    const endpoint = endpoints[index];
    if (endpoint === undefined) continue;
    add(side.positive?.hasEndpoint(index) ?? 'yes', endpoint.ports, endpoint.portsKnown);
  }
  for (const index of place.hosts) add(side.positive?.hasHost(index) ?? 'yes', hostEndpoints[index]?.ports ?? [], true);
  return extent;
}

/** A port of the destination is a cell; a port of the source is a condition on the one that was asked about. */
function cells(
  side: CompiledSide,
  protocol: number,
  first: number,
  last: number,
  sourcePort: number,
): Interval<number> {
  if (side.end === 'destination') return portsOf(protocol, first, last);
  const [start, end] = stretchOf(protocol);
  return first <= sourcePort && sourcePort <= last ? [start, end] : [start, start];
}
