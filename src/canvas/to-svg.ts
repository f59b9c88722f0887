/** The picture as an SVG document: real text, a `<title>` for each node and edge, no script, nothing to load. */
import type { GraphView } from '../graph/graph-view';
import type { CanvasTheme } from './canvas-theme';
import { FRAME, imageFrame } from './image-frame';
import { edgeSvg, legendSvg, tagSvg } from './svg-edges';
import { boxSvg, nodeSvg, titleSvg } from './svg-nodes';
import { escaped, number, text } from './svg-text';
import { isAsked } from './to-elements';

export function toSvg(
  view: GraphView,
  theme: CanvasTheme,
  options: { readonly title: string; readonly subtitle: string },
): string {
  const frame = imageFrame(view.bounds, view, options);
  const shift = `${number(frame.picture.x - view.bounds.x)} ${number(frame.picture.y - view.bounds.y)}`;
  const receded = view.edges.filter(({ emphasis }) => emphasis === 'receded');
  const asked = view.edges.filter((edge) => isAsked(edge, view));
  const others = view.edges.filter((edge) => edge.emphasis !== 'receded' && !asked.includes(edge));
  const lines = [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${frame.width}" height="${frame.height}" viewBox="0 0 ${frame.width} ${frame.height}" font-family="${escaped(theme.font)}">`,
    `<title>${escaped(options.title)}</title>`,
    `<rect width="100%" height="100%" fill="${theme.canvas}"/>`,
    text(options.title, frame.title, { size: FRAME.titleSize, color: theme.ink, weight: 600 }),
    text(options.subtitle, frame.subtitle, { size: FRAME.subtitleSize, color: theme.ink2 }),
    `<g transform="translate(${shift})">`,
    ...view.boxes.map((box) => boxSvg(box, theme)),
    ...[...receded, ...others].map((edge) => edgeSvg(edge, theme, false)),
    ...view.boxes.map((box) => titleSvg(box, theme)),
    ...view.nodes.map((node) => nodeSvg(node, theme)),
    // Over the rings of their ends, so that the bar of a denial stays in sight.
    ...asked.map((edge) => edgeSvg(edge, theme, true)),
    ...view.edges.map((edge) => tagSvg(edge, theme)),
    '</g>',
    ...frame.legend.map((entry) => legendSvg(entry, theme)),
    '</svg>',
  ];
  return `${lines.filter((line) => line !== '').join('\n')}\n`;
}
