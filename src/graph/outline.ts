import { groupBy } from '../base/collections';
import { compareText } from '../base/order';
import type { SketchNode } from './fold-map';
import type { GraphBadge, GraphEdge, OutlineNamespace, OutlineNode } from './graph-view';

/** The picture as a tree. Namespaces by name, then what lies outside; nodes by label; edges by where they lead. */
export function outlineOf(
  nodes: readonly SketchNode[],
  edges: readonly GraphEdge[],
  badges: ReadonlyMap<string, readonly GraphBadge[]>,
  selection: readonly string[],
): OutlineNamespace[] {
  const names = new Map(nodes.map((node) => [node.id, nameOf(node)]));
  const leaving = groupBy(edges, ({ from }) => from);
  const outlined = (node: SketchNode): OutlineNode => ({
    id: node.id,
    label: node.label,
    pods: node.pods,
    selected: selection.includes(node.id),
    badges: (badges.get(node.id) ?? []).map(({ text }) => text),
    edges: (leaving.get(node.id) ?? [])
      .map(({ id, to, kind, label }) => ({ id, to, toLabel: names.get(to) ?? to, kind, label }))
      .sort((a, b) => compareText(a.toLabel, b.toLabel) || compareText(a.id, b.id)),
  });
  const groups = [...groupBy(nodes, placeOf)];
  return groups
    .sort(([a], [b]) => (a === undefined ? 1 : b === undefined ? -1 : compareText(a, b)))
    .map(([, members]) => ({
      namespace: members[0]?.namespace,
      group: members[0] !== undefined && isGroup(members[0]) ? members[0].id : undefined,
      collapsed: members.every(({ shape }) => shape === 'stack'),
      nodes: members.toSorted((a, b) => compareText(a.label, b.label) || compareText(a.id, b.id)).map(outlined),
    }));
}

const isGroup = ({ shape, namespace }: SketchNode): boolean => shape === 'stack' && namespace === undefined;

/** What a node stands below: its namespace, itself where it is several; `undefined` outside the cluster. */
const placeOf = (node: SketchNode): string | undefined => (isGroup(node) ? node.label : node.namespace);

/** `shop/web` for a service, the label alone for a namespace and for what lies outside. */
const nameOf = ({ shape, namespace, label }: SketchNode) =>
  shape === 'box' && namespace !== undefined ? `${namespace}/${label}` : label;
