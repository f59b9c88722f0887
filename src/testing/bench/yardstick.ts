/**
 * What every machine can do: `JSON.parse` of 50 MB of pods. Results are told as multiples of it, so that they compare
 * across machines, and across moods of one.
 */
import { planOf } from '../load/plan';
import { podObject } from '../load/pod-object';
import { podsOf } from '../load/pods';
import { sizes } from '../load/sizes';

export const yardstickBytes = 50e6;

/** One pod; the text is a list of as many as it takes. A browser makes its own from it. */
export function yardstickPod(): string {
  for (const pod of podsOf(planOf(sizes.S, 1))) return JSON.stringify(podObject(pod));
  throw new Error('no pods');
}

/** The best of three, in milliseconds. Leaves much garbage: measure memory before. */
export function yardstick(): number {
  const pod = yardstickPod();
  const text = `[${Array<string>(Math.round(yardstickBytes / pod.length))
    .fill(pod)
    .join(',')}]`;
  const times = [1, 2, 3].map(() => {
    const start = performance.now();
    JSON.parse(text);
    return performance.now() - start;
  });
  return Math.min(...times);
}
