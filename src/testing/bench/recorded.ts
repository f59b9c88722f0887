/**
 * What the answers of each stage add up to, by size; `npm run bench` fails where they differ. What can be reached was also
 * counted class by class, at S flow by flow too, and at M for a sample of senders: `npm run bench -- --verify`. After edits
 * it is what a cluster that is made anew says.
 */
import type { SizeName } from '../load/sizes';
import type { Totals } from './stages';

export const recorded: Readonly<Partial<Record<SizeName, Readonly<Record<string, Totals>>>>> = {
  S: {
    generate: { resources: 1_458 },
    assemble: { endpoints: 1_000, policies: 100, services: 195 },
    compile: { policies: 100, rules: 113 },
    totals: { pairs: 999_000, reachable: 220_949, open: 0 },
    'who decides how much': { policies: 92, profiles: 941_066 },
    'edit of a namespaced policy': { 'of 1,000 reachable': 236, reachable: 220_941 },
    'edit of a global policy': { 'of 1,000 reachable': 236, reachable: 220_061 },
    'lookup of a pair': { reachable: 220_961 },
    'verdict of a pair': { allowed: 230 },
    'connectivity by workload': { connections: 16_014 },
    'connectivity, with denied': { connections: 54_180 },
  },
  M: {
    generate: { resources: 14_169 },
    assemble: { endpoints: 10_000, policies: 1_000, services: 1_751 },
    compile: { policies: 1_000, rules: 943 },
    totals: { pairs: 99_990_000, reachable: 19_448_156, open: 0 },
    'edit of a namespaced policy': { 'of 1,000 reachable': 190, reachable: 19_448_148 },
    'edit of a global policy': { 'of 1,000 reachable': 190, reachable: 19_438_144 },
    'lookup of a pair': { reachable: 194_251 },
    'verdict of a pair': { allowed: 202 },
  },
  CLI: {
    generate: { resources: 3_151 },
    assemble: { endpoints: 2_000, policies: 500, services: 349 },
    compile: { policies: 500, rules: 564 },
    totals: { pairs: 3_998_000, reachable: 955_118, open: 0 },
    'edit of a namespaced policy': { 'of 1,000 reachable': 232, reachable: 955_118 },
    'edit of a global policy': { 'of 1,000 reachable': 231, reachable: 953_010 },
    'verdict of a pair': { allowed: 184 },
    'connectivity by workload': { connections: 54_266 },
    'connectivity, with denied': { connections: 194_930 },
  },
  L: {
    generate: { resources: 73_027 },
    assemble: { endpoints: 50_000, policies: 5_000, services: 9_959 },
    compile: { policies: 5_000, rules: 4_194 },
    totals: { pairs: 2_499_950_000, reachable: 524_893_329, open: 0 },
    'edit of a namespaced policy': { reachable: 524_893_329 },
    'edit of a global policy': { reachable: 524_663_559 },
    'verdict of a pair': { allowed: 196 },
  },
  XL: {
    generate: { resources: 199_736 },
    assemble: { endpoints: 150_000, policies: 10_000, services: 9_870 },
    compile: { policies: 10_000, rules: 6_014 },
    totals: { pairs: 22_499_850_000, reachable: 6_762_913_664, open: 0 },
    'edit of a namespaced policy': { reachable: 6_762_913_664 },
    'edit of a global policy': { reachable: 6_761_264_894 },
  },
  PH: {
    generate: { resources: 22_476 },
    assemble: { endpoints: 3_500, policies: 14_000, services: 1_794 },
    compile: { policies: 14_000, rules: 15_825 },
    totals: { pairs: 12_246_500, reachable: 2_213_511, open: 0 },
    'edit of a namespaced policy': { reachable: 2_213_509 },
    'edit of a global policy': { reachable: 2_209_335 },
  },
  XLd: { totals: { pairs: 22_499_850_000, reachable: 4_640_970_383, open: 0 } },
  'random-8': { totals: { pairs: 99_990_000, reachable: 93_125_404, open: 0 } },
  'random-12': { totals: { pairs: 99_990_000, reachable: 95_223_280, open: 0 } },
  'random-12-large': { totals: { pairs: 2_499_950_000, reachable: 2_415_820_226, open: 0 } },
  'M-feed': { totals: { pairs: 99_990_000, reachable: 19_448_156, open: 0 } },
  'L-names': { totals: { pairs: 2_499_950_000, reachable: 524_539_766, open: 0 } },
  'L-subnets': { totals: { pairs: 2_499_950_000, reachable: 485_835_872, open: 0 } },
  'M-pairs': { totals: { pairs: 99_990_000, reachable: 20_464_022, open: 0 } },
};
