import cytoscape, { type Core } from 'cytoscape';
import type { GraphView, Rect } from '../graph/graph-view';
import { rectAroundRoute } from '../graph/route/curve';
import { selectionAfter } from '../graph/selection';
import type { CanvasTheme } from './canvas-theme';
import { createFar } from './far';
import { createHover } from './hover';
import { listenToKeys } from './keyboard';
import { listenToPointer } from './pointer';
import { createRing } from './ring';
import { styleSheet } from './style-sheet';
import { toElements } from './to-elements';
import { toPng } from './to-png';
import { toSvg } from './to-svg';
import { changesBetween, createUpdates, isHeld, type Shown, type Slices } from './update-elements';
import { createViewport, ZOOM } from './viewport';

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
  /** All that can be seen of a view is brought in, and drawn with the next frame. */
  onShown(): void;
}

/** More edges than this are moved as a still image while the picture is dragged. */
const MANY_EDGES = 1000;

/** Mounts a surface that fills `container`. `label` is its accessible name. */
export function mountCanvas(
  container: HTMLElement,
  options: { readonly theme: CanvasTheme; readonly label: string; readonly events: CanvasEvents },
): Canvas {
  const { label, events } = options;
  let { theme } = options;
  let view: GraphView | undefined;
  let shown: Shown = new Map();
  const cy = createSurface(container, theme);
  const viewport = createViewport(cy, container);
  const hover = createHover(cy, () => view);
  const ring = createRing(cy);
  const far = createFar(cy);
  let isBusy = false;
  const updates = createUpdates(cy, createSlices(), {
    isUnseen: far.hides,
    mark: far.mark,
    onApplied(stage) {
      if (stage === 'last') ring.renew();
      holdFrames(cy, isHeld(stage));
      const wasBusy = isBusy;
      isBusy = stage === 'hold' || stage === 'draw';
      container.ariaBusy = String(isBusy);
      if (wasBusy && !isBusy) events.onShown();
    },
  });

  const actions = {
    viewNow: () => view,
    ringAt: ring.at,
    point(id: string | undefined) {
      hover.soon(id);
      events.onHover(id);
    },
    moveRing(id: string) {
      ring.move(id);
      events.onHover(id);
    },
    select(id: string, extend: boolean) {
      const nodes = new Set(view?.nodes.map((node) => node.id));
      events.onSelect(selectionAfter(view?.selection ?? [], id, { extend, isNode: (each) => nodes.has(each) }));
    },
    clear() {
      ring.move(undefined);
      events.onSelect([]);
    },
    open: events.onOpen,
    toggleNamespace: events.onToggleNamespace,
    zoomBy: viewport.zoomBy,
    fit: viewport.fit,
  };
  listenToPointer(cy, container, actions);
  const stopKeys = listenToKeys(container, actions);
  const stopNaming = nameSurface(container, label);
  cy.on('zoom', () => far.markAll());

  return {
    show(next) {
      if (next === view) return;
      const changes = changesBetween(shown, toElements(next));
      const isFirst = view === undefined;
      view = next;
      useStillImage(cy, next.edges.length > MANY_EDGES);
      viewport.boundsChanged(next.bounds);
      if (isFirst || changes.removed.length + changes.added.length + changes.changed.length > 0) {
        const hovered = hover.now();
        hover.at(undefined);
        isBusy = true;
        updates.apply(changes);
        hover.at(hovered);
      }
      shown = changes.after;
    },
    fit: viewport.fit,
    zoomBy: viewport.zoomBy,
    focus(id) {
      const rect = rectOf(id, view);
      if (rect === undefined) return;
      viewport.center(rect);
      ring.move(id);
    },
    async toPng(imageOptions) {
      if (view === undefined) throw new Error('Nothing is shown yet.');
      updates.flush();
      const hovered = hover.now();
      hover.at(undefined);
      cy.elements().removeClass('far ring');
      const image = toPng(cy, view, theme, imageOptions);
      ring.renew();
      far.markAll();
      hover.at(hovered);
      return image;
    },
    toSvg(imageOptions) {
      if (view === undefined) throw new Error('Nothing is shown yet.');
      return toSvg(view, theme, imageOptions);
    },
    setTheme(next) {
      theme = next;
      cy.style(styleSheet(next));
    },
    dispose() {
      updates.stop();
      hover.at(undefined);
      stopKeys();
      stopNaming();
      viewport.dispose();
      cy.destroy();
    },
  };
}

function createSurface(container: HTMLElement, theme: CanvasTheme): Core {
  return cytoscape({
    container,
    style: styleSheet(theme),
    layout: { name: 'preset' },
    minZoom: ZOOM.least,
    maxZoom: ZOOM.most,
    autoungrabify: true,
    autounselectify: true,
    boxSelectionEnabled: false,
  });
}

/** Slices of work between frames, by messages to itself; timers would wait 4 ms each time. */
function createSlices(): Slices {
  const { port1, port2 } = new MessageChannel();
  let due: (() => void) | undefined;
  port1.onmessage = () => {
    const run = due;
    due = undefined;
    run?.();
  };
  return {
    now: () => performance.now(),
    next(run, after) {
      due = run;
      const ask = () => port2.postMessage(undefined);
      const frame = after === 'frame' ? requestAnimationFrame(ask) : undefined;
      if (frame === undefined) ask();
      return () => {
        due = undefined;
        if (frame !== undefined) cancelAnimationFrame(frame);
      };
    },
  };
}

/** The picture is drawn once it is whole. The library asks at every frame, and forgets. */
function holdFrames(cy: Core, on: boolean): void {
  const { renderer } = cy as unknown as { readonly renderer: () => { skipFrame: boolean } };
  renderer.call(cy).skipFrame = on;
}

/** What the surface is, for those who cannot see it; the page has the same as an outline. */
function nameSurface(container: HTMLElement, label: string): () => void {
  const attributes = { role: 'application', 'aria-roledescription': 'map', 'aria-label': label, tabindex: '0' };
  for (const [name, value] of Object.entries(attributes)) container.setAttribute(name, value);
  return () => {
    for (const name of Object.keys(attributes)) container.removeAttribute(name);
  };
}

/** The library takes this as an option of a new surface only; its renderer reads it at every redraw. */
function useStillImage(cy: Core, on: boolean): void {
  const { renderer } = cy as unknown as { readonly renderer: () => { textureOnViewport: boolean } };
  renderer.call(cy).textureOnViewport = on;
}

function rectOf(id: string, view: GraphView | undefined): Rect | undefined {
  const node = view?.nodes.find((each) => each.id === id);
  if (node !== undefined) return node.rect;
  const edge = view?.edges.find((each) => each.id === id);
  if (edge === undefined) return undefined;
  return edge.tag?.rect ?? rectAroundRoute(edge.route);
}
