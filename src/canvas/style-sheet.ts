import type { StylesheetJson } from 'cytoscape';
import { BADGE_SIZE, COUNT_SIZE, LABEL_SIZE, PILL_SIZE } from '../graph/draw-nodes';
import { EDGE_KINDS } from '../graph/edge-kind';
import { TAG_SIZE } from '../graph/route/place-tags';
import { TITLE_SIZE } from '../graph/route/scene';
import type { CanvasTheme } from './canvas-theme';
import { colorOf, edgeLook, haloOf, RADIUS, RECEDED } from './edge-look';

/** Text smaller than this on the screen is left out: nobody could read it. */
const LEAST_TEXT = 5;

/** The look of every class that `toElements` gives. Later rules win. */
export function styleSheet(theme: CanvasTheme): StylesheetJson {
  return [...nodeRules(theme), ...edgeRules(theme), ...stateRules(theme)];
}

function nodeRules(theme: CanvasTheme): StylesheetJson {
  // The library knows no single quotes in a list of fonts.
  // The library knows no single quotes in a list of fonts.
  const text = {
    'font-family': theme.font.replaceAll("'", '"'),
    'min-zoomed-font-size': LEAST_TEXT,
    color: theme.ink,
  } as const;
  const inside = { label: 'data(label)', 'text-valign': 'center', 'text-halign': 'center' } as const;
  const atLeft = { 'text-halign': 'left-inside', 'text-margin-x': 11 } as const;
  return [
    {
      selector: 'node',
      style: {
        ...text,
        ...inside,
        shape: 'round-rectangle',
        width: 'data(width)',
        height: 'data(height)',
        'background-color': theme.node,
        'overlay-opacity': 0,
        'z-index-compare': 'manual',
        'text-wrap': 'ellipsis',
        'text-max-width': 'data(room)',
      },
    },
    {
      selector: '.box',
      style: {
        'background-color': theme.box,
        'border-color': theme.boxLine,
        'border-width': 1,
        'corner-radius': `${RADIUS.box}px`,
        'z-index': 0,
        events: 'no',
        label: '',
      },
    },
    {
      selector: '.title',
      style: {
        'background-opacity': 0,
        'text-halign': 'left-inside',
        'font-size': TITLE_SIZE,
        'font-weight': 600,
        color: theme.ink2,
        'z-index': 6,
      },
    },
    {
      selector: '.service',
      style: {
        ...atLeft,
        'font-size': LABEL_SIZE,
        'border-color': theme.nodeLine,
        'border-width': 1,
        'corner-radius': `${RADIUS.node}px`,
        'z-index': 5,
      },
    },
    {
      selector: '.pill',
      style: {
        'font-size': PILL_SIZE,
        color: theme.ink2,
        'background-color': theme.canvas,
        'border-color': theme.nodeLine,
        'border-style': 'dashed',
        'border-dash-pattern': [4, 3],
        'border-width': 1.2,
        'corner-radius': '15px',
        'z-index': 5,
      },
    },
    {
      selector: '.stack',
      style: {
        ...atLeft,
        'font-size': TITLE_SIZE,
        'font-weight': 600,
        'text-margin-y': -8,
        'background-color': theme.box,
        'border-color': theme.nodeLine,
        'border-width': 1,
        'corner-radius': `${RADIUS.box}px`,
        'outline-color': theme.boxLine,
        'outline-width': 1,
        'outline-offset': 2.5,
        'z-index': 5,
      },
    },
    {
      selector: '.count',
      style: {
        'background-opacity': 0,
        'text-halign': 'right-inside',
        'font-size': COUNT_SIZE,
        color: theme.ink3,
        'z-index': 6,
        events: 'no',
      },
    },
    { selector: '.count.below', style: { 'text-halign': 'left-inside' } },
    {
      selector: '.tag',
      style: {
        'font-size': TAG_SIZE,
        'font-weight': 600,
        'background-color': theme.panel,
        'border-width': 1.2,
        'corner-radius': '9px',
        'z-index': 20,
      },
    },
    // What is allowed says by whom without a frame, so that what is denied stands out.
    {
      selector: '.tag.allow.normal',
      style: { 'font-weight': 400, 'border-width': 0, 'background-color': theme.canvas },
    },
    {
      selector: '.badge',
      style: {
        'font-size': BADGE_SIZE,
        'font-weight': 600,
        'background-color': theme.panel,
        'border-width': 1,
        'corner-radius': '7px',
        'z-index': 7,
      },
    },
    ...EDGE_KINDS.map((kind) => ({
      selector: `node.${kind}`,
      style: { color: colorOf(kind, theme), 'border-color': colorOf(kind, theme) },
    })),
  ];
}

