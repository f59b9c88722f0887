/**
 * Namespaces and service accounts: those of the input, and those that something names and no object describes, whose
 * labels are then unknown. Source: input-formats 2.5, 9.4.
 */
import { sortedBy } from '../../base/order';
import type { Endpoint, LabelledObject, Policy } from '../../model/cluster';
import type { Report, SourceRange } from '../../model/diagnostic';
import type { NamespaceResource, Resource, ServiceAccountResource } from '../../model/resource';
import { labelQuestions } from './label-questions';

const nameLabel = 'kubernetes.io/metadata.name';

export function assembleNamespaces(
  written: readonly NamespaceResource[],
  resources: readonly Resource[],
  policies: readonly Policy[],
  report: Report,
): ReadonlyMap<string, LabelledObject> {
  const namespaces = new Map<string, LabelledObject>(
    written.map(({ meta }) => [
      meta.name,
      { labels: new Map([...meta.labels, [nameLabel, meta.name]]), known: true, at: meta.at },
    ]),
  );
  const asks = policies.filter((policy) => labelQuestions(policy).namespaces).length;
  for (const [namespace, at] of firstMentions(resources)) {
    if (namespaces.has(namespace)) continue;
    namespaces.set(namespace, { labels: new Map([[nameLabel, namespace]]), known: false, at: undefined });
    report({
      code: 'cluster/namespace-missing',
      severity: asks === 0 ? 'info' : 'warning',
      message: `Namespace \`${namespace}\` is named and not in the input, so its labels are unknown.`,
      at,
      hint:
        asks === 0
          ? 'No policy asks for labels of namespaces, so nothing hangs on it.'
          : `${asks === 1 ? 'One policy selects' : `${asks} policies select`} by labels of namespaces; what they select there is open. Add the output of: kubectl get namespaces -o yaml`,
    });
  }
  return new Map(sortedBy(namespaces, ([name]) => name));
}

/** Where each namespace is named first, by file and place. */
function firstMentions(resources: readonly Resource[]): readonly (readonly [string, SourceRange])[] {
  const mentions = new Map<string, SourceRange>();
  for (const { meta } of resources) {
    if (meta.namespace === undefined) continue;
    const known = mentions.get(meta.namespace);
    if (known === undefined || isBefore(meta.at, known)) mentions.set(meta.namespace, meta.at);
  }
  return sortedBy(mentions, ([name]) => name);
}

const isBefore = (a: SourceRange, b: SourceRange): boolean => (a.file === b.file ? a.start < b.start : a.file < b.file);

export function assembleServiceAccounts(
  written: readonly ServiceAccountResource[],
  endpoints: readonly Endpoint[],
  policies: readonly Policy[],
  report: Report,
): ReadonlyMap<string, LabelledObject> {
  const accounts = new Map<string, LabelledObject>(
    written.map(({ meta }) => [
      `${meta.namespace ?? ''}/${meta.name}`,
      { labels: meta.labels, known: true, at: meta.at },
    ]),
  );
  const missing = new Map<string, SourceRange>();
  for (const { namespace, serviceAccount, at } of endpoints) {
    const id = `${namespace}/${serviceAccount ?? ''}`;
    if (serviceAccount === undefined || accounts.has(id)) continue;
    accounts.set(id, { labels: new Map(), known: false, at: undefined });
    missing.set(id, at);
  }
  if (policies.some((policy) => labelQuestions(policy).accounts)) tellMissing(missing, written.length > 0, report);
  return new Map(sortedBy(accounts, ([id]) => id));
}

/** One by one where the input has accounts at all, else once for all. */
function tellMissing(missing: ReadonlyMap<string, SourceRange>, one: boolean, report: Report): void {
  const ordered = sortedBy(missing, ([id]) => id);
  for (const [id, at] of one ? ordered : ordered.slice(0, 1)) {
    report({
      code: 'cluster/service-account-missing',
      severity: 'warning',
      message: one
        ? `ServiceAccount \`${id}\` is named and not in the input, so its labels are unknown.`
        : `The input has no ServiceAccount, and pods name ${ordered.length}, such as \`${id}\`: their labels are unknown.`,
      at,
      hint: 'Policies select by labels of service accounts. Add the output of: kubectl get serviceaccounts -A -o yaml',
    });
  }
}
