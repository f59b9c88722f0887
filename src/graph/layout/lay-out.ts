/**
 * The map from nothing: columns of boxes in the direction of the flow, and columns of services inside the boxes.
 *
 *     namespaces ──▶ levels ──▶ columns ──▶ order and height in each ──▶ places
 *
 * Deterministic: the same nodes and edges, in whatever order, give the same places.
 */
import { groupBy } from '../../base/collections';
import type { Task } from '../../base/task';
import { drawing } from '../drawing';
import type { Point } from '../graph-view';
import { alignColumns, type Aligned, type Stacked, type Tie } from './align-columns';
import { type Block, blocksOf, type LayoutEdge, type LayoutNode } from './block';
import { fillColumns } from './fill-columns';
import { arrangeInside, type Grid, type Pulls } from './inside-box';
import { BOX_GAP, BOX_PADDING, BOX_TITLE, GUTTER, INNER_GAP, NODE_HEIGHT, PILL_GAP, ROW, STACK_GAP } from './metrics';

/** A block with its inside arranged: centres of its nodes relative to its top left corner. */
export interface Arranged {
  readonly block: Block;
  readonly width: number;
  readonly height: number;
  readonly gap: number;
  readonly inside: ReadonlyMap<string, Point>;
}

/** Nodes must be sorted by id. */
export function* layOut(nodes: readonly LayoutNode[], edges: readonly LayoutEdge[]): Task<Map<string, Point>> {
  const blocks = blocksOf(nodes);
  const first = yield* arrangeAll(blocks, edges, () => new Map());
  const ownerOf = new Map(blocks.flatMap((block) => block.nodes.map(({ id }) => [id, block.id] as const)));
  const between = edges.flatMap(({ from, to }) => {
    const [a, b] = [ownerOf.get(from), ownerOf.get(to)];
    return a === undefined || b === undefined || a === b ? [] : [{ from: a, to: b }];
  });
  const pieces = [...first.values()].map(({ block, width, height, gap }) => ({
    id: block.id,
    isOutside: block.nodes.some(({ isOutside }) => isOutside),
    width,
    height,
    gap,
  }));
  const columns = yield* fillColumns(
    pieces.toSorted((a, b) => (a.id < b.id ? -1 : 1)),
    between,
  );
  yield drawing;
  const rough = yield* alignColumns(columns, tiesOf(first, edges, ownerOf), { keepOrder: false });

  const arranged = yield* arrangeAll(blocks, edges, (block) => pullsFrom(block, first, rough, edges, ownerOf));
  yield drawing;
  const aligned = yield* alignColumns(rough.columns, tiesOf(arranged, edges, ownerOf), { keepOrder: true });
  return placesOf(arranged, aligned, between);
}

function* arrangeAll(
  blocks: readonly Block[],
  edges: readonly LayoutEdge[],
  pullsOf: (block: Block) => Pulls,
): Task<ReadonlyMap<string, Arranged>> {
  const arranged = new Map<string, Arranged>();
  for (const block of blocks) {
    yield drawing;
    arranged.set(block.id, arrange(block, edges, pullsOf(block)));
  }
  return arranged;
}

export function arrange(block: Block, edges: readonly LayoutEdge[], pulls: Pulls): Arranged {
  if (!block.isBox) {
    const { id, width, height, isOutside } = block.nodes[0] ?? { id: '', width: 0, height: 0, isOutside: false };
    const inside = new Map([[id, { x: BOX_PADDING + width / 2, y: height / 2 }]]);
    return { block, width: width + 2 * BOX_PADDING, height, gap: isOutside ? PILL_GAP : STACK_GAP, inside };
  }
  const grid = arrangeInside(
    block.nodes.map(({ id }) => id),
    edges,
    pulls,
  );
  const nodeWidth = Math.max(...block.nodes.map(({ width }) => width));
  const rows = Math.max(...grid.map((column) => column.length));
  return {
    block,
    width: 2 * BOX_PADDING + grid.length * (nodeWidth + INNER_GAP) - INNER_GAP,
    height: BOX_TITLE + (rows - 1) * ROW + NODE_HEIGHT + BOX_PADDING,
    gap: BOX_GAP,
    inside: insideOf(grid, nodeWidth),
  };
}

const insideOf = (grid: Grid, nodeWidth: number): ReadonlyMap<string, Point> =>
  new Map(
    grid.flatMap((column, c) =>
      column.map((id, row) => [
        id,
        {
          x: BOX_PADDING + nodeWidth / 2 + c * (nodeWidth + INNER_GAP),
          y: BOX_TITLE + NODE_HEIGHT / 2 + row * ROW,
        },
      ]),
    ),
  );

function tiesOf(
  arranged: ReadonlyMap<string, Arranged>,
  edges: readonly LayoutEdge[],
  ownerOf: ReadonlyMap<string, string>,
): Tie[] {
  return edges.flatMap(({ from, to }) => {
    const [a, b] = [ownerOf.get(from) ?? '', ownerOf.get(to) ?? ''];
    const [fromY, toY] = [arranged.get(a)?.inside.get(from)?.y, arranged.get(b)?.inside.get(to)?.y];
    return a === b || fromY === undefined || toY === undefined ? [] : [{ from: a, fromY, to: b, toY }];
  });
}

/** For each service with edges out of its box: the row at whose height its neighbours are on average. */
function pullsFrom(
  block: Block,
  arranged: ReadonlyMap<string, Arranged>,
  { tops }: Aligned,
  edges: readonly LayoutEdge[],
  ownerOf: ReadonlyMap<string, string>,
): Pulls {
  const own = new Set(block.nodes.map(({ id }) => id));
  const heightOf = (id: string) => {
    const owner = ownerOf.get(id) ?? '';
    return (tops.get(owner) ?? 0) + (arranged.get(owner)?.inside.get(id)?.y ?? 0);
  };
  const outward = edges.flatMap(({ from, to }) =>
    own.has(from) === own.has(to) ? [] : [own.has(from) ? { id: from, other: to } : { id: to, other: from }],
  );
  const firstRow = (tops.get(block.id) ?? 0) + BOX_TITLE + NODE_HEIGHT / 2;
  return new Map(
    [...groupBy(outward, ({ id }) => id)].map(([id, list]) => {
      const mean = list.reduce((sum, { other }) => sum + heightOf(other), 0) / list.length;
      return [id, (mean - firstRow) / ROW];
    }),
  );
}

function placesOf(arranged: ReadonlyMap<string, Arranged>, aligned: Aligned, between: readonly LayoutEdge[]) {
  const places = new Map<string, Point>();
  let left = 0;
  for (const [c, column] of aligned.columns.entries()) {
    for (const { id } of column) {
      const top = Math.round(aligned.tops.get(id) ?? 0);
      for (const [node, at] of arranged.get(id)?.inside ?? []) places.set(node, { x: left + at.x, y: top + at.y });
    }
    const width = Math.max(...column.map(({ id }) => arranged.get(id)?.width ?? 0));
    left += Math.round(width + gutterAfter(c, aligned.columns, between));
  }
  return places;
}

/** Wider where more edges cross. */
function gutterAfter(c: number, columns: readonly (readonly Stacked[])[], between: readonly LayoutEdge[]): number {
  const at = new Map(columns.flatMap((column, index) => column.map(({ id }) => [id, index] as const)));
  const crossing = between.filter(({ from, to }) => {
    const [a, b] = [at.get(from) ?? 0, at.get(to) ?? 0];
    return Math.min(a, b) <= c && Math.max(a, b) > c;
  });
  return Math.min(GUTTER.most, GUTTER.least + GUTTER.perEdge * crossing.length);
}
