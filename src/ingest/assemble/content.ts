import type { Resource } from '../../model/resource';
import { isPolicy } from './is-policy';

/**
 * What resources say, as a text: equal exactly when they mean the same, wherever they stand and whoever stored them.
 * Labels of a policy mean nothing.
 */
export const contentOf = (resources: readonly Resource[]): string =>
  JSON.stringify(resources.map(contentOfOne), withoutPlaces);

function contentOfOne(resource: Resource): object {
  const { meta, ...rest } = resource;
  return isPolicy(resource) ? rest : { ...rest, ownLabels: meta.labels };
}

const isPlace = (key: string): boolean => key === 'at' || key === 'tierAt';

/** Maps have no order of their own, and places are no content. */
function withoutPlaces(key: string, value: unknown): unknown {
  if (isPlace(key)) return undefined;
  if (typeof value === 'bigint') return String(value);
  if (value instanceof Map) return [...value].sort(([a], [b]) => (String(a) < String(b) ? -1 : 1));
  return value;
}

/** Whether resources say the same, without their texts: whole exports may be there twice. */
export const saySame = (some: readonly Resource[], others: readonly Resource[]): boolean =>
  some.length === others.length &&
  some.every((one, i) => {
    const other = others[i];
    if (other === undefined || one.kind !== other.kind) return false;
    if (!isPolicy(one) && !alike(one.meta.labels, other.meta.labels)) return false;
    return alikeFields(one, other, ['meta', 'at', 'tierAt']);
  });

function alike(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a)) return Array.isArray(b) && a.length === b.length && a.every((item, i) => alike(item, b[i]));
  if (a instanceof Map) {
    return (
      b instanceof Map && a.size === b.size && [...a].every(([key, value]) => b.has(key) && alike(value, b.get(key)))
    );
  }
  return !Array.isArray(b) && !(b instanceof Map) && alikeFields(a, b, ['at', 'tierAt']);
}

/** A field that is `undefined` is one that is not there. */
function alikeFields(a: object, b: object, except: readonly string[]): boolean {
  const [some, others] = [a, b] as readonly Readonly<Record<string, unknown>>[];
  if (some === undefined || others === undefined) return false;
  const differs = (key: string): boolean => !except.includes(key) && !alike(some[key], others[key]);
  for (const key in some) if (differs(key)) return false;
  for (const key in others) if (!(key in some) && differs(key)) return false;
  return true;
}
