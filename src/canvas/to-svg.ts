/** The picture as an SVG document: real text, a `<title>` for each node and edge, no script, nothing to load. */
import { BADGE_SIZE, COUNT_SIZE, LABEL_SIZE, labelRoom } from '../graph/draw-nodes';
import type { GraphEdge, GraphNode, GraphView, NamespaceBox, Point, Rect, Route } from '../graph/graph-view';
import { bottom, centre, right } from '../graph/rect';
import { TAG_SIZE } from '../graph/route/place-tags';
import { TITLE_SIZE } from '../graph/route/scene';
import { shortened } from '../graph/text-width';
import { ARROW_LENGTH, arrowPath } from './arrow-path';
import type { CanvasTheme } from './canvas-theme';
import { colorOf, edgeLook, haloOf, RADIUS, RECEDED } from './edge-look';
import { FRAME, imageFrame, type LegendEntry } from './image-frame';

export function toSvg(
  view: GraphView,
  theme: CanvasTheme,
  options: { readonly title: string; readonly subtitle: string },
): string {
  const frame = imageFrame(view.bounds, view, options);
  const shift = `${number(frame.picture.x - view.bounds.x)} ${number(frame.picture.y - view.bounds.y)}`;
  const receded = view.edges.filter(({ emphasis }) => emphasis === 'receded');
  const others = view.edges.filter(({ emphasis }) => emphasis !== 'receded');
  const lines = [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${frame.width}" height="${frame.height}" viewBox="0 0 ${frame.width} ${frame.height}" font-family="${escaped(theme.font)}">`,
    `<title>${escaped(options.title)}</title>`,
    `<rect width="100%" height="100%" fill="${theme.canvas}"/>`,
    text(options.title, frame.title, { size: FRAME.titleSize, color: theme.ink, weight: 600 }),
    text(options.subtitle, frame.subtitle, { size: FRAME.subtitleSize, color: theme.ink2 }),
    `<g transform="translate(${shift})">`,
    ...view.boxes.map((box) => boxSvg(box, theme)),
    ...[...receded, ...others].map((edge) => edgeSvg(edge, theme)),
    ...view.boxes.map((box) => titleSvg(box, theme)),
    ...view.nodes.map((node) => nodeSvg(node, theme)),
    ...view.edges.map((edge) => tagSvg(edge, theme)),
    '</g>',
    ...frame.legend.map((entry) => legendSvg(entry, theme)),
    '</svg>',
  ];
  return `${lines.filter((line) => line !== '').join('\n')}\n`;
}

const number = (value: number) => String(Math.round(value * 10) / 10);

/** Text in an element or in an attribute. Control characters are not allowed in XML and are left out. */
export const escaped = (value: string): string =>
  Array.from(value)
    .filter((letter) => letter >= ' ' || letter === '\t' || letter === '\n')
    .join('')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');

interface TextLook {
  readonly size: number;
  readonly color: string;
  readonly weight?: number;
  readonly anchor?: 'middle' | 'end';
  readonly opacity?: number;
}

function text(value: string, { x, y }: Point, { size, color, weight, anchor, opacity }: TextLook): string {
  const attributes = [
    `x="${number(x)}" y="${number(y)}" font-size="${size}" fill="${color}"`,
    ...(weight === undefined ? [] : [`font-weight="${weight}"`]),
    ...(anchor === undefined ? [] : [`text-anchor="${anchor}"`]),
    ...(opacity === undefined ? [] : [`opacity="${opacity}"`]),
  ];
  return `<text ${attributes.join(' ')}>${escaped(value)}</text>`;
}

const frameOf = ({ x, y, width, height }: Rect) =>
  `x="${number(x)}" y="${number(y)}" width="${number(width)}" height="${number(height)}"`;

/** The baseline that puts text of this size in the middle of a rectangle. */
const baseline = (rect: Rect, size: number) => centre(rect).y + size * 0.36;

const boxSvg = ({ rect }: NamespaceBox, { box, boxLine }: CanvasTheme) =>
  `<rect ${frameOf(rect)} rx="${RADIUS.box}" fill="${box}" stroke="${boxLine}"/>`;

function titleSvg({ rect, namespace, emphasis }: NamespaceBox, { ink2 }: CanvasTheme): string {
  const look = { size: TITLE_SIZE, color: ink2, weight: 600 };
  const label = shortened(namespace, TITLE_SIZE, rect.width - 26);
  const at = { x: rect.x + 13, y: rect.y + 18 + TITLE_SIZE * 0.36 };
  return text(label, at, emphasis === 'receded' ? { ...look, opacity: RECEDED.text } : look);
}

function nodeSvg(node: GraphNode, theme: CanvasTheme): string {
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
    ...badges.map((badge) => {
      const color = colorOf(badge.kind, theme);
      const at = { x: centre(badge.rect).x, y: baseline(badge.rect, BADGE_SIZE) };
      return `<rect ${frameOf(badge.rect)} rx="7" fill="${theme.panel}" stroke="${color}"/>${text(badge.text, at, { size: BADGE_SIZE, color, weight: 600, anchor: 'middle', ...fade })}`;
    }),
    '</g>',
  ]
    .filter((line) => line !== '')
    .join('');
}

