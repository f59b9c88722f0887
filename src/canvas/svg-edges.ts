import type { GraphEdge, Point, Route } from '../graph/graph-view';
import { centre } from '../graph/rect';
import { TAG_SIZE } from '../graph/route/place-tags';
import { ARROW_LENGTH, arrowPath } from './arrow-path';
import type { CanvasTheme } from './canvas-theme';
import { colorOf, edgeLook, type EdgeLook, haloOf, RECEDED } from './edge-look';
import { FRAME, type LegendEntry } from './image-frame';
import { baseline, escaped, frameOf, number, text } from './svg-text';

export function edgeSvg(
  { kind, emphasis, route, label, from, to }: GraphEdge,
  theme: CanvasTheme,
  asked: boolean,
): string {
  const look = edgeLook(kind, theme);
  const before = route.controls.at(-1) ?? route.start;
  const length = Math.hypot(route.end.x - before.x, route.end.y - before.y) || 1;
  const direction = { x: (route.end.x - before.x) / length, y: (route.end.y - before.y) / length };
  const back = ARROW_LENGTH[look.arrow];
  const end = { x: route.end.x - back * direction.x, y: route.end.y - back * direction.y };
  const path = pathOf({ ...route, end });
  const halo = asked ? haloOf(kind, theme) : undefined;
  return [
    emphasis === 'receded' ? `<g opacity="${RECEDED.edge}">` : '<g>',
    `<title>${escaped(`${from} → ${to}: ${label}`)}</title>`,
    halo === undefined
      ? ''
      : `<path d="${path}" fill="none" stroke="${halo}" stroke-width="10" stroke-linecap="round"/>`,
    `<path d="${path}" fill="none" stroke="${look.color}" stroke-width="${look.width}"${dashOf(look)}/>`,
    `<path d="${arrowPath(look.arrow, route.end, direction)}" fill="${look.color}"/>`,
    '</g>',
  ].join('');
}

const dashOf = ({ dash, cap }: EdgeLook) =>
  dash.length === 0 ? '' : ` stroke-dasharray="${dash.join(' ')}" stroke-linecap="${cap}"`;

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

export function tagSvg({ tag, kind, emphasis }: GraphEdge, theme: CanvasTheme): string {
  if (tag === undefined) return '';
  const color = colorOf(kind, theme);
  const at = { x: centre(tag.rect).x, y: baseline(tag.rect, TAG_SIZE) };
  const fade = emphasis === 'receded' ? ` opacity="${RECEDED.tag}"` : '';
  const quiet = kind === 'allow' && emphasis === 'normal';
  const look = quiet ? `fill="${theme.canvas}"` : `fill="${theme.panel}" stroke="${color}" stroke-width="1.2"`;
  const frame = `<rect ${frameOf(tag.rect)} rx="9" ${look}/>`;
  return `<g${fade}>${frame}${text(tag.text, at, { size: TAG_SIZE, color, weight: quiet ? 400 : 600, anchor: 'middle' })}</g>`;
}

export function legendSvg({ kind, text: words, x, y }: LegendEntry, theme: CanvasTheme): string {
  const look = edgeLook(kind, theme);
  const end = x + FRAME.sample;
  const line = `<path d="M${number(x)} ${number(y)}H${number(end - ARROW_LENGTH[look.arrow])}" stroke="${look.color}" stroke-width="${look.width}"${dashOf(look)}/>`;
  const head = `<path d="${arrowPath(look.arrow, { x: end, y }, { x: 1, y: 0 })}" fill="${look.color}"/>`;
  return `${line}${head}${text(words, { x: end + 8, y: y + 4 }, { size: FRAME.legendSize, color: theme.ink2 })}`;
}
