/**
 * A reach brought up to date after an edit of policies: classes that the edit tells apart are split further, and only
 * those that an edited policy selects, or did select, are given programs anew. The reach before it stays as it is.
 */
import { getOrMake } from '../../base/collections';
import { lazily } from '../../base/lazily';
import { createSequences } from '../../base/sequences';
import type { Truth } from '../../base/truth';
import type { Direction } from '../../model/resource';
import { isHostOnly } from '../compile/endpoint-programs';
import type { CompiledCluster, CompiledPolicy, CompiledTier } from '../compile/compiled';
import { createClassSets, extentIn, type ClassSet, type ClassSets } from './class-sets';
import { editBetween, sidesOf, standsOn, type PolicyEdit } from './edit';
import { everywhereId, nowhereId } from './extents';
import { carriedList, createLineage, splitFurther } from './lineage';
import { createPartMaker, type Variant } from './parts';
import { programOfSteps, type AppliedPolicy, type Program, type Programs, type Steps } from './programs';
import { judgedReach, membersOf, reachWith, type Reach, type Workings } from './reach';
import { alikeIn } from './refine';
import { leaveTotals } from './totals';

/** Tables and sets made of fewer classes are carried along while classes were split no more often. */
const mostGenerations = 64;

/**
 * What `reachOf` would say of `compiled`, but for the numbers of classes and how finely endpoints are told apart.
 * `undefined` where the edit asks for more than the reach before it stands on.
 */
export function updatedReach(reach: Reach, compiled: CompiledCluster): Reach | undefined {
  const { ground, compiled: before, lineage: older } = reach.workings;
  // Splits that nothing needs any longer end where they are most of all.
  const edit = older.classes <= 2 * ground.classes + 1_000 ? editBetween(before, compiled) : undefined;
  if (edit === undefined || !standsOn(ground, compiled, edit)) return undefined;

  const workings = splitWorkings(reach.workings, compiled, edit);
  const { classOf, lineage } = workings;
  const split = classOf !== reach.classOf;
  const members = split ? membersOf(reach.peers, classOf, lineage.classes) : reach;
  const subjectsOf = subjectsIn(workings, members.samples);
  const tooMany = lineage.generations > mostGenerations || reach.programs.all.length > 4 * lineage.classes + 1_000;
  if (tooMany || isGlobal(reach, edit, workings, subjectsOf)) {
    return judgedReach(settled(workings));
  }
  const { all } = reach.programs;
  const first = all.length;
  const programs = editedPrograms(reach.programs, edit, workings, subjectsOf);
  const next = reachWith(workings, members, programs, reach.tables.after(first, lineage));
  leaveTotals(reach, next);
  return next;
}

function splitWorkings(workings: Workings, compiled: CompiledCluster, { added }: PolicyEdit): Workings {
  const { ground, classSets } = workings;
  const { selectedBy, sideOf } = ground.peerSets;
  const sets = new Set([
    ...added.flatMap(({ selected }) => (selected === undefined ? [] : [selectedBy(selected)])),
    ...sidesOf(added).flatMap((side) => sideOf(side).set ?? []),
  ]);
  const further = [...sets].filter((set) => !classSets.has(set));
  const { classOf, lineage } =
    further.length === 0
      ? workings
      : splitFurther(
          workings.classOf,
          workings.lineage,
          further.flatMap(({ peers, extents }) => alikeIn(peers, extents)),
        );
  const same = classOf === workings.classOf;
  return {
    ground,
    compiled,
    classOf,
    lineage,
    classSets: same ? classSets : classSets.after(classOf, lineage),
  };
}

/** As if its classes had been there from the start. */
function settled(workings: Workings): Workings {
  const { classOf, lineage } = workings;
  if (lineage.founders === lineage.classes) return workings;
  const settledLineage = createLineage(lineage.classes);
  return { ...workings, lineage: settledLineage, classSets: createClassSets(classOf, settledLineage) };
}

/** The classes that a policy applies to. */
type SubjectsOf = (policy: CompiledPolicy) => Pick<ClassSet, 'classes' | 'extents'>;

function subjectsIn({ classSets, ground }: Workings, samples: Int32Array): SubjectsOf {
  const everyone = lazily(() => samples.map((_, own) => own).filter((own) => (samples[own] as number) >= 0));
  return ({ selected }) =>
    selected === undefined
      ? { classes: everyone(), extents: undefined }
      : classSets.of(ground.peerSets.selectedBy(selected));
}

const isJudging = (policy: CompiledPolicy, direction: Direction): boolean =>
  !isHostOnly(policy) && policy.types.includes(direction);

const touched = ({ removed, added }: PolicyEdit, direction: Direction): readonly CompiledPolicy[] =>
  [...removed, ...added].filter((policy) => isJudging(policy, direction));

