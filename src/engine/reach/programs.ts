/**
 * What judges a class of endpoints in one direction, as a program. Programs that differ only in whose policies and
 * rules they are share a shape: the same steps, with the same lines, and peers asked in the same pattern.
 */
import { getOrMake } from '../../base/collections';
import { lazily } from '../../base/lazily';
import { createLists } from '../../base/lists';
import type { Truth } from '../../base/truth';
import type { Direction } from '../../model/resource';
import type { Decision } from '../../model/verdict';
import { byTier, isHostOnly } from '../compile/endpoint-programs';
import type { CompiledCluster, CompiledPolicy, CompiledTier, Program as WalkedProgram } from '../compile/compiled';
import { profileDecision } from '../compile/profile-decision';
import { builtInProfile, noProfileMatch, reachedProfiles } from '../walk';
import type { ClassSet, ClassSets } from './class-sets';
import { listIn, type Csr } from './csr';
import { perhapsId } from './extents';
import type { Variant, PartMaker } from './parts';
import type { PeerSets } from './peer-sets';

export interface Program {
  readonly id: number;
  /** A number that programs of one shape share. */
  shape(): number;
  /** The peer sets asked, each once, in the order in which the steps first ask them. */
  readonly slots: readonly ClassSet[];
  /** Put together when asked for: kept for all programs, they would be most of what a reach is made of. */
  steps(): Steps;
}

/** A program in full, for the walk and for naming deciders. */
export interface Steps {
  readonly direction: Direction;
  readonly policies: readonly AppliedPolicy[];
  readonly profiles: readonly AppliedProfile[];
}

export interface AppliedPolicy {
  readonly tier: CompiledTier;
  readonly policy: CompiledPolicy;
  readonly applies: Truth;
  readonly variant: Variant;
}

export interface AppliedProfile {
  readonly name: string;
  /** `undefined` for one that the input does not write out. */
  readonly variant: Variant | undefined;
}

export interface Programs {
  /** Those of later edits are added behind: no number is given twice. */
  readonly all: Program[];
  /** By class; -1 for the outside. */
  readonly egress: Int32Array;
  readonly ingress: Int32Array;
}

export interface Subjects {
  /** How many classes there are. */
  readonly classes: number;
  /** By class: an endpoint of it, -1 for the outside. */
  readonly samples: Int32Array;
}

export function programsOf(
  compiled: CompiledCluster,
  subjects: Subjects,
  sets: { readonly peerSets: PeerSets; readonly classSets: ClassSets },
  { parts, shaper }: { readonly parts: PartMaker; readonly shaper: Shaper },
): Programs {
  const all: Program[] = [];
  const make = programMaker(compiled, parts, shaper, all);
  const programsFor = (direction: Direction): Int32Array => {
    const policies = policiesOf(compiled, direction);
    const programOf = make(direction, policies, policiesByClass(policies, subjects, sets));
    return subjects.samples.map((sample, own) => (sample < 0 ? -1 : programOf(own, sample)));
  };
  return { all, egress: programsFor('Egress'), ingress: programsFor('Ingress') };
}

/** The policies of a direction, all tiers in order. */
interface Counting {
  readonly tier: CompiledTier;
  readonly policy: CompiledPolicy;
}

const policiesOf = ({ tiers }: CompiledCluster, direction: Direction): readonly Counting[] => {
  const found: Counting[] = [];
  for (const tier of tiers) {
    for (const policy of tier.policies) {
      if (!isHostOnly(policy) && policy.types.includes(direction)) found.push({ tier, policy });
    }
  }
  return found;
};

/** By class, indices of policies in evaluation order, twice each, plus one where it may apply. */
function policiesByClass(
  policies: readonly Counting[],
  { classes, samples }: Subjects,
  { peerSets, classSets }: { readonly peerSets: PeerSets; readonly classSets: ClassSets },
): Csr {
  const everyone = Int32Array.from({ length: classes }, (_, own) => own).filter((own) => (samples[own] as number) >= 0);
  const selected = policies.map(({ policy }) =>
    policy.selected === undefined
      ? { classes: everyone, extents: undefined }
      : classSets.of(peerSets.selectedBy(policy.selected)),
  );
  const starts = new Int32Array(classes + 1);
  for (const set of selected) for (const own of set.classes) starts[own + 1] = (starts[own + 1] as number) + 1;
  for (let own = 0; own < classes; own += 1) starts[own + 1] = (starts[own + 1] as number) + (starts[own] as number);
  const items = new Int32Array(starts[classes] as number);
  const next = starts.slice();
  for (let policy = 0; policy < selected.length; policy += 1) {
    const set = selected[policy] as (typeof selected)[number];
    for (let i = 0; i < set.classes.length; i += 1) {
      const own = set.classes[i] as number;
      const at = next[own] as number;
      items[at] = 2 * policy + (set.extents?.[i] === perhapsId ? 1 : 0);
      next[own] = at + 1;
    }
  }
  return { starts, items };
}

