/** Pieces of SVG as text. */
import type { Point, Rect } from '../graph/graph-view';
import { centre } from '../graph/rect';

/** Tenths of a pixel are enough, and keep the file small. */
export const number = (value: number) => String(Math.round(value * 10) / 10);

/** Text in an element or in an attribute. Control characters are not allowed in XML and are left out. */
export const escaped = (value: string): string =>
  Array.from(value)
    .filter((letter) => letter >= ' ' || letter === '\t' || letter === '\n')
    .join('')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');

export interface TextLook {
  readonly size: number;
  readonly color: string;
  readonly weight?: number;
  readonly anchor?: 'middle' | 'end';
  readonly opacity?: number;
}

export function text(value: string, { x, y }: Point, { size, color, weight, anchor, opacity }: TextLook): string {
  const attributes = [
    `x="${number(x)}" y="${number(y)}" font-size="${size}" fill="${color}"`,
    ...(weight === undefined ? [] : [`font-weight="${weight}"`]),
    ...(anchor === undefined ? [] : [`text-anchor="${anchor}"`]),
    ...(opacity === undefined ? [] : [`opacity="${opacity}"`]),
  ];
  return `<text ${attributes.join(' ')}>${escaped(value)}</text>`;
}

export const frameOf = ({ x, y, width, height }: Rect) =>
  `x="${number(x)}" y="${number(y)}" width="${number(width)}" height="${number(height)}"`;

/** The baseline that puts text of this size in the middle of a rectangle. */
export const baseline = (rect: Rect, size: number) => centre(rect).y + size * 0.36;
