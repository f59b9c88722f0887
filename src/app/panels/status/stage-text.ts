import type { Progress } from '../../../base/task';
import { sizeText } from '../../../report/sentence';

/** The engine's word for what it is at, as people say it. */
export function stageText(progress: Progress | undefined): string {
  switch (progress?.stage) {
    case undefined:
    case 'read':
      return 'Reading files';
    case 'assemble':
      return 'Joining objects';
    case 'compile':
      return 'Ordering policies';
    case 'map':
      return 'Evaluating connections';
    default:
      return 'Evaluating';
  }
}

/** How far it is, for a meter; empty where nothing is told. */
export function meterOf(progress: Progress | undefined): { readonly value?: number; readonly max?: number } {
  const { done, total } = progress?.bytes ?? progress ?? { done: 0, total: 0 };
  return total > 1 ? { value: done, max: total } : {};
}

/** `312 of 917 MB`. */
export function bytesText({ done, total }: NonNullable<Progress['bytes']>): string {
  const all = sizeText(total);
  const own = sizeText(done);
  const unit = all.slice(all.indexOf(' '));
  return `${own.endsWith(unit) ? own.slice(0, -unit.length) : own} of ${all}`;
}

/** `36 ms`, `2.4 s`. */
export const tookText = (milliseconds: number): string =>
  milliseconds < 999.5 ? `${Math.max(1, Math.round(milliseconds))} ms` : `${(milliseconds / 1000).toFixed(1)} s`;
