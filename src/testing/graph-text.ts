/** A picture as text: who stands where, what is drawn, what is not. Made to be read by a reviewer. */
import type { GraphView, Rect } from '../graph/graph-view';
import { right } from '../graph/rect';

export function graphText(view: GraphView): string {
  return ['columns', ...columnLines(view), 'edges', ...edgeLines(view), 'hidden', ...hiddenLines(view)].join('\n');
}

/** A line a column from left to right; boxes from top to bottom, their services column by column. */
export function columnLines(view: GraphView): string[] {
  const boxes = view.boxes.map(({ namespace, rect }) => ({ rect, text: `${namespace}${servicesOf(view, namespace)}` }));
  const singles = view.nodes.filter(({ shape }) => shape !== 'box').map(({ label, rect }) => ({ rect, text: label }));
  return columnsOf([...boxes, ...singles]).map((column) => `  ${column.map(({ text }) => text).join(' · ')}`);
}

function servicesOf(view: GraphView, namespace: string): string {
  const own = view.nodes.filter((node) => node.shape === 'box' && node.namespace === namespace);
  const columns = columnsOf(own).map((column) => column.map(({ label }) => label).join(' '));
  return `[${columns.join(' | ')}]`;
}

/** Things whose stretches of x meet stand in one column; from left to right, each from top to bottom. */
function columnsOf<T extends { readonly rect: Rect }>(things: readonly T[]): T[][] {
  const columns: T[][] = [];
  let end = -Infinity;
  for (const thing of things.toSorted((a, b) => a.rect.x - b.rect.x)) {
    if (thing.rect.x >= end) columns.push([]);
    end = Math.max(end, right(thing.rect));
    columns.at(-1)?.push(thing);
  }
  return columns.map((column) => column.sort((a, b) => a.rect.y - b.rect.y));
}

/** Sorted by source, then by target. Receded edges are in brackets, those of the selection have a star. */
export function edgeLines({ outline, edges }: GraphView): string[] {
  const marks = { strong: '* ', normal: '', receded: '' };
  return outline.flatMap(({ namespace, nodes }) =>
    nodes.flatMap((node) =>
      node.edges.map(({ id, toLabel, kind, label }) => {
        const emphasis = edges.find((edge) => edge.id === id)?.emphasis ?? 'normal';
        const from = namespace === undefined || node.label === namespace ? node.label : `${namespace}/${node.label}`;
        const line = `${marks[emphasis]}${from} > ${toLabel}  ${kind}  ${label}`;
        return emphasis === 'receded' ? `  (${line})` : `  ${line}`;
      }),
    ),
  );
}

export const hiddenLines = ({ hidden }: GraphView): string[] =>
  hidden.map(({ count, interest, verdict, because }) => `  ${count} ${interest} ${verdict}: ${because}`);
