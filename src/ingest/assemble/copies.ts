/**
 * One object, however often the input holds it. The order of files never decides: of copies that differ, the one that
 * tells more counts (a row of a table tells little), then the newer one, and where nothing tells which that is, the
 * one whose content sorts last. Source: input-formats 9.4.
 */
import { present } from '../../base/assert';
import { addAll, groupBy } from '../../base/collections';
import { compareText } from '../../base/order';
import type { Report } from '../../model/diagnostic';
import type { Meta, Resource } from '../../model/resource';
import { contentOf, saySame } from './content';
import { inOrder, isSameObject } from './in-order';
import { nameOfObject } from './object-name';

/** What one object of the input was read as: one resource, or one a subset for Endpoints. */
export interface InputObject {
  readonly meta: Meta;
  readonly resources: readonly Resource[];
  readonly first: Resource;
}

function objectsOf(resources: readonly Resource[]): readonly InputObject[] {
  return [...groupBy(resources, ({ meta }) => meta)].flatMap(([meta, own]) =>
    own[0] === undefined ? [] : [{ meta, resources: own, first: own[0] }],
  );
}

/** Objects that the input holds more than once, each with the copy that counts. */
export interface Copied extends Choice {
  /** `namespace/name`. */
  readonly id: string;
}

export interface Counted<R extends Resource> {
  /** Of every object the copy that counts, in order. */
  readonly resources: readonly R[];
  readonly copied: readonly Copied[];
}

/** Of objects of one kind, each once. `nameOf` tells what they are known by beside their namespace. */
export function eachOnce<R extends Resource>(resources: readonly R[], nameOf: (resource: R) => string): Counted<R> {
  const ordered = inOrder(resources, nameOf);
  const hasCopies = ordered.some((resource, i) => {
    const before = ordered[i - 1];
    return before !== undefined && isSameObject(before, resource, nameOf);
  });
  if (!hasCopies) return { resources: ordered, copied: [] };
  const once: R[] = [];
  const copied: Copied[] = [];
  for (let at = 0; at < ordered.length;) {
    const same = sameFrom(ordered, at, nameOf);
    const [first] = same;
    const objects = same.length > 1 ? objectsOf(same) : [];
    if (first !== undefined && objects.length > 1) {
      const choice = choose(objects);
      copied.push({ ...choice, id: `${first.meta.namespace ?? ''}/${nameOf(first)}` });
      addAll(
        once,
        same.filter(({ meta }) => meta === choice.chosen.meta),
      );
    } else {
      addAll(once, same);
    }
    at += same.length;
  }
  return { resources: once, copied };
}

function sameFrom<R extends Resource>(
  ordered: readonly R[],
  at: number,
  nameOf: (resource: R) => string,
): readonly R[] {
  let end = at + 1;
  for (let last = ordered[at], next = ordered[end]; last !== undefined && next !== undefined; next = ordered[end]) {
    if (!isSameObject(last, next, nameOf)) break;
    last = next;
    end += 1;
  }
  return ordered.slice(at, end);
}

/** Tells of copies, in the order of their objects. */
export function tellCopies(copied: readonly Choice[], report: Report): void {
  const equal: InputObject[] = [];
  const lesser: InputObject[] = [];
  for (const { chosen, others, by } of copied) {
    for (const other of others) {
      if (tellsOf(other) < tellsOf(chosen)) lesser.push(chosen);
      else if (saySame(other.resources, chosen.resources)) equal.push(chosen);
      else tellLoser(chosen, other, by, report);
    }
  }
  tellCount(equal, 'again with equal content', 'Each counts once.', report);
  tellCount(lesser, 'again in a form that tells less of it', 'What tells more counts.', report);
}

/** How much of an object its form tells: exports tell everything, rows of tables do not. */
function tellsOf({ first }: InputObject): number {
  switch (first.kind) {
    case 'Pod':
      return [first.labelsKnown, first.portsKnown, first.serviceAccount !== undefined].filter(Boolean).length;
    case 'Service':
      return first.ports.every(({ targetPort }) => targetPort !== undefined) ? 1 : 0;
    default:
      return 0;
  }
}

function tellCount(objects: readonly InputObject[], how: string, hint: string, report: Report): void {
  const [first] = objects;
  if (first === undefined) return;
  report({
    code: 'resource/duplicate',
    severity: 'info',
    message: `${objects.length === 1 ? 'One object occurs' : `${objects.length} objects occur`} ${how}, such as ${nameOfObject(first.first)}.`,
    at: first.meta.at,
    hint,
  });
}

type Criterion = 'resourceVersion' | 'generation' | 'content';

export interface Choice {
  readonly chosen: InputObject;
  readonly others: readonly InputObject[];
  readonly by: Criterion;
}

function choose(copies: readonly InputObject[]): Choice {
  const most = copies.reduce((highest, copy) => Math.max(highest, tellsOf(copy)), 0);
  const best = copies.filter((copy) => tellsOf(copy) === most);
  const rest = copies.filter((copy) => tellsOf(copy) !== most);
  const by = criterionFor(best.map(({ meta }) => meta));
  const [chosen, ...others] = best.length === 1 ? best : best.toSorted((a, b) => compareCopies(a, b, by));
  return { chosen: present(chosen, 'a group has a member'), others: [...others, ...rest], by };
}

/** What tells the copies apart in time: it must be there in all of them, and differ. */
function criterionFor(metas: readonly Meta[]): Criterion {
  const differs = (values: readonly (bigint | undefined)[]): boolean =>
    values.every((value) => value !== undefined) && new Set(values).size > 1;
  if (differs(metas.map(versionOf))) return 'resourceVersion';
  if (differs(metas.map(generationOf))) return 'generation';
  return 'content';
}

const versionOf = ({ resourceVersion }: Meta): bigint | undefined =>
  resourceVersion !== undefined && /^[0-9]+$/.test(resourceVersion) ? BigInt(resourceVersion) : undefined;

const generationOf = ({ generation }: Meta): bigint | undefined =>
  generation === undefined ? undefined : BigInt(generation);

/** Newest first; equal ones by content, last first, and then by place, so that the result is always the same. */
function compareCopies(a: InputObject, b: InputObject, by: Criterion): number {
  const of = by === 'resourceVersion' ? versionOf : generationOf;
  const [x, y] = by === 'content' ? [0n, 0n] : [of(a.meta) ?? 0n, of(b.meta) ?? 0n];
  if (x !== y) return x > y ? -1 : 1;
  const byContent = saySame(a.resources, b.resources) ? 0 : compareText(contentOf(b.resources), contentOf(a.resources));
  return byContent || compareText(a.meta.at.file, b.meta.at.file) || a.meta.at.start - b.meta.at.start;
}

function tellLoser(chosen: InputObject, other: InputObject, by: Criterion, report: Report): void {
  const why =
    by === 'content'
      ? 'Nothing tells which copy is newer, so one was chosen by its content alone: keep only the one you mean.'
      : by === 'resourceVersion'
        ? `The other has the newer resourceVersion, ${chosen.meta.resourceVersion ?? ''}.`
        : `The other has the newer generation, ${chosen.meta.generation ?? ''}.`;
  report({
    code: 'resource/duplicate',
    severity: 'warning',
    message: `${nameOfObject(other.first)} occurs more than once with different content, and this copy does not count.`,
    at: other.meta.at,
    hint: why,
  });
}