function programMaker(compiled: CompiledCluster, parts: PartMaker, shaper: Shaper, all: Program[]) {
  const keys = createLists();
  const byKey: number[] = [];
  const endings = endingMaker(compiled, parts);

  return (direction: Direction, policies: readonly Counting[], applying: Csr) => {
    const side = direction === 'Ingress' ? 'ingress' : 'egress';
    const variantsOf = policies.map(({ policy }) => parts.make(policy[side], direction));
    const endingOf = endings(direction);
    const parted: Parted = { direction, policies, variantsOf, applying, shaper };

    return (own: number, sample: number): number => {
      const { id, profiles } = endingOf(sample, own);
      keys.add(direction === 'Ingress' ? 1 : 0);
      keys.add(id);
      for (let i = applying.starts[own] as number; i < (applying.starts[own + 1] as number); i += 1) {
        const coded = applying.items[i] as number;
        // A variant belongs to one policy.
        keys.add(2 * (variantsOf[coded >> 1] as VariantOf)(own).id + (coded & 1));
      }
      const key = keys.close();
      const found = byKey[key];
      if (found !== undefined) return found;
      const made = all.push(new ProgramOfClass(all.length, parted, own, profiles)) - 1;
      byKey[key] = made;
      return made;
    };
  };
}

/** What programs of one direction are put together from. */
interface Parted {
  readonly direction: Direction;
  readonly policies: readonly Counting[];
  /** By policy. */
  readonly variantsOf: readonly VariantOf[];
  readonly applying: Csr;
  readonly shaper: Shaper;
}

/** There are tens of thousands: each knows a class that it judges, and what it shares with the others. */
class ProgramOfClass implements Program {
  readonly id: number;
  readonly slots: readonly ClassSet[];
  readonly #parted: Parted;
  readonly #own: number;
  readonly #profiles: readonly AppliedProfile[];
  #shape = -1;

  constructor(id: number, parted: Parted, own: number, profiles: readonly AppliedProfile[]) {
    this.id = id;
    this.#parted = parted;
    this.#own = own;
    this.#profiles = profiles;
    this.slots = this.#asked();
  }

