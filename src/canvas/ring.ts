import type { Core } from 'cytoscape';

/** Where the keyboard is: a ring around one node or edge. */
export interface Ring {
  readonly at: () => string | undefined;
  /** `undefined` takes it away. An element out of sight is brought into it. */
  move(id: string | undefined): void;
  /** To be called after elements changed, which lose their marks. */
  renew(): void;
}

export function createRing(cy: Core): Ring {
  let current: string | undefined;
  const mark = () => {
    if (current !== undefined) cy.getElementById(current).addClass('ring');
  };
  return {
    at: () => current,
    move(id) {
      if (current !== undefined) cy.getElementById(current).removeClass('ring');
      current = id;
      mark();
      if (id !== undefined) bringIntoSight(cy, id);
    },
    renew() {
      if (current !== undefined && cy.getElementById(current).empty()) current = undefined;
      mark();
    },
  };
}

const MARGIN = 48;

function bringIntoSight(cy: Core, id: string): void {
  const element = cy.getElementById(id);
  if (element.empty()) return;
  const box = element.renderedBoundingBox({ includeLabels: false });
  const [width, height] = [cy.width(), cy.height()];
  const shift = (low: number, high: number, size: number) =>
    low < MARGIN ? MARGIN - low : high > size - MARGIN ? size - MARGIN - high : 0;
  const by = { x: shift(box.x1, box.x2, width), y: shift(box.y1, box.y2, height) };
  if (by.x !== 0 || by.y !== 0) cy.panBy(by);
}
