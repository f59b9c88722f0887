import type { Decision, PathStep, Stage } from '../../model/verdict';
import type { Crossing } from './crossings';

/** One way a packet can fare: every decision it meets, up to the first deny. */
export type Way = readonly PathStep[];

export const outcomeOf = (way: Way): 'allow' | 'deny' => way.at(-1)?.decision.action ?? 'allow';

/** All ways through the crossings, one after the other. */
export function waysThrough(crossings: readonly Crossing[]): readonly Way[] {
  let ways: readonly Way[] = [[]];
  for (const crossing of crossings) {
    ways = distinct(
      ways.flatMap((way) =>
        outcomeOf(way) === 'deny' ? [way] : stepsFrom(crossing, 0).map((steps) => [...way, ...steps]),
      ),
    );
  }
  return ways;
}

/** All ways through the hooks of one crossing, from the given one on. */
function stepsFrom(crossing: Crossing, first: number): readonly Way[] {
  const hook = crossing.hooks[first];
  if (hook === undefined) return [[]];
  const { at, direction } = crossing;
  const decided = hook.endings.decisions.flatMap((decision) => {
    const step = { at, direction, stage: hook.stage, decision };
    return ends(hook.stage, decision) ? [[step]] : stepsFrom(crossing, first + 1).map((more) => [step, ...more]);
  });
  return [...decided, ...(hook.endings.fallsOut ? stepsFrom(crossing, first + 1) : [])];
}

/** A policy's Allow in the first two classes ends the whole passage, a failsafe port only its own class (4.4). */
const ends = (stage: Stage, { action, by }: Decision): boolean =>
  action === 'deny' || ((stage === 'untracked' || stage === 'pre-dnat') && by !== 'failsafe');

export function distinct(ways: readonly Way[]): readonly Way[] {
  const texts = ways.map((way) => JSON.stringify(way));
  return ways.filter((_, i) => texts.indexOf(texts[i] ?? '') === i);
}

/** The decisions that the packet is sure to meet: those with which every way begins. */
export function commonStart(ways: readonly Way[]): Way {
  const [first = [], ...others] = ways.map((way) => way.map((step) => JSON.stringify(step)));
  const same = first.findIndex((step, i) => others.some((other) => other[i] !== step));
  return (ways[0] ?? []).slice(0, same === -1 ? first.length : same);
}
