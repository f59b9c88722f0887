/**
 * Runs what the first files will need over a made-up cluster. Code is slow the first times it runs: what a person waits
 * for is faster when that is behind it.
 */
import type { Task } from '../base/task';
import type { PackedMap } from '../analysis/pack-map';
import { createWorkspace } from './create-workspace';
import type { Host } from './read-input';
import { sampleFiles } from './sample';

/** The answer is a map, by which whoever draws may do the same. May be taken back at any time. */
export function* warmUp(host: Host): Task<PackedMap> {
  const workspace = createWorkspace(host);
  const about = { revision: 0, scope: 'enforced' } as const;
  yield* workspace.load({ revision: 0, files: sampleFiles(), regime: undefined });
  yield* workspace.policies({ ...about, text: '', from: 0, count: 100 });
  yield* workspace.names({ ...about, text: '', of: 'ends', most: 8 });
  yield* workspace.decisions(about);
  return yield* workspace.map({ ...about, grouping: 'namespace', focus: undefined });
}
