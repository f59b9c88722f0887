/**
 * Everybody against everybody, for packets of one family, without a matrix of pairs: classes of peers that no rule and
 * no policy tells apart, a program for each class and direction, and a table for each program. Any pair is looked up.
 */
import { lazily } from '../../base/lazily';
import type { CompiledCluster } from '../compile/compiled';
import type { Family } from '../../net/address';
import type { LabelIndex } from '../index/label-index';
import { createClassSets, type ClassSets } from './class-sets';
import { askedBy, type Asked } from './edit';
import { createExtents, type Extents } from './extents';
import { createLineage, type Lineage } from './lineage';
import { reachedProfiles } from '../walk';
import { createPartMaker, createPartNumbers, type PartNumbers } from './parts';
import { createPeerSets, type PeerSet, type PeerSets } from './peer-sets';
import { peersOf, type Peers } from './peers';
import { createShaper, programsOf, type Program, type Programs, type Shaper } from './programs';
import { alikeIn, createPartition } from './refine';
import { createRows, type Rows } from './rows';
import { createTables, rowIn, verdictIn, type Tables, type Thresholds } from './tables';

/** Classes by number. Encapsulation guards, which are not policy, are left out. */
export interface Reach {
  readonly peers: Peers;
  readonly classes: number;
  /** By peer. */
  readonly classOf: Int32Array;
  /** By class: an endpoint of it; -1 for the outside. */
  readonly samples: Int32Array;
  /** By class: how many endpoints it has; 0 for the outside. */
  readonly sizes: Float64Array;
  readonly programs: Programs;
  readonly tables: Tables;
  readonly rows: Rows;
  /** The row of one side of a pair; -1 where no endpoint of ours stands there. */
  egressRow(source: number, destination: number): number;
  ingressRow(source: number, destination: number): number;
  /** The verdicts of those rows; -1 likewise. Never costs a walk. */
  egressVerdict(source: number, destination: number): number;
  ingressVerdict(source: number, destination: number): number;
  readonly workings: Workings;
}

/** What a reach stands on, and what stays when policies are edited. All of it only grows. */
export interface Ground {
  readonly family: Family;
  readonly thresholds: Thresholds | undefined;
  /** How many there were before any edit. */
  readonly classes: number;
  /** By the rules that there were when peers were told apart. */
  readonly asked: () => Asked;
  readonly index: LabelIndex;
  readonly peers: Peers;
  readonly extents: Extents;
  readonly peerSets: PeerSets;
  readonly numbers: PartNumbers;
  readonly shaper: Shaper;
  readonly rows: Rows;
}

/** Peers in classes. */
export interface Classes {
  /** By peer. */
  readonly classOf: Int32Array;
  readonly lineage: Lineage;
  readonly classSets: ClassSets;
}

/** What a reach was made of, for the one after it. */
export interface Workings extends Classes {
  readonly ground: Ground;
  readonly compiled: CompiledCluster;
}

export function reachOf(compiled: CompiledCluster, family: Family, thresholds?: Thresholds): Reach {
  const peers = peersOf(compiled, family);
  const extents = createExtents();
  const peerSets = createPeerSets(compiled, peers, extents);
  const { classOf, size } = refine(compiled, peers, collectSets(compiled, peerSets));
  const lineage = createLineage(size);
  const ground: Ground = {
    family,
    classes: size,
    thresholds,
    asked: lazily(() => askedBy(compiled)),
    index: compiled.sets.index(),
    peers,
    extents,
    peerSets,
    numbers: createPartNumbers(),
    shaper: createShaper(),
    rows: createRows(compiled, extents),
  };
  return judgedReach({ ground, compiled, classOf, lineage, classSets: createClassSets(classOf, lineage) });
}

/** All programs and tables of classes that are settled. */
export function judgedReach(workings: Workings): Reach {
  const { ground, compiled, classSets, classOf, lineage } = workings;
  const { family, peers, peerSets, extents, numbers, shaper, rows, thresholds } = ground;
  const members = membersOf(peers, classOf, lineage.classes);
  const parts = createPartMaker(family, peerSets, classSets, { extents, numbers });
  const subjects = { classes: lineage.classes, samples: members.samples };
  const programs = programsOf(compiled, subjects, { peerSets, classSets }, { parts, shaper });
  const tables = createTables(lineage.classes, programs.all, { rows, extents }, thresholds);
  return reachWith(workings, members, programs, tables);
}

