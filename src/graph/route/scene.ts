import { groupBy } from '../../base/collections';
import type { GraphNode, NamespaceBox, Rect } from '../graph-view';
import { right } from '../rect';
import { textWidth } from '../text-width';

/** Everything that a curve must not run through, in the order of space. */
export interface Scene {
  /** By node id. */
  readonly stands: ReadonlyMap<string, Stand>;
  /** From left to right; no two share an x. What stands in one band stands in one column. */
  readonly bands: readonly Band[];
}

/** Where a node stands. */
export interface Stand {
  readonly id: string;
  readonly rect: Rect;
  readonly shape: GraphNode['shape'];
  readonly block: SceneBlock;
  readonly band: number;
}

/** A namespace's box with its services, or a node alone. */
export interface SceneBlock {
  readonly rect: Rect;
  readonly inside: readonly Rect[];
  /** Where the title's letters are; `undefined` for a node alone. */
  readonly title: Rect | undefined;
}

export interface Band {
  readonly left: number;
  readonly right: number;
  readonly blocks: readonly SceneBlock[];
}

export const TITLE_SIZE = 13;

export function sceneOf(nodes: readonly GraphNode[], boxes: readonly NamespaceBox[]): Scene {
  const blocks = new Map<string, SceneBlock>();
  const inBoxes = groupBy(nodes, ({ shape, namespace }) => (shape === 'box' ? namespace : undefined));
  for (const { rect, namespace } of boxes) {
    const inside = (inBoxes.get(namespace) ?? []).map((node) => node.rect);
    blocks.set(namespace, { rect, inside, title: titleRect(rect, namespace) });
  }
  const owned = nodes.map((node) => {
    const block = node.shape === 'box' ? blocks.get(node.namespace ?? '') : undefined;
    return { node, block: block ?? { rect: node.rect, inside: [node.rect], title: undefined } };
  });
  const bands = bandsOf([...new Set(owned.map(({ block }) => block))]);
  const bandOf = new Map(bands.flatMap((band, index) => band.blocks.map((block) => [block, index] as const)));
  const stands = owned.map(({ node, block }) => {
    return [node.id, { id: node.id, rect: node.rect, shape: node.shape, block, band: bandOf.get(block) ?? 0 }] as const;
  });
  return { stands: new Map(stands), bands };
}

export function titleRect(box: Rect, title: string): Rect {
  const width = Math.min(box.width - 28, textWidth(title, TITLE_SIZE, 'bold') + 4);
  return { x: box.x + 12, y: box.y + 8, width, height: 20 };
}

/** The same scene with left and right exchanged, so that what is solved to the right is solved to the left. */
export function mirrored(scene: Scene): Scene {
  const blocks = new Map<SceneBlock, SceneBlock>();
  const bands = scene.bands.map((band) => ({
    left: -band.right,
    right: -band.left,
    blocks: band.blocks.map((block) => {
      const title = block.title && mirroredRect(block.title);
      const twin = { rect: mirroredRect(block.rect), inside: block.inside.map(mirroredRect), title };
      blocks.set(block, twin);
      return twin;
    }),
  }));
  const stands = [...scene.stands].map(([id, stand]) => {
    const block = blocks.get(stand.block) ?? stand.block;
    return [id, { ...stand, rect: mirroredRect(stand.rect), block, band: bands.length - 1 - stand.band }] as const;
  });
  return { stands: new Map(stands), bands: bands.reverse() };
}

const mirroredRect = (rect: Rect): Rect => ({ ...rect, x: -right(rect) });

/** Blocks whose stretches of x meet share a band. */
function bandsOf(blocks: readonly SceneBlock[]): Band[] {
  const bands: { left: number; right: number; blocks: SceneBlock[] }[] = [];
  for (const block of blocks.toSorted((a, b) => a.rect.x - b.rect.x || a.rect.y - b.rect.y)) {
    const last = bands.at(-1);
    if (last !== undefined && block.rect.x < last.right) {
      last.right = Math.max(last.right, right(block.rect));
      last.blocks.push(block);
    } else {
      bands.push({ left: block.rect.x, right: right(block.rect), blocks: [block] });
    }
  }
  return bands;
}