function edgeRules(theme: CanvasTheme): StylesheetJson {
  return [
    {
      selector: 'edge',
      style: {
        'curve-style': 'straight',
        'source-endpoint': 'data(start)' as never,
        'target-endpoint': 'data(end)' as never,
        'z-index-compare': 'manual',
        'z-index': 3,
        'overlay-opacity': 0,
        'arrow-scale': 0.95,
      },
    },
    {
      selector: '.curved',
      style: {
        'curve-style': 'unbundled-bezier',
        'edge-distances': 'endpoints' as never,
        'control-point-distances': 'data(distances)' as never,
        'control-point-weights': 'data(weights)' as never,
      },
    },
    ...EDGE_KINDS.map((kind) => {
      const look = edgeLook(kind, theme);
      return {
        selector: `edge.${kind}`,
        style: {
          'line-color': look.color,
          'target-arrow-color': look.color,
          'target-arrow-shape': look.arrow,
          width: look.width,
          'line-cap': look.cap,
          ...(look.dash.length === 0 ? {} : { 'line-style': 'dashed', 'line-dash-pattern': [...look.dash] }),
        },
      } as const;
    }),
    ...EDGE_KINDS.map((kind) => ({
      selector: `edge.asked.${kind}`,
      style: {
        'underlay-color': haloOf(kind, theme),
        'underlay-opacity': 1,
        'underlay-padding': 5,
      },
    })),
  ];
}

function stateRules(theme: CanvasTheme): StylesheetJson {
  return [
    { selector: 'edge.strong', style: { 'z-index': 4 } },
    // Over the rings of its ends, so that the bar of a denial stays in sight.
    { selector: 'edge.asked', style: { 'z-index': 6 } },
    { selector: 'node.tag.strong', style: { 'z-index': 22 } },
    { selector: 'edge.receded', style: { opacity: RECEDED.edge, 'z-index': 2 } },
    { selector: 'node.receded', style: { 'text-opacity': RECEDED.text, 'border-opacity': RECEDED.outline } },
    {
      selector: '.tag.receded, .badge.receded',
      style: { opacity: RECEDED.tag, 'text-opacity': 1, 'border-opacity': 1 },
    },
    { selector: '.far', style: { visibility: 'hidden' } },
    {
      selector: '.selected',
      style: {
        'outline-color': theme.ink,
        'outline-width': 2.2,
        'outline-offset': 1.6,
        'border-color': theme.ink,
        'font-weight': 600,
      },
    },
    { selector: '.passing', style: { events: 'no' } },
    { selector: 'edge.away', style: { opacity: 0.22 } },
    { selector: 'edge.near', style: { opacity: 1, 'z-index': 4 } },
    { selector: 'node.near', style: { 'text-opacity': 1, 'border-opacity': 1, opacity: 1, visibility: 'visible' } },
    { selector: 'node.hovered', style: { 'border-color': theme.ink, 'text-opacity': 1, 'border-opacity': 1 } },
    { selector: '.title.hovered', style: { color: theme.ink, 'text-opacity': 1 } },
    {
      selector: '.ring',
      style: { 'outline-color': theme.ink, 'outline-width': 2, 'outline-offset': 5, 'outline-style': 'dashed' },
    },
    { selector: 'edge.ring', style: { 'underlay-color': theme.ink, 'underlay-opacity': 0.18, 'underlay-padding': 6 } },
  ];
}
