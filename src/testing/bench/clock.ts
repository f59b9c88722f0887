import { existsSync, readFileSync } from 'node:fs';

/** How long something took, by the wall and by the processors; collectors and compilers beside the code count too. */
export interface Took {
  /** Milliseconds. */
  readonly wall: number;
  readonly cpu: number;
}

export interface Timed<T> extends Took {
  readonly result: T;
}

export function timed<T>(run: () => T): Timed<T> {
  const used = process.cpuUsage();
  const start = performance.now();
  const result = run();
  const wall = performance.now() - start;
  const { user, system } = process.cpuUsage(used);
  return { result, wall, cpu: (user + system) / 1_000 };
}

export interface Series {
  /** The first run, before anything was compiled. */
  readonly cold: number;
  readonly min: number;
  readonly median: number;
  readonly runs: number;
  /** Of the run that took the processors least: what a busy machine can still tell. */
  readonly cpu: number;
  /** Of all runs together; well below 1, and the machine had other things to do. */
  readonly cpuToWall: number;
}

export function seriesOf(all: readonly Took[]): Series {
  const walls = all.map(({ wall }) => wall);
  const sorted = walls.toSorted((a, b) => a - b);
  const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);
  return {
    cold: walls[0] ?? 0,
    min: sorted[0] ?? 0,
    median: sorted[sorted.length >> 1] ?? 0,
    runs: all.length,
    cpu: Math.min(...all.map(({ cpu }) => cpu)),
    cpuToWall: sum(all.map(({ cpu }) => cpu)) / sum(walls),
  };
}

/** Megabytes after a forced collection; needs `--expose-gc`. */
export function retained(): { readonly heap: number; readonly buffers: number } {
  if (globalThis.gc === undefined) throw new Error('Run with --expose-gc.');
  globalThis.gc();
  const { heapUsed, external } = process.memoryUsage();
  return { heap: heapUsed / 1e6, buffers: external / 1e6 };
}

/** The most memory the process ever had, in megabytes. Where Linux tells, without what was there before it started. */
export function peakResident(): number {
  const status = existsSync('/proc/self/status') ? readFileSync('/proc/self/status', 'utf8') : '';
  const kilobytes = /^VmHWM:\s*([0-9]+)/m.exec(status)?.[1];
  return (kilobytes === undefined ? process.resourceUsage().maxRSS : Number(kilobytes)) / 1_000;
}
