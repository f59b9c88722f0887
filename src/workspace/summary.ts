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
  const summary: LoadSummary = {
    regime,
    regimeEvidence,
    regimeChosen,
    counts: {
      files: files.length,
      namespaces: cluster.namespaces.size,
      pods: cluster.endpoints.filter(({ representative }) => !representative).length,
      representatives: cluster.endpoints.filter(({ representative }) => representative).length,
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
  return { summary, files: files.map((file) => outlineOf(file, diagnostics)) };
}

function outlineOf({ id, name, text, resources, unread }: ReadFile, diagnostics: readonly Diagnostic[]): FileOutline {
  const own = diagnostics.filter(({ at }) => at.file === id);
  const count = (severity: Diagnostic['severity']) =>
    own.filter((diagnostic) => diagnostic.severity === severity).length;
  return {
    id,
    name,
    text,
    objects: resources.length + unread.length,
    errors: count('error'),
    warnings: count('warning'),
  };
}