type Members = Pick<Reach, 'samples' | 'sizes'>;

export function membersOf(peers: Peers, classOf: Int32Array, classes: number): Members {
  const samples = new Int32Array(classes).fill(-1);
  for (const [group, endpoint] of peers.samples.entries()) samples[classOf[group] as number] = endpoint;
  const sizes = new Float64Array(classes);
  for (const peer of peers.peerOf) {
    if (peer >= 0) sizes[classOf[peer] as number] = (sizes[classOf[peer] as number] as number) + 1;
  }
  return { samples, sizes };
}

export function reachWith(workings: Workings, members: Members, programs: Programs, tables: Tables): Reach {
  const { classOf, lineage, ground } = workings;
  const { peers, rows } = ground;
  const rowOf = (programOf: Int32Array, own: number, peer: number): number => {
    const program = programs.all[programOf[own] as number];
    return program === undefined ? -1 : rowIn(tables.tableOf(program), peer, tables.coarseOf);
  };
  const verdictOf = (programOf: Int32Array, own: number, peer: number): number => {
    const program = programs.all[programOf[own] as number];
    return program === undefined ? -1 : verdictIn(tables.tableOf(program), peer, tables.coarseOf, rows);
  };
  return {
    peers,
    classes: lineage.classes,
    classOf,
    samples: members.samples,
    sizes: members.sizes,
    programs,
    tables,
    rows,
    egressRow: (source, destination) => rowOf(programs.egress, source, destination),
    ingressRow: (source, destination) => rowOf(programs.ingress, destination, source),
    egressVerdict: (source, destination) => verdictOf(programs.egress, source, destination),
    ingressVerdict: (source, destination) => verdictOf(programs.ingress, destination, source),
    workings,
  };
}

/** The program that judges a class; `undefined` for the outside. */
export const programIn = ({ all }: Programs, programOf: Int32Array, own: number): Program | undefined =>
  all[programOf[own] as number];

/** Every set that some policy selects or some rule asks for. */
function collectSets({ tiers, sides }: CompiledCluster, { selectedBy, sideOf }: PeerSets): readonly PeerSet[] {
  const found: PeerSet[] = [];
  /** By id. */
  const isFound: boolean[] = [];
  const add = (set: PeerSet | undefined): void => {
    if (set === undefined || isFound[set.id] === true) return;
    isFound[set.id] = true;
    found.push(set);
  };
  for (const { policies } of tiers) {
    for (const { selected } of policies) if (selected !== undefined) add(selectedBy(selected));
  }
  for (const side of sides) add(sideOf(side).set);
  return found;
}

/** Endpoints of different profiles end their walks differently, and the outside has no walk. */
function refine(compiled: CompiledCluster, peers: Peers, sets: readonly PeerSet[]) {
  const partition = createPartition(kindsOf(compiled, peers));
  for (const set of sets) for (const list of alikeIn(set.peers, set.extents)) partition.split(list);
  return partition;
}

function kindsOf({ cluster, profiles: written }: CompiledCluster, { samples, count }: Peers): Int32Array {
  const kinds = new Map<string, number>();
  const known = new Map<readonly string[], number>();
  const kindOf = (profiles: readonly string[]): number => {
    const found = known.get(profiles);
    if (found !== undefined) return found;
    const key = reachedProfiles(written, profiles).join('\n');
    const kind = kinds.get(key) ?? kinds.size + 1;
    kinds.set(key, kind);
    known.set(profiles, kind);
    return kind;
  };
  // The outside is of kind 0.
  const found = new Int32Array(count);
  for (let peer = 0; peer < samples.length; peer += 1) {
    found[peer] = kindOf(cluster.endpoints[samples[peer] as number]?.profiles ?? []);
  }
  return found;
}
