import type { EdgeInterest } from '../analysis/answers';
import { groupBy } from '../base/collections';
import { sortedBy } from '../base/order';
import { INTERESTS } from '../analysis/interests';
import type { Sketch, SketchEdge, SketchNode } from './fold-map';
import type { GraphChoices, HiddenEdges } from './graph-view';
import { createTally } from './tally';

export interface ChosenEdges {
  /** Sorted by id. */
  readonly drawn: readonly SketchEdge[];
  /** Told by a badge at a hub instead. Sorted by id. */
  readonly badged: readonly SketchEdge[];
  readonly hidden: readonly HiddenEdges[];
}

/**
 * More edges than this and a picture of these nodes is a mesh. Found by looking. A collapsed namespace bears more than
 * a service: there are fewer, and their edges are what is left to see.
 */
export function edgeBudget(nodes: readonly SketchNode[]): number {
  const stacks = nodes.filter(({ shape }) => shape === 'stack').length;
  return Math.round(1.6 * (nodes.length - stacks) + 3 * stacks + 12);
}

/** Pairs that nobody wrote a rule about are drawn for a selected node up to this many; more bury the others. */
const QUIET_LIMIT = 8;

/**
 * Which edges to draw. Whole classes, so that what is missing can be said in one line; the size of the classes is
 * counted as if nothing were selected, so that a selection adds edges and takes none away.
 */
export function chooseEdges(sketch: Sketch, choices: GraphChoices): ChosenEdges {
  const isOwn = ownershipOf(sketch, choices);
  const onlyOwn = choices.show === 'selection' && isOwn !== undefined;
  const asked = sketch.edges.filter((edge) => isAsked(edge, choices.show));
  const isBadged = ({ isHub }: SketchEdge) => isHub && choices.show !== 'all';
  const classes = drawnClasses(
    asked.filter((edge) => !isBadged(edge)),
    edgeBudget(sketch.nodes),
    choices,
  );
  const own = new Set(ownEdges(asked, isOwn, choices));

  const drawn: SketchEdge[] = [];
  const told: SketchEdge[] = [];
  const left = createTally();
  for (const edge of sketch.edges) {
    if (own.has(edge)) drawn.push(edge);
    else if (onlyOwn || !isAsked(edge, choices.show)) left.count(edge, 'filter', edge.members);
    else if (isBadged(edge)) told.push(edge);
    else if (classes.has(edge.interest)) drawn.push(edge);
    else left.count(edge, 'class', edge.members);
  }
  for (const edge of told) left.count(edge, 'badge', edge.members);
  for (const edge of sketch.inside) left.count(edge, 'inside', 1);
  return {
    drawn: sortedBy(drawn, ({ id }) => id),
    badged: sortedBy(told, ({ id }) => id),
    hidden: left.sorted(),
  };
}

function isAsked({ verdict }: SketchEdge, show: GraphChoices['show']): boolean {
  if (show === 'allowed') return verdict === 'allow' || verdict === 'partial';
  if (show === 'denied') return verdict === 'deny' || verdict === 'partial';
  return true;
}

/** Whether an edge belongs to the selection; `undefined` when nothing that exists is selected. */
function ownershipOf(sketch: Sketch, { selection }: GraphChoices): ((edge: SketchEdge) => boolean) | undefined {
  const chosen = new Set(selection);
  const isNode = sketch.nodes.some(({ id }) => chosen.has(id));
  if (!isNode && !sketch.edges.some(({ id }) => chosen.has(id))) return undefined;
  return ({ id, from, to }) => chosen.has(id) || chosen.has(from) || chosen.has(to);
}

function drawnClasses(
  asked: readonly SketchEdge[],
  budget: number,
  { show, shownClasses }: GraphChoices,
): ReadonlySet<EdgeInterest> {
  if (show === 'all') return new Set(INTERESTS);
  const sizes = groupBy(asked, ({ interest }) => interest);
  const drawn = new Set<EdgeInterest>(['half-open']);
  let total = 0;
  for (const interest of INTERESTS) {
    const size = sizes.get(interest)?.length ?? 0;
    // What only repeats the edge of the rest of the world is drawn when somebody asks for it.
    const fits = interest !== 'like-the-rest' && (interest === 'half-open' || total + size <= budget);
    if (fits) total += size;
    if (fits || shownClasses.has(interest)) drawn.add(interest);
  }
  return drawn;
}

/**
 * Edges of the selection. Those that nobody wrote a rule about only when they are few, or asked about; those of hubs
 * only for one selected node, not beside the pair that is asked about.
 */
function ownEdges(
  asked: readonly SketchEdge[],
  isOwn: ((edge: SketchEdge) => boolean) | undefined,
  { selection }: GraphChoices,
): readonly SketchEdge[] {
  if (isOwn === undefined) return [];
  const [source, target] = selection;
  const isPair = selection.length === 2;
  const isAskedFor = ({ id, from, to }: SketchEdge) => selection.includes(id) || (from === source && to === target);
  const own = asked.filter(isOwn);
  const drawQuiet = !isPair && own.filter(isQuiet).length <= QUIET_LIMIT;
  return own.filter((edge) => isAskedFor(edge) || (isQuiet(edge) ? drawQuiet : !isPair || !edge.isHub));
}

const isQuiet = ({ interest }: SketchEdge) =>
  interest === 'closed' || interest === 'unpoliced' || interest === 'like-the-rest';
