/** Mounts the text surface. Its code is large, so it is fetched from the page's own text when first asked for. */
import type { Editor, EditorEvents, EditorOptions } from './editor';
import { loadSurface } from './load-surface';

/** Rejects when the code cannot be read or run; asking again tries again. */
export async function mountEditor(
  container: HTMLElement,
  events: EditorEvents,
  options: EditorOptions,
): Promise<Editor> {
  const { mountSurface } = await loadSurface();
  return mountSurface(container, events, options);
}
