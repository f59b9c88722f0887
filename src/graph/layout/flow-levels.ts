import { compareText } from '../../base/order';
import type { LayoutEdge } from './block';

/**
 * How far to the right each id stands when edges run left to right. Cycles are broken so that little weight runs
 * backwards (Eades, Lin and Smyth's greedy order); then each id stands one step right of its sources, and what mostly
 * sends moves up to what it sends to. Parallel edges add weight. Ids must be sorted; ends that are no ids are ignored.
 */
export function flowLevels(ids: readonly string[], edges: readonly LayoutEdge[]): ReadonlyMap<string, number> {
  const weights = weightsOf(ids, edges);
  const order = greedyOrder(ids, weights);
  const rank = new Map(order.map((id, index) => [id, index]));
  const isForward = (from: string, to: string) => (rank.get(from) ?? 0) < (rank.get(to) ?? 0);
  const levels = new Map(order.map((id) => [id, 0]));

  for (const from of order) {
    for (const to of weights.out.get(from)?.keys() ?? []) {
      if (isForward(from, to)) levels.set(to, Math.max(levels.get(to) ?? 0, (levels.get(from) ?? 0) + 1));
    }
  }
  for (const id of order.toReversed()) {
    const targets = [...(weights.out.get(id)?.keys() ?? [])].filter((to) => isForward(id, to));
    if (targets.length === 0 || sum(weights.in.get(id)) > sum(weights.out.get(id))) continue;
    const nearest = Math.min(...targets.map((to) => levels.get(to) ?? 0));
    levels.set(id, Math.max(levels.get(id) ?? 0, nearest - 1));
  }
  return levels;
}

type Sides = ReadonlyMap<string, Map<string, number>>;

interface Weights {
  readonly in: Sides;
  readonly out: Sides;
}

function weightsOf(ids: readonly string[], edges: readonly LayoutEdge[]): Weights {
  const weights = {
    in: new Map(ids.map((id) => [id, new Map<string, number>()])),
    out: new Map(ids.map((id) => [id, new Map<string, number>()])),
  };
  for (const { from, to } of edges) {
    const out = weights.out.get(from);
    const into = weights.in.get(to);
    if (from === to || out === undefined || into === undefined) continue;
    out.set(to, (out.get(to) ?? 0) + 1);
    into.set(from, (into.get(from) ?? 0) + 1);
  }
  return weights;
}

const sum = (side: ReadonlyMap<string, number> | undefined) => [...(side?.values() ?? [])].reduce((a, b) => a + b, 0);

function greedyOrder(ids: readonly string[], weights: Weights): string[] {
  const rest = new Set(ids);
  const left: string[] = [];
  const right: string[] = [];
  const open = (side: Sides, id: string) =>
    [...(side.get(id) ?? [])].reduce((total, [other, weight]) => (rest.has(other) ? total + weight : total), 0);
  while (rest.size > 0) {
    const scored = [...rest].map((id) => ({ id, in: open(weights.in, id), out: open(weights.out, id) }));
    const sinks = scored.filter(({ out }) => out === 0);
    const sources = scored.filter((entry) => entry.in === 0 && entry.out > 0);
    for (const { id } of sinks) right.unshift(id);
    for (const { id } of sources) left.push(id);
    for (const { id } of [...sinks, ...sources]) rest.delete(id);
    if (sinks.length > 0 || sources.length > 0) continue;
    const best = scored.toSorted((a, b) => b.out - b.in - (a.out - a.in) || compareText(a.id, b.id))[0];
    if (best === undefined) break;
    left.push(best.id);
    rest.delete(best.id);
  }
  return [...left, ...right];
}
