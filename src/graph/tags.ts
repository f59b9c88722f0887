import { glyphOf } from './edge-kind';
import type { SketchEdge } from './fold-map';
import type { EdgeKind, Emphasis, Rect, Route } from './graph-view';
import { overlaps } from './rect';
import { rectAroundRoute } from './route/curve';
import type { Scene } from './route/scene';

/** The whole of what a tag can say: `✕ security/100 · TCP 8443`; of many edges, how their verdicts mix. */
export const labelOf = ({ kind, decider, about, members }: SketchEdge): string =>
  members > 1 ? decider : [`${glyphOf[kind]} ${decider}`.trim(), about].filter((part) => part !== '').join(' · ');

/** Ports in short: the first of many, and how many more. */
function shortAbout(about: string): string {
  const [first = '', ...more] = about.split(', ');
  return more.length === 0 ? first : `${first} +${more.length}`;
}

/** With more strong edges than this, only those that are not simply allowed keep their tags. */
const TAGGED_ALLOWS = 12;
/** With more edges than this, a tag on each one that is simply allowed or denied would be a carpet. */
const TAGGED_ENDS = 160;
/** With more edges than this, even glyphs would be. Colour, pattern and end of an edge still tell. */
const GLYPHS = 400;

/** How many edges the picture has, and how many of them are strong. */
export interface EdgeCounts {
  readonly all: number;
  readonly strong: number;
}

/**
 * What the tag of an edge may say, the whole first. An allowed edge names its decider, without a glyph; ends of tiers
 * are many and alike, so that the glyph is enough until they are asked about.
 */
export function tagTexts(edge: SketchEdge, emphasis: Emphasis, counts: EdgeCounts): readonly string[] {
  const { kind, decider, members } = edge;
  const glyph = glyphOf[kind];
  if (members > 1) return emphasis === 'receded' && kind === 'allow' ? [] : [decider];
  const short = `${glyph} ${decider}`.trim();
  if (emphasis === 'strong')
    return kind === 'allow' && counts.strong > TAGGED_ALLOWS
      ? []
      : [labelOf({ ...edge, about: shortAbout(edge.about) }), short, glyph];
  if (kind === 'allow' && counts.all > TAGGED_ENDS) return [];
  if (kind === 'allow') return emphasis === 'normal' ? [decider] : [];
  if (counts.all > TAGGED_ENDS) return counts.all > GLYPHS || kind === 'end-of-tier' ? [] : [glyph];
  return emphasis === 'normal' && kind !== 'end-of-tier' ? [short, glyph] : [glyph];
}

const KIND_RANK: Readonly<Record<EdgeKind, number>> = {
  deny: 0,
  undetermined: 1,
  partial: 2,
  'end-of-tier': 3,
  allow: 4,
};

/** Lower is placed first. */
export const tagRank = ({ kind, interest }: SketchEdge, emphasis: Emphasis): number =>
  ({ strong: 0, normal: 20, receded: 40 })[emphasis] + (interest === 'half-open' ? 0 : 10) + KIND_RANK[kind];

/**
 * What the tag of an edge must not cover: nodes, titles, badges, and boxes that the edge has no end in. `better`: the
 * boxes that it has an end in.
 */
export function obstaclesFor(
  edge: SketchEdge,
  route: Route,
  scene: Scene,
  badges: readonly Rect[],
): { readonly obstacles: Rect[]; readonly better: Rect[] } {
  const { x, y, width, height } = rectAroundRoute(route);
  const reach = { x: x - 120, y: y - 40, width: width + 240, height: height + 80 };
  const own = [edge.from, edge.to].map((id) => scene.stands.get(id)?.block);
  const blocks = scene.bands.flatMap((band) => band.blocks).filter(({ rect }) => overlaps(rect, reach));
  const inside = blocks.flatMap((block) =>
    own.includes(block) ? [...block.inside, ...(block.title === undefined ? [] : [block.title])] : [block.rect],
  );
  return {
    obstacles: [...inside, ...badges].filter((rect) => overlaps(rect, reach)),
    better: own.flatMap((block) => (block === undefined ? [] : [block.rect])),
  };
}
