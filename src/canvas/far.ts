import type { Collection, Core, ElementDefinition } from 'cytoscape';

/** What is too small to be read from afar, and gives way until one comes nearer. What is pinned stays. */
export interface Far {
  /** To be called with elements that are new, or whose classes were set. */
  mark(elements: Collection): void;
  /** To be called after the zoom changed. */
  markAll(): void;
  /** Whether an element would not be seen now. */
  hides(element: ElementDefinition): boolean;
}

/** Below this zoom tags and badges could not be read. */
const TAGS = 0.45;
/** Below this, what only names the decider of an allowed edge is too small to read. */
const QUIET_TAGS = 0.8;

export function createFar(cy: Core): Far {
  const mark = (elements: Collection) => {
    const small = elements.filter('.tag, .badge').not('.pinned');
    const quiet = small.filter('.tag.allow.normal');
    toggle(small.not(quiet), cy.zoom() < TAGS);
    toggle(quiet, cy.zoom() < QUIET_TAGS);
  };
  const toggle = (elements: Collection, isFar: boolean) => {
    if (elements.empty() || (elements.first().hasClass('far') === isFar && elements.last().hasClass('far') === isFar)) {
      return;
    }
    cy.batch(() => elements.toggleClass('far', isFar));
  };
  return {
    mark,
    markAll: () => mark(cy.elements()),
    hides({ classes }) {
      const own = String(classes).split(' ');
      const is = (name: string) => own.includes(name);
      if (is('pinned') || !(is('tag') || is('badge'))) return false;
      return cy.zoom() < (is('tag') && is('allow') && is('normal') ? QUIET_TAGS : TAGS);
    },
  };
}
