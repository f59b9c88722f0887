import { type Heading, stepFrom } from '../graph/step';
import type { GraphView } from '../graph/graph-view';

/** What keys can do. */
export interface KeyActions {
  readonly viewNow: () => GraphView | undefined;
  readonly ringAt: () => string | undefined;
  readonly moveRing: (id: string) => void;
  readonly select: (id: string, extend: boolean) => void;
  readonly clear: () => void;
  readonly open: (id: string) => void;
  readonly toggleNamespace: (namespace: string) => void;
  readonly zoomBy: (factor: number) => void;
  readonly fit: () => void;
}

const HEADINGS: Readonly<Record<string, Heading>> = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowUp: 'up',
  ArrowDown: 'down',
};

/**
 * Arrow keys go from neighbour to neighbour, Enter selects (with Shift, as the other end) and opens a group that is
 * selected, Space collapses or expands the namespace, Escape clears, plus, minus and 0 zoom. Other keys stay with the page. Returns how to stop listening.
 */
export function listenToKeys(container: HTMLElement, actions: KeyActions): () => void {
  const onKey = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (!act(event, actions)) return;
    event.preventDefault();
    event.stopPropagation();
  };
  container.addEventListener('keydown', onKey);
  return () => container.removeEventListener('keydown', onKey);
}

/** Whether the key meant something. */
function act({ key, shiftKey }: KeyboardEvent, actions: KeyActions): boolean {
  const view = actions.viewNow();
  const ring = actions.ringAt();
  const heading = HEADINGS[key];
  if (view === undefined) return false;
  if (heading !== undefined) {
    const next = stepFrom(view, ring ?? view.selection[0], heading);
    if (next !== undefined) actions.moveRing(next);
    return true;
  }
  const node = view.nodes.find(({ id }) => id === ring);
  const isStack = node?.shape === 'stack';
  if (key === 'Enter' && isStack && !shiftKey && view.selection.includes(node.id)) actions.open(node.id);
  else if (key === 'Enter' && node !== undefined) actions.select(node.id, shiftKey);
  else if (key === ' ' && node?.namespace !== undefined) actions.toggleNamespace(node.namespace);
  else if (key === ' ' && isStack) actions.open(node.id);
  else if (key === 'Escape' && (ring !== undefined || view.selection.length > 0)) actions.clear();
  else if (key === '+' || key === '=') actions.zoomBy(1.25);
  else if (key === '-') actions.zoomBy(0.8);
  else if (key === '0') actions.fit();
  else return false;
  return true;
}
