/**
 * What one side of a rule leaves of the line at every peer, as sets: peers where it leaves nothing are not in them.
 * Says of every peer what `sideExtent` says of its place, for all of them at once.
 */
import { getOrMake } from '../../base/collections';
import { createSequences } from '../../base/sequences';
import type { Truth } from '../../base/truth';
import { defaultSourcePort } from '../../model/flow';
import type { CompiledCluster, CompiledSide } from '../compile/compiled';
import { everywhere, portsExtent, servicesExtent, without, both } from '../extent';
import { placeInNets, type Nets, type ObjectSet } from '../sets';
import type { Place } from '../space';
import { csrOf, listIn, type Csr } from './csr';
import { everywhereId, nowhereId, perhapsId, type Extents } from './extents';
import type { Peers } from './peers';

/** Peers, each once, with the extent there; `undefined`: everywhere at all of them. */
export interface PeerSet {
  /** Counts from 0. */
  readonly id: number;
  readonly peers: Int32Array;
  readonly extents: Int32Array | undefined;
}

/** A side as a set and a stretch of the line that is the same at all of its peers. */
export interface SideSet {
  /** `undefined`: every peer. */
  readonly set: PeerSet | undefined;
  readonly line: number;
}

export interface PeerSets {
  /** The endpoints that a policy applies to, by their own labels. */
  selectedBy(set: ObjectSet): PeerSet;
  sideOf(side: CompiledSide): SideSet;
}

