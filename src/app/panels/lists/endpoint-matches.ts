import type { EndpointRow } from '../../../analysis/answers';

/** Every word is found in the name, a label (`app=web`), an address, the service account or the node. */
export function endpointMatches(row: EndpointRow, search: string): boolean {
  const words = search
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  const texts = [
    row.id,
    ...row.labels.map(([key, value]) => `${key}=${value}`),
    ...row.addresses,
    row.serviceAccount ?? '',
    row.node ?? '',
  ].map((text) => text.toLowerCase());
  return words.every((word) => texts.some((text) => text.includes(word)));
}