/** Whether sets so large were added that coarse groups had better be made anew. */
function isGlobal({ tables }: Reach, edit: PolicyEdit, { ground, classSets }: Workings, subjectsOf: SubjectsOf) {
  const most = ground.thresholds?.edited ?? Infinity;
  // Most classes are touched twice: by a policy as it was and as it is.
  const touches = (direction: Direction): number =>
    touched(edit, direction).reduce((sum, policy) => sum + subjectsOf(policy).classes.length / 2, 0);
  const isNew = (set: ClassSet): boolean => set.classes.length > tables.limit && !tables.isLarge(set);
  return (
    directions.some((direction) => touches(direction) > most) ||
    sidesOf(edit.added).some((side) => {
      const { set } = ground.peerSets.sideOf(side);
      return set !== undefined && isNew(classSets.of(set));
    })
  );
}

const directions: readonly Direction[] = ['Egress', 'Ingress'];

function editedPrograms(programs: Programs, edit: PolicyEdit, workings: Workings, subjectsOf: SubjectsOf): Programs {
  const { all } = programs;
  const edited = (direction: Direction): Int32Array => {
    const before = direction === 'Egress' ? programs.egress : programs.ingress;
    const programOf = carriedList(before, workings.lineage).slice();
    const affected = new Set<number>();
    for (const policy of touched(edit, direction)) for (const own of subjectsOf(policy).classes) affected.add(own);
    if (affected.size === 0) return programOf;
    const programFor = editedProgram(direction, edit, workings, {
      all,
      gained: gainedBy(direction, edit, workings, subjectsOf),
    });
    for (const own of affected) programOf[own] = programFor(own, all[programOf[own] as number] as Program);
    return programOf;
  };
  return { egress: edited('Egress'), ingress: edited('Ingress'), all };
}

/** Added policies that apply to a class. */
type GainedBy = (own: number) => readonly AppliedPolicy[];

function gainedBy(direction: Direction, edit: PolicyEdit, workings: Workings, subjectsOf: SubjectsOf): GainedBy {
  const { ground, classSets, compiled } = workings;
  const parts = createPartMaker(ground.family, ground.peerSets, classSets, ground);
  const side = direction === 'Ingress' ? 'ingress' : 'egress';
  const tiers = tiersByName(compiled);
  const added = edit.added
    .filter((policy) => isJudging(policy, direction))
    .map((policy) => ({
      policy,
      tier: tiers.get(policy.tier) as CompiledTier,
      subjects: subjectsOf(policy),
      variantOf: parts.make(policy[side], direction),
    }));
  return (own) =>
    added.flatMap(({ policy, tier, subjects, variantOf }): readonly AppliedPolicy[] => {
      const extent = extentIn(subjects, own);
      if (extent === nowhereId) return [];
      const applies: Truth = extent === everywhereId ? 'yes' : 'maybe';
      return [{ tier, policy, applies, variant: variantOf(own) }];
    });
}

const tiersByName = ({ tiers }: CompiledCluster): ReadonlyMap<string, CompiledTier> =>
  new Map(tiers.map((tier) => [tier.name, tier]));

/** The program of a class after the edit, given the one before: put together when its table is made. */
function editedProgram(
  direction: Direction,
  { removed, compare }: PolicyEdit,
  { ground, classSets, compiled }: Workings,
  { all, gained }: { readonly all: Program[]; readonly gained: GainedBy },
): (own: number, before: Program) => number {
  const tiers = tiersByName(compiled);
  const carry = variantCarrier(classSets);
  const keys = createSequences();
  const known = new Map<number, number>();

  const stepsAfter = (before: Program, come: readonly AppliedPolicy[]): Steps => {
    const { policies: applied, profiles: ending } = before.steps();
    const kept = applied.flatMap(({ policy, applies, variant }): readonly AppliedPolicy[] =>
      removed.has(policy)
        ? []
        : [{ tier: tiers.get(policy.tier) as CompiledTier, policy, applies, variant: carry(variant) }],
    );
    return {
      direction,
      policies: [...kept, ...come].sort((a, b) => compare(a.policy, b.policy)),
      profiles: ending.map(({ name, variant }) => ({ name, variant: variant && carry(variant) })),
    };
  };
  return (own, before) => {
    const come = gained(own);
    let key = keys.next(0, before.id);
    for (const { applies, variant } of come) key = keys.next(key, 2 * variant.id + (applies === 'maybe' ? 1 : 0));
    return getOrMake(known, key, () => {
      const steps = lazily(() => stepsAfter(before, come));
      return all.push(programOfSteps(all.length, steps, ground.shaper)) - 1;
    });
  };
}

/** Variants as they ask classes split later. */
function variantCarrier(classSets: ClassSets): (variant: Variant) => Variant {
  const known = new Map<Variant, Variant>();
  const carried = (variant: Variant): Variant => {
    const entries = variant.entries.map((entry) => {
      const peer = entry.peer && classSets.carried(entry.peer);
      return peer === entry.peer ? entry : { ...entry, peer };
    });
    if (entries.every((entry, i) => entry === variant.entries[i])) return variant;
    return { ...variant, entries, slots: variant.slots.map((set) => classSets.carried(set)) };
  };
  return (variant) => getOrMake(known, variant, () => carried(variant));
}
