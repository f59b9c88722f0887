import { planOf } from '../load/plan';
import { resourcesOf } from '../load/resources';
import { sizes, type SizeName } from '../load/sizes';
import { peakResident, retained, seriesOf, timed, type Series, type Timed, type Took } from './clock';
import { recorded } from './recorded';
import { stages, type Made, type Stage, type Totals } from './stages';
import { yardstick } from './yardstick';

export interface Measured {
  readonly size: SizeName;
  readonly pods: number;
  /** Milliseconds for the yardstick, in this process. */
  readonly yardstick: number;
  readonly stages: readonly MeasuredStage[];
  /** Megabytes, after the first run of every stage. */
  readonly peakResident: number;
}

/** Times in milliseconds, for one answer. */
export interface MeasuredStage extends Series {
  readonly name: string;
  readonly totals: Totals;
  /** By those that are recorded. `wrong` fails the run; `new` has nothing to compare with. */
  readonly check: 'right' | 'wrong' | 'new';
  /** Megabytes more than before that stay in use, after its first run. */
  readonly heap: number;
  readonly buffers: number;
}

/** Warm runs go on until there are so many, or so many milliseconds are spent. */
const enoughRuns = 7;
const patience = 20_000;

/** One size in this process, which should be a new one: first every stage once, then each again and again. */
export function measureSize(size: SizeName, only: readonly string[]): Measured {
  const plan = planOf(sizes[size], 1);
  const before = retained();
  const generated = timed(() => resourcesOf(plan, () => {}));
  const made: Made = { plan, resources: generated.result };
  const { pods } = sizes[size];
  const chosen = stages.filter((stage, index) => pods <= stage.mostPods && isAsked(stage, index, only));
  const generatedMemory = retained();
  let memory = generatedMemory;
  const first = chosen.map((stage) => {
    const run = runOnce(stage, made);
    const after = retained();
    const grown = difference(memory, after);
    memory = after;
    return { stage, run, grown };
  });
  const peak = peakResident();
  const measured = first.map(({ stage, run, grown }): MeasuredStage => ({
    ...perAnswer(stage, [run, ...warmRuns(stage, made, run)]),
    ...checked(size, stage.name, run.result),
    ...grown,
  }));
  const generate: MeasuredStage = {
    name: 'generate',
    ...seriesOf([generated]),
    ...checked(size, 'generate', { resources: made.resources.length }),
    ...difference(before, generatedMemory),
  };
  return { size, pods, yardstick: yardstick(), stages: [generate, ...measured], peakResident: peak };
}

function runOnce(stage: Stage, made: Made): Timed<Totals> {
  stage.prepare?.(made);
  // Else the collector's bill for what was before is paid here.
  globalThis.gc?.();
  const run = timed(() => stage.run(made));
  return { ...run, result: { ...run.result, ...stage.check?.(made) } };
}

type Memory = ReturnType<typeof retained>;

const difference = (before: Memory, after: Memory): Memory => ({
  heap: after.heap - before.heap,
  buffers: after.buffers - before.buffers,
});

/** Without names everything; with names what they name, and all that it may need. */
function isAsked(stage: Stage, index: number, only: readonly string[]): boolean {
  const named = ({ name }: Stage): boolean => only.some((asked) => name.startsWith(asked));
  if (stage.ablation) return named(stage);
  return only.length === 0 || stages.slice(index).some(named);
}

function warmRuns(stage: Stage, made: Made, first: Timed<Totals>): readonly Took[] {
  const runs: Took[] = [];
  let spent = first.wall;
  while (runs.length < enoughRuns - 1 && spent < patience) {
    const run = runOnce(stage, { ...made });
    if (JSON.stringify(run.result) !== JSON.stringify(first.result)) throw new Error(`${stage.name} changed its mind.`);
    runs.push(run);
    spent += run.wall;
  }
  return runs;
}

function perAnswer({ name, answers }: Stage, runs: readonly Took[]): Series & { readonly name: string } {
  return { name, ...seriesOf(runs.map(({ wall, cpu }) => ({ wall: wall / answers, cpu: cpu / answers }))) };
}

function checked(size: SizeName, stage: string, totals: Totals): Pick<MeasuredStage, 'totals' | 'check'> {
  const known = recorded[size]?.[stage];
  if (known === undefined) return { totals, check: 'new' };
  return { totals, check: Object.keys(known).every((name) => known[name] === totals[name]) ? 'right' : 'wrong' };
}
