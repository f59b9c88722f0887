import { BADGE_SIZE, COUNT_SIZE, LABEL_SIZE, labelRoom, PILL_PADDING, PILL_SIZE } from '../graph/draw-nodes';
import type { GraphBadge, GraphNode, NamespaceBox } from '../graph/graph-view';
import { bottom, centre, right } from '../graph/rect';
import { TITLE_SIZE } from '../graph/route/scene';
import { shortened } from '../graph/text-width';
import type { CanvasTheme } from './canvas-theme';
import { colorOf, RADIUS, RECEDED } from './edge-look';
import { baseline, escaped, frameOf, text } from './svg-text';

export const boxSvg = ({ rect }: NamespaceBox, { box, boxLine }: CanvasTheme) =>
  `<rect ${frameOf(rect)} rx="${RADIUS.box}" fill="${box}" stroke="${boxLine}"/>`;

export function titleSvg({ rect, namespace, emphasis }: NamespaceBox, { ink2 }: CanvasTheme): string {
  const look = { size: TITLE_SIZE, color: ink2, weight: 600 };
  const label = shortened(namespace, TITLE_SIZE, rect.width - 26);
  const at = { x: rect.x + 13, y: rect.y + 18 + TITLE_SIZE * 0.36 };
  return text(label, at, emphasis === 'receded' ? { ...look, opacity: RECEDED.text } : look);
}

export function nodeSvg(node: GraphNode, theme: CanvasTheme): string {
  const { rect, shape, label, namespace, emphasis, selected, badges, detail } = node;
  const fade = emphasis === 'receded' ? { opacity: RECEDED.text } : {};
  const name = namespace === undefined || shape === 'stack' ? label : `${namespace}/${label}`;
  const ring = { x: rect.x - 2.7, y: rect.y - 2.7, width: rect.width + 5.4, height: rect.height + 5.4 };
  return [
    '<g>',
    `<title>${escaped(detail === '' || detail === name ? name : `${name}: ${detail}`)}</title>`,
    outlineSvg(node, theme),
    selected
      ? `<rect ${frameOf(ring)} rx="${RADIUS.node + 3}" fill="none" stroke="${theme.ink}" stroke-width="2.2"/>`
      : '',
    ...labelSvg(node, theme, fade),
    ...badges.map((badge) => badgeSvg(badge, theme, emphasis === 'receded')),
    '</g>',
  ]
    .filter((line) => line !== '')
    .join('');
}

function badgeSvg({ kind, text: words, rect }: GraphBadge, theme: CanvasTheme, isReceded: boolean): string {
  const color = colorOf(kind, theme);
  const fade = isReceded ? ` opacity="${RECEDED.tag}"` : '';
  const frame = `<rect ${frameOf(rect)} rx="7" fill="${theme.panel}" stroke="${color}"/>`;
  const at = { x: centre(rect).x, y: baseline(rect, BADGE_SIZE) };
  return `<g${fade}>${frame}${text(words, at, { size: BADGE_SIZE, color, weight: 600, anchor: 'middle' })}</g>`;
}

function outlineSvg({ rect, shape, emphasis }: GraphNode, theme: CanvasTheme): string {
  const fade = emphasis === 'receded' ? ` stroke-opacity="${RECEDED.outline}"` : '';
  const [fill, radius, dash] =
    shape === 'pill'
      ? [theme.canvas, rect.height / 2, ' stroke-dasharray="4 3"']
      : [shape === 'stack' ? theme.box : theme.node, shape === 'stack' ? RADIUS.box : RADIUS.node, ''];
  return `<rect ${frameOf(rect)} rx="${radius}" fill="${fill}" stroke="${theme.nodeLine}"${dash}${fade}/>`;
}

function labelSvg(node: GraphNode, theme: CanvasTheme, fade: { readonly opacity?: number }): string[] {
  const { rect, shape, label, count, selected } = node;
  if (shape === 'pill') {
    const at = { x: centre(rect).x, y: baseline(rect, PILL_SIZE) };
    const name = shortened(label, PILL_SIZE, rect.width - 2 * PILL_PADDING);
    return [text(name, at, { size: PILL_SIZE, color: theme.ink2, anchor: 'middle', ...fade })];
  }
  if (shape === 'stack') {
    const name = shortened(label, TITLE_SIZE, rect.width - 22);
    return [
      text(name, { x: rect.x + 11, y: rect.y + 20 }, { size: TITLE_SIZE, color: theme.ink, weight: 600, ...fade }),
      text(count, { x: rect.x + 11, y: bottom(rect) - 11 }, { size: COUNT_SIZE, color: theme.ink3, ...fade }),
    ];
  }
  const name = shortened(label, LABEL_SIZE, labelRoom(rect.width, count));
  const y = baseline(rect, LABEL_SIZE);
  return [
    text(
      name,
      { x: rect.x + 11, y },
      { size: LABEL_SIZE, color: theme.ink, ...(selected ? { weight: 600 } : {}), ...fade },
    ),
    text(count, { x: right(rect) - 11, y }, { size: COUNT_SIZE, color: theme.ink3, anchor: 'end', ...fade }),
  ];
}
