/**
 * What a program says of every class at once, where classes answer its questions in too many patterns to go through
 * them one by one: for every part of the line on which the same entries count, one first match over bits of classes.
 * Tells verdicts only; who decided is worked out when somebody asks about a pair.
 */
import { getOrMake } from '../../base/collections';
import { createLists } from '../../base/lists';
import { normalize } from '../../net/intervals';
import { builtInProfile } from '../walk';
import { createAtoms, type Atoms } from './atoms';
import type { ClassSet } from './class-sets';
import { everywhereId, type Extents } from './extents';
import type { Variant } from './parts';
import type { Steps } from './programs';
import type { Rows } from './rows';

/** By class, the verdict of its row; `undefined` where it hangs on missing input or on written profiles. */
export type DenseVerdicts = (steps: Steps) => Int32Array | undefined;

export function createDense(classes: number, extents: Extents, rows: Rows): DenseVerdicts {
  const stepsOf = stepsMaker(classes, extents);
  const atomsOf = createAtoms(extents);
  const firstMatch = createFirstMatch(classes);
  const idsOf = new Map<Atoms, VerdictIds>();
  return (steps) => {
    const tiers = denseTiers(steps, stepsOf);
    if (tiers === undefined) return undefined;
    const atoms = atomsOf(linesIn(tiers));
    // A profile that is missing denies, and one of a service account has no rules.
    const endings = steps.profiles.map(({ name }) => builtInProfile(name) ?? 'missing');
    const atEnd = endings.find((kind) => kind !== 'no-match') === 'allow';
    const allowed = atoms.counting.map((counts, atom) => firstMatch(tiers, counts, { atEnd, atom }));
    return getOrMake(idsOf, atoms, () => verdictIds(atoms, rows))(allowed, classes);
  };
}

/** An entry for classes in `bits` (all where `undefined`) on the cells of an extent. */
interface Step {
  readonly kind: 'Allow' | 'Deny' | 'Pass';
  readonly line: number;
  readonly bits: Uint32Array | undefined;
}

/** The steps of a policy's entries. */
interface Part {
  readonly steps: readonly Step[];
  /** Extents that they count on, each once. */
  readonly lines: readonly number[];
}

interface Tier {
  readonly parts: readonly Part[];
  readonly defaultAction: 'Deny' | 'Pass';
}

/** Steps are worked out once for all programs that have the policy; `undefined` where they hang on missing input. */
type StepsOf = (variant: Variant) => Part | undefined;

function stepsMaker(classes: number, extents: Extents): StepsOf {
  const bitsOf = bitsMaker(classes);
  const known = new Map<Variant, Part | undefined>();
  const make = ({ entries }: Variant): Part | undefined => {
    const steps: Step[] = [];
    for (const { rule, line, peer } of entries) {
      const { action } = rule;
      if (action === 'Log') continue;
      for (const extent of new Set(peer?.extents ?? [everywhereId])) {
        if (!extents.isSure(line) || !extents.isSure(extent)) return undefined;
        steps.push({ kind: action, line: extents.both(line, extent), bits: peer && bitsOf(peer, extent) });
      }
    }
    return { steps, lines: [...new Set(steps.map(({ line }) => line))] };
  };
  return (variant) => {
    if (!known.has(variant)) known.set(variant, make(variant));
    return known.get(variant);
  };
}

/** Bits of the classes at which a set has an extent. */
function bitsMaker(classes: number): (set: ClassSet, extent: number) => Uint32Array {
  const known = new Map<ClassSet, Map<number, Uint32Array>>();
  return (set, extent) =>
    getOrMake(
      getOrMake(known, set, () => new Map<number, Uint32Array>()),
      extent,
      () => {
        const bits = new Uint32Array((classes + 31) >> 5);
        for (let i = 0; i < set.classes.length; i += 1) {
          if (set.extents !== undefined && set.extents[i] !== extent) continue;
          const own = set.classes[i] as number;
          bits[own >> 5] = (bits[own >> 5] as number) | (1 << (own & 31));
        }
        return bits;
      },
    );
}

function denseTiers({ policies, profiles }: Steps, stepsOf: StepsOf): readonly Tier[] | undefined {
  const tiers: Tier[] = [];
  let parts: Part[] = [];
  for (const [i, { tier, applies, variant }] of policies.entries()) {
    const own = stepsOf(variant);
    if (applies !== 'yes' || tier.standing === 'unknown' || own === undefined) return undefined;
    parts.push(own);
    if (policies[i + 1]?.tier === tier) continue;
    tiers.push({ parts, defaultAction: tier.defaultAction });
    parts = [];
  }
  return profiles.some(({ variant }) => variant !== undefined) ? undefined : tiers;
}