  shape(): number {
    if (this.#shape === -1) this.#shape = this.#makeShape();
    return this.#shape;
  }

  steps(): Steps {
    const { direction, policies, applying } = this.#parted;
    return {
      direction,
      policies: Array.from(listIn(applying, this.#own), (coded): AppliedPolicy => {
        const { tier, policy } = policies[coded >> 1] as Counting;
        return { tier, policy, applies: (coded & 1) === 1 ? 'maybe' : 'yes', variant: this.#variant(coded) };
      }),
      profiles: this.#profiles,
    };
  }

  #variant(coded: number): Variant {
    return (this.#parted.variantsOf[coded >> 1] as VariantOf)(this.#own);
  }

  #asked(): readonly ClassSet[] {
    const { shaper, applying } = this.#parted;
    const { slots } = shaper;
    slots.start();
    for (let i = applying.starts[this.#own] as number; i < (applying.starts[this.#own + 1] as number); i += 1) {
      slots.add(this.#variant(applying.items[i] as number));
    }
    for (const { variant } of this.#profiles) if (variant !== undefined) slots.add(variant);
    return slots.end();
  }

  #makeShape(): number {
    const { shaper, policies, applying } = this.#parted;
    const { shapes } = shaper;
    shapes.start(this.slots);
    for (let i = applying.starts[this.#own] as number; i < (applying.starts[this.#own + 1] as number); i += 1) {
      const coded = applying.items[i] as number;
      shapes.policy((policies[coded >> 1] as Counting).tier, (coded & 1) === 1, this.#variant(coded));
    }
    for (const profile of this.#profiles) shapes.profile(profile);
    return shapes.end();
  }
}

type VariantOf = (subject: number) => Variant;

interface Ending {
  readonly id: number;
  readonly profiles: readonly AppliedProfile[];
}

type EndingOf = (sample: number, own: number) => Ending;

/** The profiles that end the walk of an endpoint; equal lists with equal rules have one id. */
function endingMaker(compiled: CompiledCluster, parts: PartMaker): (direction: Direction) => EndingOf {
  if (compiled.profiles.size > 0) return (direction) => writtenEndings(compiled, parts, direction);
  // Profiles that Calico makes say the same in both directions.
  const endingOf = builtInEndings(compiled);
  return () => endingOf;
}

function builtInEndings({ cluster, profiles: written }: CompiledCluster): EndingOf {
  const intern = endingsByKey();
  const byClass: Ending[] = [];
  const byList = new Map<readonly string[], Ending>();
  const make = (names: readonly string[]): Ending => {
    const reached = reachedProfiles(written, names);
    return intern(reached.join('\n'), () => reached.map((name) => ({ name, variant: undefined })));
  };
  const endingOf = (names: readonly string[]): Ending => getOrMake(byList, names, () => make(names));
  return (sample, own) => (byClass[own] ??= endingOf(cluster.endpoints[sample]?.profiles ?? none));
}

const none: readonly string[] = [];

function writtenEndings(
  { cluster, profiles: written }: CompiledCluster,
  parts: PartMaker,
  direction: Direction,
): EndingOf {
  const side = direction === 'Ingress' ? 'ingress' : 'egress';
  const variantsOf = new Map([...written].map(([name, profile]) => [name, parts.make(profile[side], direction)]));
  const intern = endingsByKey();
  return (sample, own) => {
    const reached = reachedProfiles(written, cluster.endpoints[sample]?.profiles ?? none);
    const profiles = reached.map((name) => ({ name, variant: variantsOf.get(name)?.(own) }));
    const key = profiles.map(({ name, variant }) => `${name} ${variant?.id ?? ''}`).join('\n');
    return intern(key, () => profiles);
  };
}

function endingsByKey(): (key: string, profiles: () => readonly AppliedProfile[]) => Ending {
  const byKey = new Map<string, Ending>();
  return (key, profiles) => getOrMake(byKey, key, () => ({ id: byKey.size, profiles: profiles() }));
}

/** A program by its steps, which are asked for when its table is made. */
export function programOfSteps(id: number, steps: () => Steps, { slots, shapes }: Shaper): Program {
  const asked = lazily(() => {
    const { policies, profiles } = steps();
    slots.start();
    for (const { variant } of [...policies, ...profiles]) if (variant !== undefined) slots.add(variant);
    return slots.end();
  });
  const shape = lazily(() => {
    const { policies, profiles } = steps();
    shapes.start(asked());
    for (const { tier, applies, variant } of policies) shapes.policy(tier, applies === 'maybe', variant);
    for (const profile of profiles) shapes.profile(profile);
    return shapes.end();
  });
  return {
    id,
    get slots() {
      return asked();
    },
    steps,
    shape,
  };
}

// --- shapes ---------------------------------------------------------------------------------------------------------

const standings: Readonly<Record<CompiledTier['standing'], number>> = { real: 0, missing: 1, unknown: 2 };
const kindsOfProfile = { allow: 0, 'no-match': 1, missing: 2, written: 3 } as const;

/** Numbers the shapes of all programs of one reach, and of those after it. */
export interface Shaper {
  readonly slots: ReturnType<typeof createSlots>;
  readonly shapes: ReturnType<typeof createShapes>;
}

export const createShaper = (): Shaper => ({ slots: createSlots(), shapes: createShapes() });

/** Told the parts of one program after the other. */
function createSlots() {
  /** By id of a set: in which program it was last asked. */
  const round: number[] = [];
  let rounds = 0;
  /** Those of the program at hand; what stands behind them is of an earlier one. */
  const slots: ClassSet[] = [];
  let count = 0;
  return {
    start() {
      rounds += 1;
      count = 0;
    },
    add(variant: Variant) {
      for (let i = 0; i < variant.slots.length; i += 1) {
        const set = variant.slots[i] as ClassSet;
        if (round[set.id] === rounds) continue;
        round[set.id] = rounds;
        slots[count] = set;
        count += 1;
      }
    },
    end: (): readonly ClassSet[] => slots.slice(0, count),
  };
}

/** Told the steps of one program after the other. Each is a number and, with a variant, its shape and its slots. */
function createShapes() {
  const lists = createLists();
  /** By id of a set: its place among the slots of the program at hand. */
  const places: number[] = [];
  let tierBefore: CompiledTier | undefined;

  const add = ({ shape, slots }: Variant): void => {
    lists.add(shape);
    for (let i = 0; i < slots.length; i += 1) lists.add(places[(slots[i] as ClassSet).id] as number);
  };
  return {
    start(slots: readonly ClassSet[]) {
      for (let place = 0; place < slots.length; place += 1) places[(slots[place] as ClassSet).id] = place;
      tierBefore = undefined;
    },
    policy(tier: CompiledTier, maybe: boolean, variant: Variant) {
      if (tier !== tierBefore) lists.add(4 + 2 * standings[tier.standing] + (tier.defaultAction === 'Pass' ? 1 : 0));
      tierBefore = tier;
      lists.add(maybe ? 0 : 1);
      add(variant);
    },
    profile({ name, variant }: AppliedProfile) {
      lists.add(16 + kindsOfProfile[variant === undefined ? (builtInProfile(name) ?? 'missing') : 'written']);
      if (variant !== undefined) add(variant);
    },
    end: (): number => lists.close(),
  };
}

/** Every decision that programs of one shape may come to, in an order that they share. */
export function decisionsOf({ policies, profiles }: Steps): readonly Decision[] {
  return [
    ...policies.flatMap(({ policy, variant }) => [...variant.decisions, policy.endOfTier]),
    ...profiles.flatMap(({ name, variant }): readonly Decision[] => {
      if (variant !== undefined) return variant.decisions;
      const kind = builtInProfile(name);
      return kind === 'no-match' ? [] : [profileDecision(name, kind === 'allow' ? 'allow' : 'deny')];
    }),
    noProfileMatch,
  ];
}

/** As the walk takes it. */
export const walkedProgram = ({ direction, policies, profiles }: Steps): WalkedProgram => ({
  direction,
  tiers: byTier(policies, direction),
  profiles: profiles.map(({ name }) => name),
});
