import { existsSync, readFileSync } from 'node:fs';
import type { Meter } from './clock';

/** Needs `--expose-gc`. */
export const nodeMeter: Meter = {
  cpu() {
    const { user, system } = process.cpuUsage();
    return (user + system) / 1_000;
  },
  collect() {
    if (globalThis.gc === undefined) throw new Error('Run with --expose-gc.');
    globalThis.gc();
  },
  memory() {
    this.collect();
    const { heapUsed, external } = process.memoryUsage();
    return { heap: heapUsed / 1e6, buffers: external / 1e6 };
  },
  /** Where Linux tells, without what was there before the process started. */
  peakResident() {
    const status = existsSync('/proc/self/status') ? readFileSync('/proc/self/status', 'utf8') : '';
    const kilobytes = /^VmHWM:\s*([0-9]+)/m.exec(status)?.[1];
    return (kilobytes === undefined ? process.resourceUsage().maxRSS : Number(kilobytes)) / 1_000;
  },
};