export function createPeerSets(compiled: CompiledCluster, peers: Peers, extents: Extents): PeerSets {
  const { sets, space } = compiled;
  const { classOf, size } = sets.index();
  const own = csrOf(
    peers.samples.map((endpoint) => classOf[endpoint] as number),
    size,
  );
  const standing = standingAt(compiled, peers, own);
  const atAddress = csrOf(peers.addressOf, peers.unknownAddress + 1);
  const addressClasses = Int32Array.from({ length: peers.unknownAddress + 1 }, (_, addressClass) => addressClass);
  const addressTruths = addressTruthMaker(compiled, peers);
  const marks = new Uint8Array(peers.count);
  const truths = new Uint8Array(size);
  const keys = createSequences();
  const places = new Map<number, PeerSet>();
  /** By id of an object set, and sides by theirs. */
  const subjects: PeerSet[] = [];
  const objects: Marked[] = [];
  const sides: SideSet[] = [];
  let made = 0;
  const peerSet = (own: Int32Array, truths: Int32Array | undefined): PeerSet => ({
    id: made++,
    peers: own,
    extents: truths,
  });
  const netsIds = new Map<Nets | undefined, number>([[undefined, 0]]);
  const idOfNets = (nets: Nets | undefined): number => getOrMake(netsIds, nets, () => netsIds.size);
  const idOfSet = (set: ObjectSet | undefined): number => (set === undefined ? 0 : set.id + 1);

  /** Peers at which an object of the set stands. */
  const markedBy = (set: ObjectSet): Marked => (objects[set.id] ??= findMarked(set));
  const findMarked = (set: ObjectSet): Marked => {
    const { certain, maybe } = sets.membersOf(set);
    const nets = objectNets(compiled, peers, set);
    if (standing === own && maybe.length === 0 && nets.length === 0) {
      return { peers: gathered(own, certain), codes: undefined };
    }
    const found: number[] = [];
    const add = (peer: number, code: number) => {
      if (marks[peer] === 0) found.push(peer);
      if (code > (marks[peer] as number)) marks[peer] = code;
    };
    for (const peer of gathered(standing, certain)) add(peer, 2);
    for (const peer of gathered(standing, maybe)) add(peer, 1);
    for (const [addressClass, code] of nets) for (const peer of listIn(atAddress, addressClass)) add(peer, code);
    const codes = Uint8Array.from(found, (peer) => marks[peer] as number);
    for (const peer of found) marks[peer] = 0;
    return { peers: Int32Array.from(found), codes };
  };

  const atNets = (nets: Nets): Int32Array => {
    const truths = addressTruths(nets);
    return gathered(
      atAddress,
      addressClasses.filter((addressClass) => truths[addressClass] !== 0),
    );
  };

  /** Selectors and CIDRs. */
  const placeSet = (side: CompiledSide): PeerSet | undefined => {
    const { positive, negative, nets, notNets } = side;
    if (positive === undefined && negative === undefined && nets === undefined && notNets === undefined) {
      return undefined;
    }
    const ofSets = keys.next(keys.next(0, idOfSet(positive)), idOfSet(negative));
    const key = keys.next(keys.next(ofSets, idOfNets(nets)), idOfNets(notNets));
    return getOrMake(places, key, () => makePlaceSet(side));
  };
  const makePlaceSet = ({ positive, negative, nets, notNets }: CompiledSide): PeerSet => {
    const from = positive === undefined ? undefined : markedBy(positive);
    const plain = negative === undefined && nets === undefined && notNets === undefined;
    if (plain && from !== undefined && from.codes === undefined) return peerSet(from.peers, undefined);
    const refused = negative === undefined ? undefined : markedBy(negative);
    const inside = nets === undefined ? undefined : addressTruths(nets);
    const outside = notNets === undefined ? undefined : addressTruths(notNets);
    const candidates = from?.peers ?? (nets === undefined ? undefined : atNets(nets));
    for (const [i, peer] of refused?.peers.entries() ?? []) marks[peer] = refused?.codes?.[i] ?? 2;
    const count = candidates?.length ?? peers.count;
    const found = new Int32Array(count);
    const codes = new Uint8Array(count);
    let kept = 0;
    let open = false;
    for (let i = 0; i < count; i += 1) {
      const peer = candidates === undefined ? i : (candidates[i] as number);
      const address = peers.addressOf[peer] as number;
      let code = from?.codes === undefined ? 2 : (from.codes[i] as number);
      if (inside !== undefined) code = Math.min(code, inside[address] as number);
      if (outside !== undefined) code = Math.min(code, 2 - (outside[address] as number));
      code = Math.min(code, 2 - (marks[peer] as number));
      if (code === 0) continue;
      found[kept] = peer;
      codes[kept] = code;
      kept += 1;
      open ||= code === 1;
    }
    for (const peer of refused?.peers ?? []) marks[peer] = 0;
    return peerSet(found.slice(0, kept), open ? Int32Array.from(codes.subarray(0, kept), idOfCode) : undefined);
  };

  const constantPorts = (side: CompiledSide): number => {
    const { ports, notPorts } = side;
    const at = (own: NonNullable<typeof ports>) => portsExtent(own, side, nobody(peers), space, defaultSourcePort);
    let extent = everywhere;
    if (ports !== undefined) extent = both(extent, at(ports));
    if (notPorts !== undefined) extent = without(extent, at(notPorts));
    return extents.idOf(extent);
  };

  /** Ports by name and Services leave another line at every peer. */
  const varyingLine = (side: CompiledSide, place: Place): number => {
    const { ports, notPorts, services } = side;
    let extent = everywhere;
    if (services !== undefined) extent = both(extent, servicesExtent(services, side, place));
    if (ports !== undefined) extent = both(extent, portsExtent(ports, side, place, space, defaultSourcePort));
    if (notPorts !== undefined) extent = without(extent, portsExtent(notPorts, side, place, space, defaultSourcePort));
    return extents.idOf(extent);
  };

  const varyingSet = (side: CompiledSide): PeerSet => {
    const from = placeSet(side);
    const count = from?.peers.length ?? peers.count;
    const lineAt = lineMaker(compiled, peers, side, { truths, lineOf: (place) => varyingLine(side, place) });
    const found = new Int32Array(count);
    const lines = new Int32Array(count);
    let kept = 0;
    for (let i = 0; i < count; i += 1) {
      const peer = from === undefined ? i : (from.peers[i] as number);
      const line = extents.both(from?.extents?.[i] ?? everywhereId, lineAt(peer));
      if (line === nowhereId) continue;
      found[kept] = peer;
      lines[kept] = line;
      kept += 1;
    }
    const own = lines.slice(0, kept);
    const same = own.every((line) => line === everywhereId);
    return peerSet(found.slice(0, kept), same ? undefined : own);
  };

  const select = (set: ObjectSet): PeerSet => {
    const { certain, maybe } = sets.membersOf(set);
    const surely = gathered(own, certain);
    const perhaps = gathered(own, maybe);
    if (perhaps.length === 0) return peerSet(surely, undefined);
    const truths = new Int32Array(surely.length + perhaps.length).fill(everywhereId);
    const all = new Int32Array(truths.length);
    all.set(surely);
    all.set(perhaps, surely.length);
    return peerSet(all, truths.fill(perhapsId, surely.length));
  };
  const makeSide = (side: CompiledSide): SideSet => {
    if (side.any) return anybody;
    const named = (side.ports?.names.length ?? 0) + (side.notPorts?.names.length ?? 0) > 0;
    if (named || side.services !== undefined) return { set: varyingSet(side), line: everywhereId };
    return { set: placeSet(side), line: constantPorts(side) };
  };
  return {
    selectedBy: (set) => (subjects[set.id] ??= select(set)),
    sideOf: (side) => (sides[side.id] ??= makeSide(side)),
  };
}

const anybody: SideSet = { set: undefined, line: everywhereId };

interface Marked {
  readonly peers: Int32Array;
  /** 2 surely, 1 perhaps; `undefined`: surely at all of them. */
  readonly codes: Uint8Array | undefined;
}

const idOfCode = (code: number): number => (code === 2 ? everywhereId : perhapsId);
const codeOf = (truth: Truth): number => (truth === 'yes' ? 2 : truth === 'maybe' ? 1 : 0);

/** A place of nobody, for what depends on no place. */
const nobody = ({ family }: Peers): Place => ({ family, address: undefined, endpoints: [], hosts: [] });

