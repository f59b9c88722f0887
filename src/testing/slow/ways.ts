import type { Decision, OpenReason, PathStep, Stage } from '../../model/verdict';
import type { Crossing } from './crossings';

/** One way a packet can fare: every decision it meets, up to the first deny. */
export interface Way {
  readonly steps: readonly PathStep[];
  /** Why nothing is known of the rest of the way. */
  readonly open: OpenReason | undefined;
}

export const outcomeOf = ({ steps, open }: Way): 'allow' | 'deny' | 'open' =>
  steps.at(-1)?.decision.action === 'deny' ? 'deny' : open === undefined ? 'allow' : 'open';

/** All ways through the crossings, one after the other. */
export function waysThrough(crossings: readonly Crossing[]): readonly Way[] {
  let ways: readonly Way[] = [{ steps: [], open: undefined }];
  for (const crossing of crossings) {
    ways = distinct(ways.flatMap((way) => (outcomeOf(way) === 'allow' ? onward(way, crossing) : [way])));
  }
  return ways;
}

function onward({ steps }: Way, crossing: Crossing): readonly Way[] {
  if ('open' in crossing) return [{ steps, open: crossing.open }];
  return stepsFrom(crossing, 0).map((more) => ({ steps: [...steps, ...more], open: undefined }));
}

/** All ways through the hooks of one crossing, from the given one on. */
function stepsFrom(crossing: Exclude<Crossing, { open: OpenReason }>, first: number): readonly Way['steps'][] {
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
export function commonStart(ways: readonly Way[]): Way['steps'] {
  const [first = [], ...others] = ways.map(({ steps }) => steps.map((step) => JSON.stringify(step)));
  const same = first.findIndex((step, i) => others.some((other) => other[i] !== step));
  return (ways[0]?.steps ?? []).slice(0, same === -1 ? first.length : same);
}
