import type { Core } from 'cytoscape';
import type { GraphView } from '../graph/graph-view';
import { arrowPath } from './arrow-path';
import type { CanvasTheme } from './canvas-theme';
import { edgeLook } from './edge-look';
import { FRAME, imageFrame, type ImageFrame, type LegendEntry } from './image-frame';

/** Browsers refuse larger canvases. */
const MOST_PIXELS = 8192;

/** The whole picture as an image, framed by title, subtitle and legend. */
export async function toPng(
  cy: Core,
  view: GraphView,
  theme: CanvasTheme,
  options: { readonly title: string; readonly subtitle: string; readonly scale: number },
): Promise<Blob> {
  const { w, h } = cy.elements().boundingBox({ includeOverlays: false });
  const room = 2 * FRAME.margin + FRAME.head + FRAME.foot;
  const scale = Math.min(options.scale, MOST_PIXELS / (Math.max(w, h) + room));
  const image = await cy.png({ output: 'blob-promise', full: true, scale, bg: theme.canvas });
  const bitmap = await createImageBitmap(image);
  const frame = imageFrame({ width: bitmap.width / scale, height: bitmap.height / scale }, view, options);

  const canvas = document.createElement('canvas');
  canvas.width = Math.round(frame.width * scale);
  canvas.height = Math.round(frame.height * scale);
  const context = canvas.getContext('2d');
  if (context === null) throw new Error('This browser gives no canvas to draw an image on.');
  context.scale(scale, scale);
  context.fillStyle = theme.canvas;
  context.fillRect(0, 0, frame.width, frame.height);
  context.drawImage(bitmap, frame.picture.x, frame.picture.y, bitmap.width / scale, bitmap.height / scale);
  bitmap.close();
  drawFrame(context, frame, theme, options);
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => {
      if (blob === null) reject(new Error('This browser could not make an image of that size.'));
      else resolve(blob);
    }, 'image/png');
  });
}

function drawFrame(
  context: CanvasRenderingContext2D,
  frame: ImageFrame,
  theme: CanvasTheme,
  { title, subtitle }: { readonly title: string; readonly subtitle: string },
): void {
  context.fillStyle = theme.ink;
  context.font = `600 ${FRAME.titleSize}px ${theme.font}`;
  context.fillText(title, frame.title.x, frame.title.y);
  context.fillStyle = theme.ink2;
  context.font = `${FRAME.subtitleSize}px ${theme.font}`;
  context.fillText(subtitle, frame.subtitle.x, frame.subtitle.y);
  for (const entry of frame.legend) drawEntry(context, entry, theme);
}

function drawEntry(context: CanvasRenderingContext2D, { kind, text, x, y }: LegendEntry, theme: CanvasTheme): void {
  const look = edgeLook(kind, theme);
  const end = x + FRAME.sample;
  context.strokeStyle = look.color;
  context.fillStyle = look.color;
  context.lineWidth = look.width;
  context.lineCap = look.cap;
  context.setLineDash([...look.dash]);
  context.beginPath();
  context.moveTo(x, y);
  context.lineTo(end - (look.arrow === 'tee' ? 3 : 6), y);
  context.stroke();
  context.setLineDash([]);
  const head = new Path2D(arrowPath(look.arrow, { x: end, y }, { x: 1, y: 0 }));
  context.fill(head);
  context.fillStyle = theme.ink2;
  context.font = `${FRAME.legendSize}px ${theme.font}`;
  context.fillText(text, end + 8, y + 4);
}
