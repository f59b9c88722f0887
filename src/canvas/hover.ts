import type { Core } from 'cytoscape';
import { badgeEdgesAt, type GraphEdge, type GraphView } from '../graph/graph-view';
import { centresOf, countIdOf, edgeElement, hoverTagElement, tagIdOf } from './to-elements';

/** Lights what one node or edge of the view is joined with. What is drawn only for that goes when it ends. */
export interface Hover {
  /** `undefined` ends it. */
  at(id: string | undefined): void;
  now(): string | undefined;
  /** As `at`, once the pointer rests: a pointer on its way elsewhere lights nothing. */
  soon(id: string | undefined): void;
}

export function createHover(cy: Core, viewNow: () => GraphView | undefined): Hover {
  let current: string | undefined;

  const end = () => {
    if (current === undefined) return;
    current = undefined;
    cy.batch(() => {
      cy.elements('.passing').remove();
      cy.elements('.near, .hovered, .away').removeClass('near hovered away');
    });
  };
  const begin = (view: GraphView, id: string) => {
    current = id;
    const touches = ({ id: own, from, to }: GraphEdge) => own === id || from === id || to === id;
    const edge = view.edges.find((each) => each.id === id);
    const own = view.edges.filter(touches);
    const badged = badgeEdgesAt(view, id);
    const centres = centresOf(view);
    const passing = badged.map((each) => edgeElement(each, centres, false));
    const ends = new Set([...own, ...badged].flatMap(({ from, to }) => [from, to]));
    const near = [
      ...own.flatMap((each) => [each.id, tagIdOf(each.id)]),
      ...[...ends].flatMap((end) => [end, countIdOf(end)]),
    ];
    cy.batch(() => {
      cy.add([...passing, ...(edge === undefined ? [] : hoverTagElement(edge))]).addClass('passing near');
      for (const part of near) cy.getElementById(part).addClass('near');
      cy.edges().not('.near').addClass('away');
      cy.getElementById(id).addClass('hovered');
    });
  };

  let timer: ReturnType<typeof setTimeout> | undefined;
  const at = (id: string | undefined) => {
    clearTimeout(timer);
    if (id === current) return;
    end();
    const view = viewNow();
    if (id !== undefined && view !== undefined) begin(view, id);
  };
  return {
    at,
    now: () => current,
    soon(id) {
      clearTimeout(timer);
      timer = setTimeout(() => at(id), id === undefined ? 60 : 90);
    },
  };
}
