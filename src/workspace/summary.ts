import { groupBy } from '../base/collections';
import type { FileOutline, LoadSummary } from '../analysis/answers';
import type { Cluster } from '../model/cluster';
import type { Diagnostic } from '../model/diagnostic';
import type { ReadFile } from './library';

/** What a load brought, in numbers. */
export function summaryOf(
  cluster: Cluster,
  files: readonly ReadFile[],
  diagnostics: readonly Diagnostic[],
): { readonly summary: LoadSummary; readonly files: readonly FileOutline[] } {
  const { regime, regimeEvidence, regimeChosen, notEvaluated } = cluster;
  const representatives = cluster.endpoints.filter(({ representative }) => representative).length;
  const summary: LoadSummary = {
    regime,
    regimeEvidence,
    regimeChosen,
    counts: {
      files: files.length,
      namespaces: cluster.namespaces.size,
      pods: cluster.endpoints.length - representatives,
      representatives,
      hostPods: cluster.hostPods.length,
      services: cluster.services.length,
      policies: cluster.policies.length,
      staged: cluster.policies.filter(
        ({ resource }) => 'stagedAction' in resource && resource.stagedAction !== undefined,
      ).length,
      tiers: new Set(cluster.policies.map(({ tier }) => tier)).size,
      networkSets: cluster.networkSets.length,
    },
    notEvaluated: notEvaluated.map(({ kind, count, effect }) => ({ kind, count, effect })),
  };
  const byFile = groupBy(diagnostics, ({ at }) => at.file);
  return { summary, files: files.map((file) => outlineOf(file, byFile.get(file.id) ?? [])) };
}

/** Texts up to this length, in UTF-16 units, go along with what a load answers. */
const SHORT = 250_000;

function outlineOf({ id, name, text, scanned, resources, unread }: ReadFile, own: readonly Diagnostic[]): FileOutline {
  const count = (severity: Diagnostic['severity']) =>
    own.filter((diagnostic) => diagnostic.severity === severity).length;
  const isLong = text !== undefined && text.length > SHORT;
  return {
    id,
    name,
    text: isLong ? undefined : text,
    comes: isLong,
    bytes: scanned?.source.size,
    objects: resources.length + unread.length,
    errors: count('error'),
    warnings: count('warning'),
  };
}
