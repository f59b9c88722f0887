import { mountCanvas, type CanvasEvents } from '../canvas/mount-canvas';
import type { GraphView } from '../graph/graph-view';
import styles from './rehearse.module.css';
import { readTheme, type Theme } from './theme';

/** Draws a picture where nobody sees it, and takes it away. Calling what it returns ends it sooner. */
export function rehearse(view: GraphView, theme: Theme): () => void {
  const container = document.createElement('div');
  container.className = styles.unseen ?? '';
  container.inert = true;
  container.ariaHidden = 'true';
  document.body.append(container);
  let isOver = false;
  const end = () => {
    if (isOver) return;
    isOver = true;
    canvas.dispose();
    container.remove();
  };
  const onShown = () => setTimeout(end, DRAWN_MS);
  const canvas = mountCanvas(container, {
    theme: readTheme(theme),
    label: 'Rehearsal',
    events: { ...nobody, onShown },
  });
  canvas.show(view);
  return end;
}

/** Until then the frame that draws it is over. */
const DRAWN_MS = 100;

const nobody: CanvasEvents = {
  onSelect() {},
  onHover() {},
  onToggleNamespace() {},
  onOpen() {},
  onShown() {},
};
