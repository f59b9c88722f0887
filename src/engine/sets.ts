/** Sets of places: addresses of the objects that a selector matches, and lists of CIDRs. */
import { or, type Truth } from '../base/truth';
import type { Net } from '../model/resource';
import type { Family } from '../net/address';
import { intervalOf } from '../net/cidr';
import { contains, intersect, normalize, subtract, type Intervals } from '../net/intervals';
import { matchSelector } from '../selector/match';
import { parseSelector } from '../selector/parse';
import type { Selector } from '../selector/tree';
import type { Place, Space } from './space';

/** Addresses of each family. */
export interface Nets {
  readonly 4: Intervals<bigint>;
  readonly 6: Intervals<bigint>;
}

/** Everything that a selector matches: endpoints by class, host endpoints, and the CIDRs of network sets. */
export interface ObjectSet {
  readonly text: string;
  readonly classes: readonly Truth[];
  readonly hosts: readonly Truth[];
  readonly nets: Nets;
  /** CIDRs of sets that may match. */
  readonly maybeNets: Nets;
}

/** Makes each set once, however many policies use its selector. */
export interface SetMaker {
  objectsOf(selector: string): ObjectSet;
}

export function createSetMaker(space: Space): SetMaker {
  const made = new Map<string, ObjectSet>();
  return {
    objectsOf(text) {
      const known = made.get(text);
      if (known !== undefined) return known;
      const parsed = parseSelector(text);
      // Policies with a selector that does not parse never get here; Felix would treat them as absent.
      const set = parsed.ok ? objectSet(space, text, parsed.value) : emptySet(space, text);
      made.set(text, set);
      return set;
    },
  };
}

function objectSet(space: Space, text: string, selector: Selector): ObjectSet {
  const sets = space.setLabels.map((labels) => matchSelector(selector, labels));
  const netsWhere = (wanted: Truth): Nets =>
    netsOf(space.cluster.networkSets.flatMap(({ nets }, i) => (sets[i] === wanted ? nets : [])));
  return {
    text,
    classes: space.classLabels.map((labels) => matchSelector(selector, labels)),
    hosts: space.hostLabels.map((labels) => matchSelector(selector, labels)),
    nets: netsWhere('yes'),
    maybeNets: netsWhere('maybe'),
  };
}

const emptySet = (space: Space, text: string): ObjectSet => ({
  text,
  classes: space.classLabels.map(() => 'no'),
  hosts: space.hostLabels.map(() => 'no'),
  nets: { 4: [], 6: [] },
  maybeNets: { 4: [], 6: [] },
});

export const netsOf = (nets: readonly Net[]): Nets => ({ 4: intervalsOf(nets, 4), 6: intervalsOf(nets, 6) });

const intervalsOf = (nets: readonly Net[], family: Family): Intervals<bigint> =>
  normalize(nets.flatMap(({ cidr }) => (cidr.family === family ? [intervalOf(cidr)] : [])));

/** Whether the address of a place is that of an object in the set. */
export function placeInObjects(set: ObjectSet, place: Place, space: Space): Truth {
  let truth: Truth = 'no';
  for (const endpoint of place.endpoints) truth = or(truth, set.classes[space.classOf[endpoint] ?? -1] ?? 'no');
  for (const host of place.hosts) truth = or(truth, set.hosts[host] ?? 'no');
  if (truth === 'yes') return 'yes';
  truth = or(truth, placeInNets(set.nets, place, space));
  if (truth === 'yes' || placeInNets(set.maybeNets, place, space) === 'no') return truth;
  return 'maybe';
}

export function placeInNets(nets: Nets, place: Place, space: Space): Truth {
  const own = nets[place.family];
  if (own.length === 0) return 'no';
  if (place.address !== undefined) return contains(own, place.address.value) ? 'yes' : 'no';
  const reach = space.reach[place.family];
  if (intersect(own, reach).length === 0) return 'no';
  return subtract(reach, own).length === 0 ? 'yes' : 'maybe';
}
