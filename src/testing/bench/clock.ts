/** How long something takes, and what it keeps, in whatever host it runs. */

/** What a host tells of itself. */
export interface Meter {
  /** Milliseconds that the processors spent so far; `undefined` where nobody tells. */
  cpu(): number | undefined;
  /** Makes the collector do what is due, so that nobody else pays for it. */
  collect(): void;
  /** What is in use after that, in megabytes; `undefined` where nobody tells. */
  memory(): Memory | undefined;
  /** The most memory there ever was, in megabytes; `undefined` where nobody tells. */
  peakResident(): number | undefined;
}

export interface Memory {
  readonly heap: number;
  readonly buffers: number;
}

/** By the wall and by the processors; collectors and compilers beside the code count too. Milliseconds. */
export interface Took {
  readonly wall: number;
  readonly cpu: number | undefined;
}

export interface Timed<T> extends Took {
  readonly result: T;
}

export function timed<T>(meter: Meter, run: () => T): Timed<T> {
  const before = meter.cpu();
  const start = performance.now();
  const result = run();
  const wall = performance.now() - start;
  const after = meter.cpu();
  return { result, wall, cpu: before === undefined || after === undefined ? undefined : after - before };
}

export interface Series {
  /** The first run, before anything was compiled. */
  readonly cold: number;
  readonly min: number;
  readonly median: number;
  readonly runs: number;
  /** Of the run that took the processors least: what a busy machine can still tell. */
  readonly cpu: number | undefined;
  /** Of all runs together; well below 1, and the machine had other things to do. */
  readonly cpuToWall: number | undefined;
}

export function seriesOf(all: readonly Took[]): Series {
  const walls = all.map(({ wall }) => wall);
  const cpus = all.flatMap(({ cpu }) => cpu ?? []);
  const sorted = walls.toSorted((a, b) => a - b);
  const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);
  return {
    cold: walls[0] ?? 0,
    min: sorted[0] ?? 0,
    median: sorted[sorted.length >> 1] ?? 0,
    runs: all.length,
    cpu: cpus.length === 0 ? undefined : Math.min(...cpus),
    cpuToWall: cpus.length === 0 ? undefined : sum(cpus) / sum(walls),
  };
}