/** The lists of all keys, one behind the other. */
function gathered({ starts, items }: Csr, keys: Int32Array): Int32Array {
  let count = 0;
  for (let i = 0; i < keys.length; i += 1) {
    const key = keys[i] as number;
    count += (starts[key + 1] as number) - (starts[key] as number);
  }
  const all = new Int32Array(count);
  let next = 0;
  for (let i = 0; i < keys.length; i += 1) {
    const key = keys[i] as number;
    const end = starts[key + 1] as number;
    for (let at = starts[key] as number; at < end; at += 1) all[next++] = items[at] as number;
  }
  return all;
}

/** By label class, the peers that have an object of it: of endpoints, those that share their address too. */
function standingAt({ cluster, sets }: CompiledCluster, peers: Peers, own: Csr): Csr {
  const { classOf, endpointClasses, size } = sets.index();
  if (!peers.shared && cluster.hostEndpoints.length === 0) return own;
  const firstHost = endpointClasses + cluster.networkSets.length;
  const pairs = Array.from({ length: peers.count }, (_, peer) => peer).flatMap((peer) => {
    const { endpoints, hosts } = peers.placeOf(peer);
    const ofEndpoints = peer < peers.groups ? endpoints.map((endpoint) => classOf[endpoint] as number) : [];
    return [...ofEndpoints, ...hosts.map((host) => firstHost + host)].map((labelClass) => ({ peer, labelClass }));
  });
  const { starts, items } = csrOf(
    pairs.map(({ labelClass }) => labelClass),
    size,
  );
  return { starts, items: items.map((pair) => pairs[pair]?.peer as number) };
}

/** By class of address, what a list of CIDRs says: 0 no, 1 maybe, 2 yes. */
function addressTruthMaker({ space }: CompiledCluster, peers: Peers): (nets: Nets) => Uint8Array {
  const known = new Map<Nets, Uint8Array>();
  return (nets) =>
    getOrMake(known, nets, () => {
      const truths = new Uint8Array(peers.unknownAddress + 1);
      const predicate = peers.predicates.ofNets.get(nets) as number;
      for (const addressClass of peers.addresses.classesOf[predicate] as Int32Array) truths[addressClass] = 2;
      truths[peers.unknownAddress] = codeOf(placeInNets(nets, nobody(peers), space));
      return truths;
    });
}

type ObjectNets = readonly (readonly [addressClass: number, code: number])[];

const noNets: ObjectNets = [];

/** Classes of addresses that network sets of an object set hold. */
function objectNets(
  { cluster, sets, space }: CompiledCluster,
  { addresses, predicates, unknownAddress, family }: Peers,
  set: ObjectSet,
): ObjectNets {
  const { endpointClasses } = sets.index();
  const last = endpointClasses + cluster.networkSets.length;
  const { certain, maybe } = sets.membersOf(set);
  const isOfEndpoints = (classes: Int32Array) => (classes.at(-1) ?? -1) < endpointClasses;
  if (isOfEndpoints(certain) && isOfEndpoints(maybe)) return noNets;
  const isSet = (labelClass: number) => labelClass >= endpointClasses && labelClass < last;
  const found: (readonly [number, number])[] = [];
  for (const [classes, code] of [[certain, 2] as const, [maybe, 1] as const]) {
    for (let i = classes.length - 1; i >= 0 && (classes[i] as number) >= endpointClasses; i -= 1) {
      if (!isSet(classes[i] as number)) continue;
      const predicate = predicates.firstSet + (classes[i] as number) - endpointClasses;
      for (const addressClass of addresses.classesOf[predicate] as Int32Array) found.push([addressClass, code]);
    }
  }
  if (found.length === 0) return found;
  // What the input does not tell of an address is asked of all sets together.
  const place: Place = { family, address: undefined, endpoints: [], hosts: [] };
  const surely = codeOf(placeInNets(set.nets, place, space));
  const perhaps = placeInNets(set.maybeNets, place, space) === 'no' ? 0 : 1;
  const unknown = Math.max(surely, perhaps);
  return unknown === 0 ? found : [...found, [unknownAddress, unknown]];
}

/**
 * Groups that have the same named ports and are known by one endpoint alone have the same line. `truths` is room for all
 * label classes, good until the next side takes it.
 */
function lineMaker(
  { sets }: CompiledCluster,
  peers: Peers,
  side: CompiledSide,
  { truths, lineOf }: { readonly truths: Uint8Array; readonly lineOf: (place: Place) => number },
): (peer: number) => number {
  const { classOf } = sets.index();
  if (side.positive === undefined) truths.fill(2);
  else {
    truths.fill(0);
    const { certain, maybe } = sets.membersOf(side.positive);
    for (let i = 0; i < certain.length; i += 1) truths[certain[i] as number] = 2;
    for (let i = 0; i < maybe.length; i += 1) truths[maybe[i] as number] = 1;
  }
  const known = new Map<number, number>();
  return (peer) => {
    const endpoint = peers.aloneAt(peer);
    if (endpoint === -1 || side.services !== undefined) return lineOf(peers.placeOf(peer));
    const key = 3 * (peers.portsOf[peer] as number) + (truths[classOf[endpoint] as number] as number);
    const line = known.get(key);
    if (line !== undefined) return line;
    const made = lineOf(peers.placeOf(peer));
    known.set(key, made);
    return made;
  };
}
