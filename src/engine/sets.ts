/** Sets of places: addresses of the objects that a selector matches, and lists of CIDRs. */
import { present } from '../base/assert';
import { getOrMake } from '../base/collections';
import { or, type Truth } from '../base/truth';
import type { Net } from '../model/resource';
import type { Family } from '../net/address';
import { intervalOf } from '../net/cidr';
import { contains, intersect, normalize, subtract, type Intervals } from '../net/intervals';
import { matchSelector, type LabelLookup } from '../selector/match';
import { parseSelector } from '../selector/parse';
import type { Selector } from '../selector/tree';
import { createLabelIndex, type LabelIndex, type Members } from './index/label-index';
import type { Place, Space } from './space';

/** Addresses of each family. */
export interface Nets {
  readonly 4: Intervals<bigint>;
  readonly 6: Intervals<bigint>;
}

/** Everything that a selector matches: endpoints, host endpoints, and the CIDRs of network sets. */
export interface ObjectSet {
  /** Counts from 0 among all that count; -1 for one that does not. */
  readonly id: number;
  readonly text: string;
  /** `undefined` when the text does not parse: it then matches nothing. */
  readonly selector: Selector | undefined;
  readonly nets: Nets;
  /** CIDRs of sets that may match. */
  readonly maybeNets: Nets;
  /** Whether it matches an endpoint, by its index. */
  hasEndpoint(endpoint: number): Truth;
  /** Whether it matches a host endpoint, by its index. */
  hasHost(host: number): Truth;
  /** Whether it may match any of them. */
  hasHosts(): boolean;
}

/** Makes each set once, however many policies use its selector. */
export interface SetMaker {
  objectsOf(selector: string): ObjectSet;
  /** Whether a host endpoint is matched. Makes no set that counts, so that classes stay what they are. */
  hostIn(selector: string, host: number): Truth;
  /** Over all sets made so far. */
  index(): LabelIndex;
  /** What a set matches, as classes of the index. */
  membersOf(set: ObjectSet): Members;
}

export function createSetMaker(space: Space): SetMaker {
  const made = new Map<string, ObjectSet>();
  /** By id of a set. */
  let known: Members[] = [];
  let index: LabelIndex | undefined;
  const uncounted = new Map<string, ObjectSet>();
  const make = (text: string, id: number): ObjectSet => {
    // Policies with a selector that does not parse never get here; Felix would treat them as absent.
    const parsed = parseSelector(text);
    return new SelectedObjects(space, id, text, parsed.ok ? parsed.value : undefined);
  };
  const indexNow = (): LabelIndex =>
    (index ??= createLabelIndex(
      space.cluster,
      [...made.values()].flatMap(({ selector }) => selector ?? []),
    ));
  return {
    objectsOf(text) {
      const found = made.get(text);
      if (found !== undefined) return found;
      const set = make(text, made.size);
      made.set(text, set);
      // A new selector may tell apart what no other did.
      if (set.selector !== undefined && index?.covers(set.selector) === false) {
        index = undefined;
        known = [];
      }
      return set;
    },
    hostIn: (text, host) => (made.get(text) ?? getOrMake(uncounted, text, () => make(text, -1))).hasHost(host),
    index: indexNow,
    membersOf(set) {
      const own = indexNow();
      return (known[set.id] ??= set.selector === undefined ? nobody : own.membersOf(set.selector));
    },
  };
}

const nobody: Members = { certain: new Int32Array(0), maybe: new Int32Array(0) };

/** There are thousands, and most are never asked for more than their members: all else is made when asked for. */
class SelectedObjects implements ObjectSet {
  readonly id: number;
  readonly text: string;
  readonly selector: Selector | undefined;
  readonly #space: Space;
  #sets: readonly Truth[] | undefined;
  #nets: Nets | undefined;
  #maybeNets: Nets | undefined;
  #hasHosts: boolean | undefined;

  constructor(space: Space, id: number, text: string, selector: Selector | undefined) {
    this.#space = space;
    this.id = id;
    this.text = text;
    this.selector = selector;
  }

  get nets(): Nets {
    return (this.#nets ??= this.#netsWhere('yes'));
  }

  get maybeNets(): Nets {
    return (this.#maybeNets ??= this.#netsWhere('maybe'));
  }

  hasEndpoint(endpoint: number): Truth {
    return this.#matches(this.#space.labelsOf(endpoint));
  }

  hasHost(host: number): Truth {
    return this.#matches(present(this.#space.hostLabels[host], 'host endpoints are asked for by their index'));
  }

  hasHosts(): boolean {
    return (this.#hasHosts ??= this.#space.hostLabels.some((labels) => this.#matches(labels) !== 'no'));
  }

  #matches(labels: LabelLookup): Truth {
    return this.selector === undefined ? 'no' : matchSelector(this.selector, labels);
  }

  #netsWhere(wanted: Truth): Nets {
    const sets = (this.#sets ??= this.#space.setLabels.map((labels) => this.#matches(labels)));
    return netsOf(this.#space.cluster.networkSets.flatMap(({ nets }, i) => (sets[i] === wanted ? nets : [])));
  }
}

export const netsOf = (nets: readonly Net[]): Nets => ({ 4: intervalsOf(nets, 4), 6: intervalsOf(nets, 6) });

const intervalsOf = (nets: readonly Net[], family: Family): Intervals<bigint> =>
  normalize(nets.flatMap(({ cidr }) => (cidr.family === family ? [intervalOf(cidr)] : [])));

/** Whether the address of a place is that of an object in the set. */
export function placeInObjects(set: ObjectSet, place: Place, space: Space): Truth {
  let truth: Truth = 'no';
  for (const endpoint of place.endpoints) truth = or(truth, set.hasEndpoint(endpoint));
  for (const host of place.hosts) truth = or(truth, set.hasHost(host));
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
