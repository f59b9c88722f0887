import { groupBy } from '../../base/collections';
import { sortedBy } from '../../base/order';
import type { NotEvaluated } from '../../model/cluster';
import type { FileId } from '../../model/ids';
import type { SourceRange } from '../../model/diagnostic';
import { groupOf } from '../kinds';
import { knownElsewhere } from '../kinds/known-elsewhere';
import type { UnreadObject } from '../read-resources';

/** Kinds that are recognised and not evaluated, by name. */
export function notEvaluated(unread: readonly UnreadObject[]): readonly NotEvaluated[] {
  const kinds: NotEvaluated[] = [];
  for (const same of groupBy(unread, ({ apiVersion, kind }) => `${groupOf(apiVersion)}/${kind}`).values()) {
    const [first] = same;
    const elsewhere = first === undefined ? undefined : knownElsewhere(groupOf(first.apiVersion), first.kind);
    if (first === undefined || elsewhere?.open !== true) continue;
    kinds.push(
      entryOf(
        first.kind,
        same.map(({ at }) => at),
        elsewhere.effect,
      ),
    );
  }
  return sortedBy(kinds, ({ kind, effect }) => `${kind} ${effect}`);
}

const entryOf = (kind: string, places: readonly SourceRange[], effect: string): NotEvaluated => ({
  kind,
  count: places.length,
  files: [...new Set<FileId>(places.map(({ file }) => file))].sort(),
  effect,
});
