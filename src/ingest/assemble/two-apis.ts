/**
 * Calico shows its objects in `projectcalico.org/v3` and keeps them in `crd.projectcalico.org/v1`; exports of both
 * hold every object twice. The v3 copy counts, the stored one tells the stored name. Source: input-formats 2.2.
 */
import type { Regime } from '../../model/cluster';
import type { Report } from '../../model/diagnostic';
import type { Resource } from '../../model/resource';
import { saySame } from './content';
import { isPolicy } from './is-policy';
import { nameOfObject } from './object-name';
import { storedNameOf, userNameOf } from './policy-names';

export interface Merged {
  readonly lists: readonly (readonly Resource[])[];
  /** Names of stored copies, by the object as it is shown. */
  readonly storedNames: ReadonlyMap<Resource, string>;
}

export const isStored = ({ meta }: Resource): boolean => meta.apiVersion.startsWith('crd.');

/** Every list is of one kind and one API. Lists of stored objects keep those that nothing shows. */
export function mergeApis(lists: Merged['lists'], regime: Regime, report: Report): Merged {
  const stored = lists.filter(isOfStored);
  const shown = lists.filter((list) => !isOfStored(list));
  if (stored.length === 0) return { lists: shown, storedNames: new Map() };

  const kinds = new Set(stored.flatMap(([first]) => first?.kind ?? []));
  const twins = shown.filter(([first]) => first !== undefined && kinds.has(first.kind)).flat();
  const byName = new Map(twins.map((object) => [`${placeOf(object)}${shownName(object)}`, object]));
  const byStoredName = new Map(twins.map((object) => [`${placeOf(object)}${storedName(object, regime)}`, object]));

  const storedNames = new Map<Resource, string>();
  const equal: Resource[] = [];
  const isAlone = (object: Resource): boolean => {
    const place = placeOf(object);
    const twin = byStoredName.get(`${place}${object.meta.name}`) ?? byName.get(`${place}${shownName(object)}`);
    if (twin === undefined) return true;
    storedNames.set(twin, object.meta.name);
    if (saySame([twin], [object])) equal.push(twin);
    else tellDifference(object, report);
    return false;
  };
  const alone = stored.map((list) => list.filter(isAlone));
  tellEqual(equal, report);
  return { lists: [...shown, ...alone], storedNames };
}

const isOfStored = ([first]: readonly Resource[]): boolean => first !== undefined && isStored(first);

const placeOf = ({ kind, meta }: Resource): string => `${kind}/${meta.namespace ?? ''}/`;

const shownName = (object: Resource): string => (isPolicy(object) ? userNameOf(object) : object.meta.name);

const storedName = (object: Resource, regime: Regime): string =>
  isPolicy(object) ? storedNameOf(object, regime) : object.meta.name;

const tellDifference = (object: Resource, report: Report): void =>
  report({
    code: 'resource/two-apis',
    severity: 'warning',
    message: `${nameOfObject(object)} differs between projectcalico.org/v3 and crd.projectcalico.org/v1.`,
    at: object.meta.at,
    hint: 'The copy in projectcalico.org/v3 counts. After a migration of the datastore the other one is stale.',
  });

function tellEqual(twins: readonly Resource[], report: Report): void {
  const [first] = twins;
  if (first === undefined) return;
  report({
    code: 'resource/two-apis',
    severity: 'info',
    message: `${twins.length === 1 ? 'One object is' : `${twins.length} objects are`} in both projectcalico.org/v3 and crd.projectcalico.org/v1, such as ${nameOfObject(first)}.`,
    at: first.meta.at,
    hint: 'Each counts once.',
  });
}