function linesIn(tiers: readonly Tier[]): ReadonlySet<number> {
  const found = new Set<number>();
  for (const { parts } of tiers) for (const { lines } of parts) for (const line of lines) found.add(line);
  return found;
}

interface Asked {
  /** Whether classes that no step decides are allowed. */
  readonly atEnd: boolean;
  /** Its answer is good until one is asked for the same atom again. */
  readonly atom: number;
}

/** Classes that the steps allow on an atom; `counts` says on which extents steps count there. */
type FirstMatch = (tiers: readonly Tier[], counts: Uint8Array, asked: Asked) => Uint32Array;

function createFirstMatch(classes: number): FirstMatch {
  const words = (classes + 31) >> 5;
  const undecided = new Uint32Array(words);
  const passed = new Uint32Array(words);
  const answers: Uint32Array[] = [];
  // Words in which something is still undecided: most are settled long before the last step.
  const alive = new Int32Array(words);
  let living = 0;

  const take = ({ kind, bits }: Step, allowed: Uint32Array): void => {
    const target = kind === 'Allow' ? allowed : kind === 'Pass' ? passed : undefined;
    let kept = 0;
    for (let i = 0; i < living; i += 1) {
      const word = alive[i] as number;
      const before = undecided[word] as number;
      const hit = bits === undefined ? before : before & (bits[word] as number);
      if (target !== undefined) target[word] = (target[word] as number) | hit;
      undecided[word] = before & ~hit;
      if (undecided[word] !== 0) alive[kept++] = word;
    }
    living = kept;
  };
  const endTier = (defaultAction: Tier['defaultAction']): void => {
    living = 0;
    for (let word = 0; word < words; word += 1) {
      const stays = defaultAction === 'Pass' ? (undecided[word] as number) : 0;
      undecided[word] = stays | (passed[word] as number);
      passed[word] = 0;
      if (undecided[word] !== 0) alive[living++] = word;
    }
  };
  return (tiers, counts, { atEnd, atom }) => {
    const allowed = (answers[atom] ??= new Uint32Array(words)).fill(0);
    undecided.fill(0xffffffff);
    for (let word = 0; word < words; word += 1) alive[word] = word;
    living = words;
    for (const { parts, defaultAction } of tiers) {
      for (let part = 0; part < parts.length; part += 1) {
        if (living === 0) break;
        const { steps } = parts[part] as Part;
        for (let i = 0; i < steps.length; i += 1) {
          const step = steps[i] as Step;
          if (counts[step.line] === 1) take(step, allowed);
        }
      }
      endTier(defaultAction);
    }
    if (atEnd) {
      for (let word = 0; word < words; word += 1)
        allowed[word] = (allowed[word] as number) | (undecided[word] as number);
    }
    return allowed;
  };
}

/** Of what classes are allowed, atom by atom, the verdict of each. */
type VerdictIds = (allowed: readonly Uint32Array[], classes: number) => Int32Array;

/** So few atoms that what a class is allowed of them is a place in a table. */
const fewAtoms = 14;

function verdictIds({ intervals }: Atoms, rows: Rows): VerdictIds {
  const idOf = (own: number, allowed: readonly Uint32Array[]): number => {
    const allow = normalize(intervals.flatMap((atom, i) => (bitOf(allowed[i] as Uint32Array, own) === 1 ? atom : [])));
    return rows.verdictId({ allow, open: [] });
  };
  const few = intervals.length <= fewAtoms;
  const states = createLists();
  const known: number[] = few ? Array.from({ length: 1 << intervals.length }, () => -1) : [];
  const stateOf = (own: number, allowed: readonly Uint32Array[]): number => {
    if (few) {
      let state = 0;
      for (let i = 0; i < allowed.length; i += 1) state |= bitOf(allowed[i] as Uint32Array, own) << i;
      return state;
    }
    for (const bits of allowed) states.add(bitOf(bits, own));
    return states.close();
  };
  return (allowed, classes) => {
    const verdicts = new Int32Array(classes);
    for (let own = 0; own < classes; own += 1) {
      const state = stateOf(own, allowed);
      const found = known[state] ?? -1;
      verdicts[own] = found === -1 ? (known[state] = idOf(own, allowed)) : found;
    }
    return verdicts;
  };
}

const bitOf = (bits: Uint32Array, own: number): number => ((bits[own >> 5] as number) >>> (own & 31)) & 1;
