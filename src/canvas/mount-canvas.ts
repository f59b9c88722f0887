import type { GraphView } from '../graph/graph-view';
import type { CanvasTheme } from './canvas-theme';

/** The drawing surface, in our words. Nothing of Cytoscape shows through. */
export interface Canvas {
  /** Draws the view; changes only what differs from the view shown before. The first one is fitted. */
  show(view: GraphView): void;
  /** Brings the whole picture into the surface, with margins. */
  fit(): void;
  /** About the middle of the surface; 1.25 is a step nearer. */
  zoomBy(factor: number): void;
  /** Brings a node or an edge into the middle and puts the keyboard's ring on it. */
  focus(id: string): void;
  /** The whole picture, whatever part is in sight, with title, subtitle and legend. `scale` 2 suits documents. */
  toPng(options: ImageOptions & { readonly scale: number }): Promise<Blob>;
  /** The same as a self-contained SVG document with real text. */
  toSvg(options: ImageOptions): string;
  setTheme(theme: CanvasTheme): void;
  dispose(): void;
}

export interface ImageOptions {
  readonly title: string;
  readonly subtitle: string;
}

/** What the reader did on the surface. Ids are of nodes and edges of the view. */
export interface CanvasEvents {
  /** The selection there should be now. */
  onSelect(ids: readonly string[]): void;
  /** Under the pointer, or under the keyboard's ring; `undefined` when nothing is. */
  onHover(id: string | undefined): void;
  onToggleNamespace(namespace: string): void;
  /** Double click on a node or an edge. */
  onOpen(id: string): void;
}

/** Mounts a surface that fills `container`. `label` is its accessible name. */
export declare function mountCanvas(
  container: HTMLElement,
  options: { readonly theme: CanvasTheme; readonly label: string; readonly events: CanvasEvents },
): Canvas;
