import type { Resource } from '../../model/resource';
import { isPolicy } from './is-policy';

/**
 * What resources say, as a text: equal exactly when they mean the same, wherever they stand and whoever stored them.
 * Labels of a policy mean nothing.
 */
export const contentOf = (resources: readonly Resource[]): string =>
  JSON.stringify(
    resources.map((resource) => {
      const { meta, ...rest } = resource;
      return isPolicy(resource) ? rest : { ...rest, ownLabels: meta.labels };
    }),
    withoutPlaces,
  );

/** Maps have no order of their own, and places are no content. */
function withoutPlaces(key: string, value: unknown): unknown {
  if (key === 'at' || key === 'tierAt') return undefined;
  if (typeof value === 'bigint') return String(value);
  if (value instanceof Map) return [...value].sort(([a], [b]) => (String(a) < String(b) ? -1 : 1));
  return value;
}
