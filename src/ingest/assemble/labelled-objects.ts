/**
 * Namespaces and service accounts: those of the input, and those that something names and no object describes, whose
 * labels are then unknown. Source: input-formats 2.5, 9.4.
 */
import { memoItems } from '../../base/memo-items';
import { memoLast } from '../../base/memo-last';
import { sortedBy } from '../../base/order';
import type { Endpoint, LabelledObject, Policy } from '../../model/cluster';
import type { Report, SourceRange } from '../../model/diagnostic';
import type { Labels, NamespaceResource, Resource, ServiceAccountResource } from '../../model/resource';
import { labelQuestions } from './label-questions';

const nameLabel = 'kubernetes.io/metadata.name';

/** `lists`: everything that may name one, each in order. */
export function createNamespaces(): (
  written: readonly NamespaceResource[],
  lists: readonly (readonly Resource[])[],
  policies: readonly Policy[],
  report: Report,
) => ReadonlyMap<string, LabelledObject> {
  const describe = memoLast(describedBy);
  const lookers: Looker[] = [];
  return (written, lists, policies, report) => {
    const described = describe(written);
    const missing = new Map<string, SourceRange>();
    for (const [i, list] of lists.entries()) {
      let looker = lookers[i];
      if (looker?.described !== described) lookers[i] = looker = lookerFor(described);
      for (const [namespace, at] of looker.missingIn(list)) mention(missing, namespace, at);
    }
    if (missing.size === 0) return described;
    tellMissing(missing, policies, report);
    const named = [...missing.keys()].map((name): [string, LabelledObject] => [
      name,
      { labels: new Map([[nameLabel, name]]), known: false, at: undefined },
    ]);
    return new Map(sortedBy([...described, ...named], ([name]) => name));
  };
}

type Described = ReadonlyMap<string, LabelledObject>;

/** Where each name stands first, by file and place. */
type Mentions = ReadonlyMap<string, SourceRange>;

const describedBy = (written: readonly NamespaceResource[]): Described =>
  new Map(
    sortedBy(written, ({ meta }) => meta.name).map(({ meta }) => [
      meta.name,
      { labels: withName(meta.labels, meta.name), known: true, at: meta.at },
    ]),
  );

const withName = (labels: Labels, name: string): Labels =>
  labels.get(nameLabel) === name ? labels : new Map([...labels, [nameLabel, name]]);

/** Whether an object names a namespace that no other describes. */
function createIsMissing(described: Described): (resource: Resource) => Resource | undefined {
  let there: string | undefined;
  return (resource) => {
    const { namespace } = resource.meta;
    // What follows is mostly of the same one.
    if (namespace === undefined || namespace === there) return undefined;
    if (!described.has(namespace)) return resource;
    there = namespace;
    return undefined;
  };
}

function mentionsOf(resources: readonly Resource[]): Mentions {
  const mentions = new Map<string, SourceRange>();
  for (const { meta } of resources) if (meta.namespace !== undefined) mention(mentions, meta.namespace, meta.at);
  return mentions;
}

function mention(mentions: Map<string, SourceRange>, namespace: string, at: SourceRange): void {
  const known = mentions.get(namespace);
  if (known === undefined || isBefore(at, known)) mentions.set(namespace, at);
}

/** Looks through one list again and again for namespaces that no object describes. */
interface Looker {
  readonly described: Described;
  readonly missingIn: (list: readonly Resource[]) => Mentions;
}

function lookerFor(described: Described): Looker {
  const named = memoItems(createIsMissing(described));
  // By the list itself: which of two stands first may change although both stay.
  return { described, missingIn: memoLast((list: readonly Resource[]) => mentionsOf(named(list))) };
}

function tellMissing(missing: Mentions, policies: readonly Policy[], report: Report): void {
  const asks = policies.filter((policy) => labelQuestions(policy).namespaces).length;
  for (const [namespace, at] of sortedBy(missing, ([name]) => name)) {
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
}

const isBefore = (a: SourceRange, b: SourceRange): boolean => (a.file === b.file ? a.start < b.start : a.file < b.file);

/** `endpoints` are in order. */
export function assembleServiceAccounts(
  written: readonly ServiceAccountResource[],
  endpoints: readonly Endpoint[],
): ServiceAccounts {
  const accounts = new Map<string, LabelledObject>(
    written.map(({ meta }) => [
      `${meta.namespace ?? ''}/${meta.name}`,
      { labels: meta.labels, known: true, at: meta.at },
    ]),
  );
  const missing = new Map<string, SourceRange>();
  let seen = { namespace: '', names: new Set<string>() };
  for (const { namespace, serviceAccount, at } of endpoints) {
    if (serviceAccount === undefined) continue;
    if (seen.namespace !== namespace) seen = { namespace, names: new Set() };
    if (seen.names.has(serviceAccount)) continue;
    seen.names.add(serviceAccount);
    const id = `${namespace}/${serviceAccount}`;
    if (accounts.has(id)) continue;
    accounts.set(id, { labels: new Map(), known: false, at: undefined });
    missing.set(id, at);
  }
  return {
    accounts: new Map(sortedBy(accounts, ([id]) => id)),
    missing: sortedBy(missing, ([id]) => id),
    told: written.length > 0,
  };
}

export interface ServiceAccounts {
  readonly accounts: ReadonlyMap<string, LabelledObject>;
  /** Those that no object describes, and the first endpoint that names each. */
  readonly missing: readonly (readonly [string, SourceRange])[];
  /** The input has accounts at all. */
  readonly told: boolean;
}

/** One by one where the input has accounts at all, else once for all; where some policy asks for labels of them. */
export function tellMissingAccounts(
  { missing, told }: ServiceAccounts,
  policies: readonly Policy[],
  report: Report,
): void {
  if (missing.length === 0 || !policies.some((policy) => labelQuestions(policy).accounts)) return;
  for (const [id, at] of told ? missing : missing.slice(0, 1)) {
    report({
      code: 'cluster/service-account-missing',
      severity: 'warning',
      message: told
        ? `ServiceAccount \`${id}\` is named and not in the input, so its labels are unknown.`
        : `The input has no ServiceAccount, and pods name ${missing.length}, such as \`${id}\`: their labels are unknown.`,
      at,
      hint: 'Policies select by labels of service accounts. Add the output of: kubectl get serviceaccounts -A -o yaml',
    });
  }
}
