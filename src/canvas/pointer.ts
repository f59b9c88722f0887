import type { Core, EventObject } from 'cytoscape';

export interface PointerActions {
  readonly point: (id: string | undefined) => void;
  readonly select: (id: string, extend: boolean) => void;
  readonly clear: () => void;
  readonly open: (id: string) => void;
  readonly toggleNamespace: (namespace: string) => void;
}

/** What a part of the picture stands for: a node or edge of the view, a namespace by its title, or nothing. */
interface Meaning {
  readonly owner: string | undefined;
  readonly namespace: string | undefined;
}

/** Click, double click and hover, in the words of the view. */
export function listenToPointer(cy: Core, container: HTMLElement, actions: PointerActions): void {
  const meaningOf = ({ target }: EventObject): Meaning =>
    target === cy
      ? { owner: undefined, namespace: undefined }
      : { owner: target.data('owner'), namespace: target.data('namespace') };

  cy.on('tap', (event) => {
    const { owner, namespace } = meaningOf(event);
    if (owner !== undefined) actions.select(owner, hasShift(event));
    else if (namespace !== undefined) actions.toggleNamespace(namespace);
    else actions.clear();
  });
  cy.on('dbltap', (event) => {
    const { owner, namespace } = meaningOf(event);
    if (owner === undefined) return;
    if (namespace === undefined) actions.open(owner);
    else actions.toggleNamespace(namespace);
  });
  cy.on('mouseover', 'node, edge', (event) => {
    const { owner, namespace } = meaningOf(event);
    if (owner !== undefined) actions.point(owner);
    else event.target.addClass('hovered');
    container.style.cursor = owner === undefined && namespace === undefined ? '' : 'pointer';
  });
  cy.on('mouseout', 'node, edge', (event) => {
    if (meaningOf(event).owner !== undefined) actions.point(undefined);
    else event.target.removeClass('hovered');
    container.style.cursor = '';
  });
}

function hasShift({ originalEvent }: EventObject): boolean {
  return (originalEvent as { readonly shiftKey?: boolean } | undefined)?.shiftKey === true;
}
