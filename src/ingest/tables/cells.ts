import { parseAddress, type Address } from '../../net/address';
import type { SourceRange } from '../../model/diagnostic';
import type { Labels, Meta } from '../../model/resource';

/** `k=v,k=v`, `map[k:v k:v]` or a JSON object. `undefined` when the text is none of them. */
export function labelsOf(text: string | undefined): Labels | undefined {
  if (text === undefined || text === '' || text === '<none>') return new Map();
  if (text.startsWith('{')) return labelsOfJson(text);
  const [separator, assign, list] = text.startsWith('map[') ? [' ', ':', text.slice(4, -1)] : [',', '=', text];
  const labels = new Map<string, string>();
  for (const pair of list.split(separator)) {
    const at = pair.indexOf(assign);
    if (at < 1 || pair.includes(assign, at + 1)) return undefined;
    labels.set(pair.slice(0, at).trim(), pair.slice(at + 1).trim());
  }
  return labels;
}

function labelsOfJson(text: string): Labels | undefined {
  try {
    const entries = Object.entries(JSON.parse(text) as Record<string, unknown>);
    return new Map(entries.map(([key, value]) => [key, String(value)]));
  } catch {
    return undefined;
  }
}

/** Addresses separated by spaces or commas; what is none is left out. */
export const addressesOf = (text: string | undefined): readonly Address[] =>
  (text ?? '').split(/[\s,;]+/).flatMap((part) => parseAddress(part.replace(/\/(?:32|128)$/, '')) ?? []);

/** What a row tells of an object: the rest of its metadata is not in the table. */
export const metaOf = (of: {
  readonly name: string;
  readonly namespace: string | undefined;
  readonly labels: Labels;
  readonly at: SourceRange;
}): Meta => ({
  ...of,
  apiVersion: 'v1',
  resourceVersion: undefined,
  generation: undefined,
  stored: undefined,
});
