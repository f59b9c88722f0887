import { groupBy } from '../../base/collections';
import { compareText, sortedBy } from '../../base/order';
import type { Resource } from '../../model/resource';

/**
 * Resources in the order of `namespace/name`, equal ones in the order given. Namespace by namespace: names of whole
 * clusters are never put together to be compared.
 */
export function inOrder<R extends Resource>(resources: readonly R[], nameOf: (resource: R) => string): readonly R[] {
  const compare = (a: R, b: R): number =>
    spaceOf(a) === spaceOf(b) ? compareText(nameOf(a), nameOf(b)) : compareText(idOf(a, nameOf), idOf(b, nameOf));
  const isSorted = resources.every((resource, i) => {
    const before = resources[i - 1];
    return before === undefined || compare(before, resource) <= 0;
  });
  if (isSorted) return resources;
  const spaces = groupBy(resources, spaceOf);
  // A slash in a namespace, which no cluster has, would make texts of different ones equal.
  if ([...spaces.keys()].some((space) => space.includes('/'))) return resources.toSorted(compare);
  return sortedBy(spaces, ([space]) => `${space}/`).flatMap(([, own]) => own.sort(compare));
}

const spaceOf = ({ meta }: Resource): string => meta.namespace ?? '';

const idOf = <R extends Resource>(resource: R, nameOf: (resource: R) => string): string =>
  `${spaceOf(resource)}/${nameOf(resource)}`;

/** Whether neighbours in order are copies of one object. */
export const isSameObject = <R extends Resource>(a: R, b: R, nameOf: (resource: R) => string): boolean =>
  nameOf(a) === nameOf(b) && spaceOf(a) === spaceOf(b);
