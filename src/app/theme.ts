import type { CanvasTheme } from '../canvas/canvas-theme';
import type { ThemeChoice } from './state/state';

export type Theme = 'light' | 'dark';

/** What the choice means here and now. */
export const themeOf = (choice: ThemeChoice): Theme =>
  choice === 'system' ? (systemIsDark().matches ? 'dark' : 'light') : choice;

/** Puts the theme on the page; the style sheet does the rest. */
export function applyTheme(theme: Theme): void {
  document.documentElement.dataset.theme = theme;
}

/** Calls back when the system's preference changes; returns how to stop that. */
export function watchSystemTheme(changed: () => void): () => void {
  const query = systemIsDark();
  query.addEventListener('change', changed);
  return () => query.removeEventListener('change', changed);
}

const systemIsDark = (): MediaQueryList => matchMedia('(prefers-color-scheme: dark)');

/** The canvas draws with the style sheet's values for the theme, which is put on the page if it is not there yet. */
export function readTheme(theme: Theme): CanvasTheme {
  applyTheme(theme);
  const style = getComputedStyle(document.documentElement);
  const token = (name: string) => style.getPropertyValue(`--${name}`).trim();
  return {
    canvas: token('canvas'),
    line: token('line'),
    lineStrong: token('line-strong'),
    ink: token('ink'),
    ink2: token('ink-2'),
    ink3: token('ink-3'),
    panel: token('panel'),
    box: token('box'),
    boxLine: token('box-line'),
    node: token('node'),
    nodeLine: token('node-line'),
    allow: token('allow'),
    deny: token('deny'),
    endOfTier: token('end-of-tier'),
    undetermined: token('undetermined'),
    denyTint: token('deny-tint'),
    allowTint: token('allow-tint'),
    font: token('sans'),
  };
}