function outlineSvg({ rect, shape, emphasis }: GraphNode, theme: CanvasTheme): string {
  const fade = emphasis === 'receded' ? ` stroke-opacity="${RECEDED.outline}"` : '';
  const [fill, radius, dash] =
    shape === 'pill'
      ? [theme.canvas, rect.height / 2, ' stroke-dasharray="4 3"']
      : [shape === 'stack' ? theme.box : theme.node, shape === 'stack' ? RADIUS.box : RADIUS.node, ''];
  return `<rect ${frameOf(rect)} rx="${radius}" fill="${fill}" stroke="${theme.nodeLine}"${dash}${fade}/>`;
}

function labelSvg({ rect, shape, label, count }: GraphNode, theme: CanvasTheme, fade: { opacity?: number }): string[] {
  if (shape === 'pill') {
    const at = { x: centre(rect).x, y: baseline(rect, LABEL_SIZE) };
    return [
      text(shortened(label, LABEL_SIZE, rect.width - 20), at, {
        size: LABEL_SIZE,
        color: theme.ink2,
        anchor: 'middle',
        ...fade,
      }),
    ];
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
    text(name, { x: rect.x + 11, y }, { size: LABEL_SIZE, color: theme.ink, ...fade }),
    text(count, { x: right(rect) - 11, y }, { size: COUNT_SIZE, color: theme.ink3, anchor: 'end', ...fade }),
  ];
}

function edgeSvg({ kind, emphasis, selected, route, label, from, to }: GraphEdge, theme: CanvasTheme): string {
  const look = edgeLook(kind, theme);
  const before = route.controls.at(-1) ?? route.start;
  const length = Math.hypot(route.end.x - before.x, route.end.y - before.y) || 1;
  const direction = { x: (route.end.x - before.x) / length, y: (route.end.y - before.y) / length };
  const back = ARROW_LENGTH[look.arrow];
  const end = { x: route.end.x - back * direction.x, y: route.end.y - back * direction.y };
  const path = pathOf({ ...route, end });
  const halo = selected || emphasis === 'strong' ? haloOf(kind, theme) : undefined;
  const dash = look.dash.length === 0 ? '' : ` stroke-dasharray="${look.dash.join(' ')}" stroke-linecap="${look.cap}"`;
  return [
    emphasis === 'receded' ? `<g opacity="${RECEDED.edge}">` : '<g>',
    `<title>${escaped(`${from} → ${to}: ${label}`)}</title>`,
    halo === undefined
      ? ''
      : `<path d="${path}" fill="none" stroke="${halo}" stroke-width="10" stroke-linecap="round"/>`,
    `<path d="${path}" fill="none" stroke="${look.color}" stroke-width="${look.width}"${dash}/>`,
    `<path d="${arrowPath(look.arrow, route.end, direction)}" fill="${look.color}"/>`,
    '</g>',
  ].join('');
}

/** The spline in SVG's notation: quadratic bends that meet half way between two controls. */
function pathOf({ start, controls, end }: Route): string {
  const at = ({ x, y }: Point) => `${number(x)} ${number(y)}`;
  if (controls.length === 0) return `M${at(start)}L${at(end)}`;
  const bends = controls.map((control, i) => {
    const next = controls[i + 1];
    const to = next === undefined ? end : { x: (control.x + next.x) / 2, y: (control.y + next.y) / 2 };
    return `Q${at(control)} ${at(to)}`;
  });
  return `M${at(start)}${bends.join('')}`;
}

function tagSvg({ tag, kind, emphasis }: GraphEdge, theme: CanvasTheme): string {
  if (tag === undefined) return '';
  const color = colorOf(kind, theme);
  const at = { x: centre(tag.rect).x, y: baseline(tag.rect, TAG_SIZE) };
  const fade = emphasis === 'receded' ? ` opacity="${RECEDED.tag}"` : '';
  const frame = `<rect ${frameOf(tag.rect)} rx="9" fill="${theme.panel}" stroke="${color}" stroke-width="1.2"/>`;
  return `<g${fade}>${frame}${text(tag.text, at, { size: TAG_SIZE, color, weight: 600, anchor: 'middle' })}</g>`;
}

function legendSvg({ kind, text: words, x, y }: LegendEntry, theme: CanvasTheme): string {
  const look = edgeLook(kind, theme);
  const end = x + FRAME.sample;
  const dash = look.dash.length === 0 ? '' : ` stroke-dasharray="${look.dash.join(' ')}" stroke-linecap="${look.cap}"`;
  const line = `<path d="M${number(x)} ${number(y)}H${number(end - ARROW_LENGTH[look.arrow])}" stroke="${look.color}" stroke-width="${look.width}"${dash}/>`;
  const head = `<path d="${arrowPath(look.arrow, { x: end, y }, { x: 1, y: 0 })}" fill="${look.color}"/>`;
  return `${line}${head}${text(words, { x: end + 8, y: y + 4 }, { size: FRAME.legendSize, color: theme.ink2 })}`;
}
