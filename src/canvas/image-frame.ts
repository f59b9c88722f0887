import { kindName } from '../graph/edge-kind';
import type { EdgeKind, GraphView } from '../graph/graph-view';
import { textWidth } from '../graph/text-width';

/** What an image has around the picture: a title and a subtitle above, the legend below. In pixels at scale 1. */
export interface ImageFrame {
  readonly width: number;
  readonly height: number;
  /** Where the picture's top left corner goes. */
  readonly picture: { readonly x: number; readonly y: number };
  readonly title: { readonly x: number; readonly y: number };
  readonly subtitle: { readonly x: number; readonly y: number };
  readonly legend: readonly LegendEntry[];
}

/** A sample of line from `x`, and the text after it; `y` is the line's. */
export interface LegendEntry {
  readonly kind: EdgeKind;
  readonly text: string;
  readonly x: number;
  readonly y: number;
}

export const FRAME = { margin: 32, head: 64, foot: 44, titleSize: 18, subtitleSize: 12, legendSize: 12, sample: 32 };

export function imageFrame(
  picture: { readonly width: number; readonly height: number },
  { legend }: GraphView,
  { title, subtitle }: { readonly title: string; readonly subtitle: string },
): ImageFrame {
  const { margin, head, foot, titleSize, subtitleSize, legendSize, sample } = FRAME;
  const height = margin + head + picture.height + foot + margin / 2;
  const entries: LegendEntry[] = [];
  let x = margin;
  for (const kind of legend) {
    const text = kindName[kind];
    entries.push({ kind, text, x, y: height - margin });
    x += sample + 8 + textWidth(text, legendSize) + 22;
  }
  const widest = Math.max(textWidth(title, titleSize), textWidth(subtitle, subtitleSize), x - margin, picture.width);
  const width = Math.ceil(widest + 2 * margin);
  return {
    width,
    height: Math.ceil(height),
    picture: { x: Math.round((width - picture.width) / 2), y: margin + head },
    title: { x: margin, y: margin + titleSize },
    subtitle: { x: margin, y: margin + titleSize + 20 },
    legend: entries,
  };
}
