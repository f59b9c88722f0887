import { planOf } from '../load/plan';
import { resourcesOf } from '../load/resources';
import { sizes, type SizeName } from '../load/sizes';
import { seriesOf, timed, type Memory, type Meter, type Series, type Timed, type Took } from './clock';
import { recorded } from './recorded';
import { stages, type Made, type Stage, type Totals } from './stages';
import { yardstick } from './yardstick';

export interface Asked {
  readonly size: SizeName;
  /** Beginnings of names of stages; none: all. */
  readonly stages: readonly string[];
}

export interface Measured {
  readonly size: SizeName;
  readonly pods: number;
  /** Milliseconds for the yardstick, in this process. */
  readonly yardstick: number;
  readonly stages: readonly MeasuredStage[];
  /** Megabytes, after the first run of every stage; `undefined` where the host does not tell. */
  readonly peakResident: number | undefined;
}

/** Times in milliseconds, for one answer. */
export interface MeasuredStage extends Series {
  readonly name: string;
  readonly totals: Totals;
  /** By those that are recorded. `wrong` fails the run; `new` has nothing to compare with. */
  readonly check: 'right' | 'wrong' | 'new';
  /** What more than before stays in use, after its first run. */
  readonly keeps: Memory | undefined;
}

/** Warm runs go on until there are so many, or so many milliseconds are spent. */
const enoughRuns = 7;
const patience = 20_000;

/** One size in this process, which should be a new one: first every stage once, then each again and again. */
export function measureSize({ size, stages: only }: Asked, meter: Meter): Measured {
  const plan = planOf(sizes[size], 1);
  const before = meter.memory();
  const generated = timed(meter, () => resourcesOf(plan, () => {}));
  const made: Made = { plan, resources: generated.result };
  const { pods } = sizes[size];
  const chosen = stages.filter((stage, index) => pods <= stage.mostPods && isAsked(stage, index, only));
  const generatedMemory = meter.memory();
  let memory = generatedMemory;
  const first = chosen.map((stage) => {
    const run = runOnce(stage, made, meter);
    const after = meter.memory();
    const keeps = difference(memory, after);
    memory = after;
    return { stage, run, keeps };
  });
  const peak = meter.peakResident();
  const measured = first.map(({ stage, run, keeps }): MeasuredStage => ({
    ...perAnswer(stage, [run, ...warmRuns(stage, made, run, meter)]),
    ...checked(size, stage.name, run.result),
    keeps,
  }));
  const generate: MeasuredStage = {
    name: 'generate',
    ...seriesOf([generated]),
    ...checked(size, 'generate', { resources: made.resources.length }),
    keeps: difference(before, generatedMemory),
  };
  return { size, pods, yardstick: yardstick(), stages: [generate, ...measured], peakResident: peak };
}

function runOnce(stage: Stage, made: Made, meter: Meter): Timed<Totals> {
  stage.prepare?.(made);
  // Else the collector's bill for what was before is paid here.
  meter.collect();
  const run = timed(meter, () => stage.run(made));
  return { ...run, result: { ...run.result, ...stage.check?.(made) } };
}

const difference = (before: Memory | undefined, after: Memory | undefined): Memory | undefined =>
  before && after && { heap: after.heap - before.heap, buffers: after.buffers - before.buffers };

/** Beginnings of names that no stage has. */
export const unknownStages = (only: readonly string[]): readonly string[] =>
  only.filter((asked) => !stages.some(({ name }) => name.startsWith(asked)));

export const stageNames = (): readonly string[] => stages.map(({ name }) => name);

/** Without names everything; with names what they name, and all that it may need. */
function isAsked(stage: Stage, index: number, only: readonly string[]): boolean {
  const named = ({ name }: Stage): boolean => only.some((asked) => name.startsWith(asked));
  if (stage.ablation) return named(stage);
  return only.length === 0 || stages.slice(index).some(named);
}

function warmRuns(stage: Stage, made: Made, first: Timed<Totals>, meter: Meter): readonly Took[] {
  const runs: Took[] = [];
  let spent = first.wall;
  while (runs.length < enoughRuns - 1 && spent < patience) {
    const run = runOnce(stage, { ...made }, meter);
    if (JSON.stringify(run.result) !== JSON.stringify(first.result)) throw new Error(`${stage.name} changed its mind.`);
    runs.push(run);
    spent += run.wall;
  }
  return runs;
}

function perAnswer({ name, answers }: Stage, runs: readonly Took[]): Series & { readonly name: string } {
  return { name, ...seriesOf(runs.map(({ wall, cpu }) => ({ wall: wall / answers, cpu: cpu && cpu / answers }))) };
}

function checked(size: SizeName, stage: string, totals: Totals): Pick<MeasuredStage, 'totals' | 'check'> {
  const known = recorded[size]?.[stage];
  if (known === undefined) return { totals, check: 'new' };
  return { totals, check: Object.keys(known).every((name) => known[name] === totals[name]) ? 'right' : 'wrong' };
}
