/**
 * What the answers of each stage add up to, by size; `npm run bench` fails where they differ. What can be reached was also
 * counted class by class, at S flow by flow too, and at M for a sample of senders: `npm run bench -- --verify`.
 */
import type { SizeName } from '../load/sizes';
import type { Totals } from './stages';

export const recorded: Readonly<Partial<Record<SizeName, Readonly<Record<string, Totals>>>>> = {
  S: {
    generate: { resources: 1_458 },
    assemble: { endpoints: 1_000, policies: 100, services: 195 },
    compile: { policies: 100, rules: 113 },
    totals: { pairs: 999_000, reachable: 220_949, open: 0 },
    'verdict of a pair': { allowed: 230 },
    'connectivity by workload': { connections: 16_014 },
    'connectivity, with denied': { connections: 54_180 },
  },
  M: {
    generate: { resources: 14_169 },
    assemble: { endpoints: 10_000, policies: 1_000, services: 1_751 },
    compile: { policies: 1_000, rules: 943 },
    totals: { pairs: 99_990_000, reachable: 19_448_156, open: 0 },
    'verdict of a pair': { allowed: 202 },
  },
};
