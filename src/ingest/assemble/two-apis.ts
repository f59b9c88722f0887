/**
 * Calico shows its objects in `projectcalico.org/v3` and keeps them in `crd.projectcalico.org/v1`; exports of both
 * hold every object twice. The v3 copy counts, the stored one tells the stored name. Source: input-formats 2.2.
 */
import type { Regime } from '../../model/cluster';
import type { Report } from '../../model/diagnostic';
import { contentOf } from './content';
import type { InputObject } from './copies';
import { isPolicy } from './is-policy';
import { nameOfObject } from './object-name';
import { storedNameOf, userNameOf } from './policy-names';

export interface MergedObject extends InputObject {
  /** The stored copy's name; `undefined` when the input has no stored copy beside this one. */
  readonly storedName: string | undefined;
}

export const isStored = ({ meta }: InputObject): boolean => meta.apiVersion.startsWith('crd.');

export function mergeApis(objects: readonly InputObject[], regime: Regime, report: Report): readonly MergedObject[] {
  const shown = objects.filter((object) => !isStored(object));
  const byName = new Map(shown.map((object) => [`${placeOf(object)}${shownName(object)}`, object]));
  const byStoredName = new Map(shown.map((object) => [`${placeOf(object)}${storedName(object, regime)}`, object]));

  const storedNames = new Map<InputObject, string>();
  const alone: InputObject[] = [];
  const equal: InputObject[] = [];
  for (const object of objects.filter(isStored)) {
    const place = placeOf(object);
    const twin = byStoredName.get(`${place}${object.meta.name}`) ?? byName.get(`${place}${shownName(object)}`);
    if (twin === undefined) {
      alone.push(object);
      continue;
    }
    storedNames.set(twin, object.meta.name);
    if (contentOf(twin.resources) === contentOf(object.resources)) equal.push(twin);
    else tellDifference(object, report);
  }
  tellEqual(equal, report);
  return [...shown, ...alone].map((object) => ({ ...object, storedName: storedNames.get(object) }));
}

const placeOf = ({ first }: InputObject): string => `${first.kind}/${first.meta.namespace ?? ''}/`;

const shownName = ({ first }: InputObject): string => (isPolicy(first) ? userNameOf(first) : first.meta.name);

const storedName = ({ first }: InputObject, regime: Regime): string =>
  isPolicy(first) ? storedNameOf(first, regime) : first.meta.name;

const tellDifference = ({ first, meta }: InputObject, report: Report): void =>
  report({
    code: 'resource/two-apis',
    severity: 'warning',
    message: `${nameOfObject(first)} differs between projectcalico.org/v3 and crd.projectcalico.org/v1.`,
    at: meta.at,
    hint: 'The copy in projectcalico.org/v3 counts. After a migration of the datastore the other one is stale.',
  });

function tellEqual(twins: readonly InputObject[], report: Report): void {
  const [first] = twins;
  if (first === undefined) return;
  report({
    code: 'resource/two-apis',
    severity: 'info',
    message: `${twins.length === 1 ? 'One object is' : `${twins.length} objects are`} in both projectcalico.org/v3 and crd.projectcalico.org/v1, such as ${nameOfObject(first.first)}.`,
    at: first.meta.at,
    hint: 'Each counts once.',
  });
}
