import type { CanvasTheme } from '../canvas/canvas-theme';

/** The light theme as the page has it. */
export const LIGHT: CanvasTheme = {
  canvas: '#fbfcfd',
  line: '#e3e7ec',
  lineStrong: '#cfd6de',
  ink: '#17202b',
  ink2: '#4a5768',
  ink3: '#5f6c7d',
  panel: '#ffffff',
  box: '#f1f4f7',
  boxLine: '#d9e0e7',
  node: '#ffffff',
  nodeLine: '#aab6c3',
  allow: '#005fa3',
  deny: '#b54708',
  endOfTier: '#667085',
  undetermined: '#6927da',
  denyTint: '#fff4e8',
  allowTint: '#eaf4fb',
  font: "Inter, 'Segoe UI', sans-serif",
};
