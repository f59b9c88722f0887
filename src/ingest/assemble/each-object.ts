/** One object of each identity, both APIs of Calico being one; kind by kind, so that an edit reaches its own kind. */
import { getOrMake, groupBy } from '../../base/collections';
import { reordered } from '../../base/memo-items';
import { sortedBy } from '../../base/order';
import type { Regime } from '../../model/cluster';
import type { Report } from '../../model/diagnostic';
import type { Resource } from '../../model/resource';
import { createJoin, type ByKind } from './by-kind';
import { eachOnce, tellCopies, type Counted } from './copies';
import { isSameObject } from './in-order';
import { isPolicy } from './is-policy';
import { storedNameOf } from './policy-names';
import { isStored, mergeApis } from './two-apis';

export interface EachObject {
  /** Of the copies that count; objects that only the storage API shows come last in their kind. */
  readonly byKind: ByKind;
  /** The same in order of identity, which is the order of what is told. */
  readonly lists: readonly (readonly Resource[])[];
  /** Names of stored copies, by the object as it is shown. */
  readonly storedNames: ReadonlyMap<Resource, string>;
}

export function createEachObject(): (read: ByKind, regime: Regime, report: Report) => EachObject {
  const steps = new Map<Resource['kind'], typeof countKind>();
  const join = createJoin();
  return (read, regime, report) => {
    const counted = sortedBy(
      [...read].flatMap(([kind, own]) => getOrMake(steps, kind, createCount)(own, regime)),
      ({ key }) => key,
    );
    const copied = counted.flatMap(({ key, copied: own }) => own.map((one) => ({ ...one, id: `${key}${one.id}` })));
    tellCopies(
      sortedBy(copied, ({ id }) => id),
      report,
    );
    const { lists, storedNames } = mergeApis(
      counted.map(({ resources }) => resources),
      regime,
      report,
    );
    return { byKind: join(lists), lists, storedNames };
  };
}

/** Objects of one kind as one API shows them. */
interface Alike extends Counted<Resource> {
  /** What tells them from objects of other kinds and APIs. */
  readonly key: string;
}

/** Counting that an edit of a few objects does not begin anew. */
function createCount(): typeof countKind {
  let last:
    { readonly regime: Regime; readonly given: readonly Resource[]; readonly counted: readonly Alike[] } | undefined;
  return (given, regime) => {
    const known = last?.regime === regime ? last : undefined;
    if (known?.given === given) return known.counted;
    const counted = (known === undefined ? undefined : recounted(known, given, regime)) ?? countKind(given, regime);
    last = { regime, given, counted };
    return counted;
  };
}

/** Where the input shows all objects in one way and none twice, a new state takes the place of the old. */
function recounted(
  last: { readonly given: readonly Resource[]; readonly counted: readonly Alike[] },
  given: readonly Resource[],
  regime: Regime,
): readonly Alike[] | undefined {
  const [only, ...others] = last.counted;
  if (only === undefined || others.length > 0 || only.copied.length > 0) return undefined;
  const nameOf = nameIn(regime);
  const isSame = (before: Resource, after: Resource): boolean =>
    wordOf(after) !== severalOfOne &&
    wordOf(before) === wordOf(after) &&
    apiOf(before) === apiOf(after) &&
    isSameObject(before, after, nameOf);
  const resources = reordered({ given: last.given, gave: only.resources }, given, isSame);
  return resources === undefined ? undefined : [{ ...only, resources }];
}

const nameIn =
  (regime: Regime) =>
  (resource: Resource): string =>
    isPolicy(resource) ? storedNameOf(resource, regime) : resource.meta.name;

function countKind(resources: readonly Resource[], regime: Regime): readonly Alike[] {
  const nameOf = nameIn(regime);
  return [...groupBy(resources, wordOf)].flatMap(([word, own]) =>
    [...groupBy(own, apiOf)].map(([api, alike]) => ({ key: `${api}/${word}/`, ...eachOnce(alike, nameOf) })),
  );
}

/** The kind of which one object may be several resources. */
const severalOfOne = 'Endpoints';

function wordOf(resource: Resource): string {
  if (resource.kind === 'Workload') return resource.workloadKind;
  return resource.kind === 'EndpointSlice' && resource.legacy ? severalOfOne : resource.kind;
}

function apiOf(resource: Resource): string {
  if (isStored(resource)) return 'stored';
  return resource.kind === 'Node' && resource.meta.apiVersion !== 'v1' ? 'calico' : '';
}
