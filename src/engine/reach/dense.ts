/**
 * What a program says of every class at once, where classes answer its questions in too many patterns to go through
 * them one by one: for every part of the line on which the same entries count, one first match over bits of classes.
 * Tells verdicts only; who decided is worked out when somebody asks about a pair.
 */
import { getOrMake } from '../../base/collections';
import { createSequences } from '../../base/sequences';
import { normalize, type Interval } from '../../net/intervals';
import { lineEnd, type Line } from '../line';
import { builtInProfile } from '../walk';
import type { ClassSet } from './class-sets';
import { everywhereId, type Extents } from './extents';
import type { Variant } from './parts';
import type { Program, Steps } from './programs';
import type { RowVerdict } from './rows';

/** A step of the walk, for classes in `bits` (all where `undefined`) on `line`. */
type Step =
  | { readonly kind: 'Allow' | 'Deny' | 'Pass'; readonly line: Line; readonly bits: Uint32Array | undefined }
  | { readonly kind: 'end-of-tier'; readonly action: 'Deny' | 'Pass' };

/** Bits of the classes at which a set has an extent. */
export type BitsOf = (set: ClassSet, extent: number) => Uint32Array;

export function bitsMaker(classes: number): BitsOf {
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

/** The steps of a policy's entries; `undefined` where they hang on missing input. */
export type StepsOf = (variant: Variant) => readonly Step[] | undefined;

/** Worked out once for all programs that have the policy. */
export function stepsMaker(extents: Extents, bitsOf: BitsOf): StepsOf {
  const isSure = (extent: number) => extents.of(extent).certain === extents.of(extent).possible;
  const known = new Map<Variant, readonly Step[] | undefined>();
  const make = ({ entries }: Variant): readonly Step[] | undefined => {
    const found: Step[] = [];
    for (const { rule, line, peer } of entries) {
      const { action } = rule;
      if (action === 'Log') continue;
      for (const extent of new Set(peer?.extents ?? [everywhereId])) {
        if (!isSure(line) || !isSure(extent)) return undefined;
        const own = extents.of(extents.both(line, extent)).certain;
        found.push({ kind: action, line: own, bits: peer && bitsOf(peer, extent) });
      }
    }
    return found;
  };
  return (variant) => {
    if (!known.has(variant)) known.set(variant, make(variant));
    return known.get(variant);
  };
}

/** `undefined` where the program hangs on missing input or on written profiles: those are walked. */
export function denseSteps(steps: Steps, stepsOf: StepsOf): readonly Step[] | undefined {
  const found: Step[] = [];
  for (const [i, { tier, applies, variant }] of steps.policies.entries()) {
    const own = stepsOf(variant);
    if (applies !== 'yes' || tier.standing === 'unknown' || own === undefined) return undefined;
    for (const step of own) found.push(step);
    if (steps.policies[i + 1]?.tier !== tier) found.push({ kind: 'end-of-tier', action: tier.defaultAction });
  }
  return steps.profiles.some(({ variant }) => variant !== undefined) ? undefined : found;
}

/** By class, the verdict of its row. */
export function denseVerdicts(
  program: Program,
  steps: readonly Step[],
  classes: number,
  idOf: (verdict: RowVerdict) => number,
): Int32Array {
  // A profile that is missing denies, and one of a service account has no rules.
  const ending = program.steps().profiles.map(({ name }) => builtInProfile(name) ?? 'missing');
  const atEnd = ending.find((kind) => kind !== 'no-match') === 'allow';
  const atoms = atomsOf(steps);
  const allowed = atoms.map(({ counting }) => firstMatch(counting, classes, atEnd));
  const states = statesOf(allowed, classes);
  const verdictAt = (own: number): number => idOf({ allow: allowedOf(atoms, own, allowed), open: [] });
  if (atoms.length > fewAtoms) {
    const ids = new Map<number, number>();
    return states.map((state, own) => getOrMake(ids, state, () => verdictAt(own)));
  }
  const ids = new Int32Array(1 << atoms.length).fill(-1);
  return states.map((state, own) => {
    const known = ids[state] as number;
    return known === -1 ? (ids[state] = verdictAt(own)) : known;
  });
}

/** So few that what a class is allowed of them is a place in a table. */
const fewAtoms = 14;
const atomsInStep = 30;

/** By class, a number for the atoms that it is allowed: their bits, or a sequence of bits where they are many. */
function statesOf(allowed: readonly Uint32Array[], classes: number): Int32Array {
  const steps: Int32Array[] = [];
  for (let from = 0; from < allowed.length; from += atomsInStep) {
    const masks = new Int32Array(classes);
    for (const [atom, bits] of allowed.slice(from, from + atomsInStep).entries()) mark(masks, bits, 1 << atom);
    steps.push(masks);
  }
  const [only] = steps;
  if (steps.length === 1 && only !== undefined) return only;
  const sequences = createSequences();
  return Int32Array.from({ length: classes }, (_, own) =>
    steps.reduce((state, masks) => sequences.next(state, masks[own] as number), 0),
  );
}

/** What a class is allowed, atom by atom; worked out once for classes that are allowed the same. */
const allowedOf = (atoms: readonly Atom[], own: number, allowed: readonly Uint32Array[]): Line =>
  normalize(atoms.flatMap(({ intervals }, i) => (isIn(allowed[i] as Uint32Array, own) ? intervals : [])));

const isIn = (bits: Uint32Array, own: number): boolean => ((bits[own >> 5] as number) & (1 << (own & 31))) !== 0;

function mark(masks: Int32Array, bits: Uint32Array, flag: number): void {
  for (let word = 0; word < bits.length; word += 1) {
    for (let left = bits[word] as number; left !== 0; left &= left - 1) {
      const own = 32 * word + 31 - Math.clz32(left & -left);
      if (own < masks.length) masks[own] = (masks[own] as number) | flag;
    }
  }
}

interface Atom {
  readonly intervals: readonly Interval<number>[];
  /** The steps that count on it, in order. */
  readonly counting: readonly Step[];
}

/** Parts of the line on which the same steps count. */
function atomsOf(steps: readonly Step[]): readonly Atom[] {
  const lines = new Set<Line>();
  for (const step of steps) if (step.kind !== 'end-of-tier') lines.add(step.line);
  const bounds = new Set([0, lineEnd]);
  for (const line of lines) for (const [start, end] of line) bounds.add(start).add(end);
  const cuts = [...bounds].sort((a, b) => a - b);
  const places = new Map(cuts.map((cut, i) => [cut, i]));
  const linesAt = cuts.map(() => new Set<Line>());
  const keys = cuts.map(() => '');
  for (const [id, line] of [...lines].entries()) {
    for (const [start, end] of line) {
      for (let i = places.get(start) as number; i < (places.get(end) as number); i += 1) {
        linesAt[i]?.add(line);
        keys[i] += `${id} `;
      }
    }
  }
  const found = new Map<string, { readonly intervals: Interval<number>[]; readonly counting: readonly Step[] }>();
  for (let i = 0; i + 1 < cuts.length; i += 1) {
    const own = linesAt[i] as ReadonlySet<Line>;
    const counts = (step: Step): boolean => step.kind === 'end-of-tier' || own.has(step.line);
    getOrMake(found, keys[i] as string, () => ({ intervals: [], counting: steps.filter(counts) })).intervals.push([
      cuts[i] as number,
      cuts[i + 1] as number,
    ]);
  }
  return [...found.values()];
}

/** Classes that the steps allow; those that no step decides are allowed where `atEnd` says so. */
function firstMatch(steps: readonly Step[], classes: number, atEnd: boolean): Uint32Array {
  const words = (classes + 31) >> 5;
  const undecided = new Uint32Array(words).fill(0xffffffff);
  const passed = new Uint32Array(words);
  const allowed = new Uint32Array(words);
  // Words in which something is still undecided: most are settled long before the last step.
  const alive = Int32Array.from({ length: words }, (_, word) => word);
  let living = words;
  for (const step of steps) {
    if (step.kind === 'end-of-tier') {
      living = 0;
      for (let word = 0; word < words; word += 1) {
        const stays = step.action === 'Pass' ? (undecided[word] as number) : 0;
        undecided[word] = stays | (passed[word] as number);
        passed[word] = 0;
        if (undecided[word] !== 0) alive[living++] = word;
      }
      continue;
    }
    const target = step.kind === 'Allow' ? allowed : step.kind === 'Pass' ? passed : undefined;
    const { bits } = step;
    let kept = 0;
    for (let i = 0; i < living; i += 1) {
      const word = alive[i] as number;
      const hit = (undecided[word] as number) & (bits === undefined ? 0xffffffff : (bits[word] as number));
      if (target !== undefined) target[word] = (target[word] as number) | hit;
      undecided[word] = (undecided[word] as number) & ~hit;
      if (undecided[word] !== 0) alive[kept++] = word;
    }
    living = kept;
  }
  if (atEnd)
    for (let word = 0; word < words; word += 1) allowed[word] = (allowed[word] as number) | (undecided[word] as number);
  return allowed;
}
