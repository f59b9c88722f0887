import type { Core } from 'cytoscape';
import type { Rect } from '../graph/graph-view';
import { bottom, centre, right } from '../graph/rect';

/** Room for what floats over the surface: a line at the top, the legend and the zoom at the bottom. */
const MARGIN = { top: 52, bottom: 76, side: 32 };
/** A small map is not blown up to fill the surface. */
const NEAREST_FIT = 1.15;
export const ZOOM = { least: 0.05, most: 4 };

/** What part of the picture is in sight, and whether the reader chose it. */
export interface Viewport {
  fit(): void;
  zoomBy(factor: number): void;
  center(rect: Rect): void;
  /** To be called when the bounds of the picture changed. Fits again only while the reader has not moved. */
  boundsChanged(bounds: Rect): void;
  dispose(): void;
}

export function createViewport(cy: Core, container: HTMLElement): Viewport {
  let bounds: Rect | undefined;
  let isChosen = false;
  let size = { width: container.clientWidth, height: container.clientHeight };

  const fit = () => {
    const { width, height } = size;
    if (bounds === undefined || width === 0 || height === 0) return;
    const across = (width - 2 * MARGIN.side) / Math.max(1, bounds.width);
    const down = (height - MARGIN.top - MARGIN.bottom) / Math.max(1, bounds.height);
    const zoom = Math.max(ZOOM.least, Math.min(across, down, NEAREST_FIT));
    const middle = centre(bounds);
    const y = MARGIN.top + (height - MARGIN.top - MARGIN.bottom) / 2;
    cy.viewport({ zoom, pan: { x: width / 2 - middle.x * zoom, y: y - middle.y * zoom } });
    isChosen = false;
  };
  const onMove = () => {
    isChosen = true;
  };
  cy.on('dragpan scrollzoom pinchzoom', onMove);

  const observer = new ResizeObserver(() => {
    const next = { width: container.clientWidth, height: container.clientHeight };
    const isHidden = next.width === 0 || next.height === 0;
    if (isHidden || (next.width === size.width && next.height === size.height)) return;
    const grown = { x: (next.width - size.width) / 2, y: (next.height - size.height) / 2 };
    const wasHidden = size.width === 0 || size.height === 0;
    size = next;
    cy.resize();
    if (wasHidden || !isChosen) fit();
    else cy.panBy(grown);
  });
  observer.observe(container);

  return {
    fit,
    zoomBy(factor) {
      const level = Math.min(ZOOM.most, Math.max(ZOOM.least, cy.zoom() * factor));
      cy.zoom({ level, renderedPosition: { x: size.width / 2, y: size.height / 2 } });
      isChosen = true;
    },
    center(rect) {
      const zoom = Math.max(cy.zoom(), 0.8);
      const { x, y } = centre(rect);
      cy.viewport({ zoom, pan: { x: size.width / 2 - x * zoom, y: size.height / 2 - y * zoom } });
      isChosen = true;
    },
    boundsChanged(next) {
      const before = bounds;
      bounds = next;
      if (before === undefined || (!isChosen && !inSight(cy, next))) fit();
    },
    dispose: () => observer.disconnect(),
  };
}

function inSight(cy: Core, rect: Rect): boolean {
  const { x1, y1, x2, y2 } = cy.extent();
  return rect.x >= x1 && rect.y >= y1 && right(rect) <= x2 && bottom(rect) <= y2;
}
