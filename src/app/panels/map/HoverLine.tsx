import { badgeEdgesAt, type GraphView } from '../../../graph/graph-view';
import { counted } from '../../../report/sentence';
import styles from './HoverLine.module.css';

/** What is under the pointer, or under the keyboard's ring, in words. */
export function HoverLine({ view, hovered }: { view: GraphView; hovered: string | undefined }) {
  const text = hovered === undefined ? undefined : textOf(view, hovered);
  return (
    <p className={styles.line} aria-live="polite">
      {text}
    </p>
  );
}

function textOf(view: GraphView, id: string): string | undefined {
  const { nodes, edges } = view;
  const node = nodes.find((n) => n.id === id);
  if (node !== undefined) {
    const name =
      node.namespace === undefined || node.shape === 'stack' ? node.label : `${node.namespace}/${node.label}`;
    const pods = node.shape === 'box' ? counted(Number(node.count), 'pod') : node.count;
    return [name, pods, node.detail].filter((part) => part !== '').join(' · ');
  }
  const edge = edges.find((e) => e.id === id) ?? badgeEdgesAt(view, id).find((e) => e.id === id);
  if (edge === undefined) return undefined;
  const nameOf = (end: string) => {
    const found = nodes.find((n) => n.id === end);
    if (found === undefined) return end;
    return found.shape === 'box' && found.namespace !== undefined ? `${found.namespace}/${found.label}` : found.label;
  };
  return `${nameOf(edge.from)} → ${nameOf(edge.to)} · ${edge.label}`;
}
