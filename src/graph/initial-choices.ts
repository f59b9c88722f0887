import type { ClusterMap } from '../analysis/answers';
import type { GraphChoices } from './graph-view';

/** More services than this are read namespace by namespace. */
export const READABLE = 300;

/** What to show of a map that nobody has looked at yet. A large one starts with its namespaces collapsed. */
export function initialChoices(map: ClusterMap): GraphChoices {
  const services = map.nodes.filter(({ kind, namespace }) => namespace !== undefined && kind !== 'namespace');
  const collapsed = services.length > READABLE ? services.map(({ namespace = '' }) => namespace) : [];
  return { show: 'default', shownClasses: new Set(), collapsed: new Set(collapsed), selection: [], search: '' };
}
