import { expect, test } from 'vitest';
import { generateCluster } from '../../testing/generate-cluster';
import { compileCluster } from '../compile/compile-cluster';
import { extentIn } from './class-sets';
import { nowhereId } from './extents';
import { reachOf } from './reach';
import { createSureRows } from './sure-walk';
import { walkedRow } from './walked-row';

test.each([false, true])(
  'what is worked out over the line at once is what the walk says; input missing: %s',
  (missing) => {
    const seen = { sure: 0, open: 0 };
    for (let seed = 1; seed <= 60; seed += 1) {
      const compiled = compileCluster(generateCluster(seed, { missing }).cluster, 'enforced');
      const reach = reachOf(compiled, 4);
      const { extents } = reach.workings.ground;
      const sureRow = createSureRows(extents);
      for (const program of reach.programs.all) {
        for (let peer = 0; peer < reach.classes; peer += 1) {
          const answers = new Map(
            program.slots.flatMap((set, slot) => {
              const extent = extentIn(set, peer);
              return extent === nowhereId ? [] : [[slot, extent] as const];
            }),
          );
          const row = sureRow(program, answers);
          seen[row === undefined ? 'open' : 'sure'] += 1;
          if (row !== undefined) expect(row).toEqual(walkedRow(compiled, program, answers, extents));
        }
      }
    }
    expect(seen.sure).toBeGreaterThan(1000);
    expect(seen.open > 0).toBe(missing);
  },
);
