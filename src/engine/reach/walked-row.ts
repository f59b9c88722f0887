/**
 * A row by the walk that single flows take, which collects every way that missing input leaves open.
 */
import { getOrMake } from '../../base/collections';
import type { Truth } from '../../base/truth';
import type { Decision } from '../../model/verdict';
import { contains } from '../../net/intervals';
import type { CompiledCluster, CompiledRule } from '../compile/compiled';
import { nowhere, type Extent } from '../extent';
import { lineEnd } from '../line';
import { verdictOf, walk } from '../walk';
import { everywhereId, nowhereId, type Extents } from './extents';
import { codeOf, type FlatRow } from './flat-row';
import type { Entry } from './parts';
import { decisionsOf, walkedProgram, type Program, type Steps } from './programs';

/** Cuts the line where a rule changes its mind, and walks once for all pieces at which every rule says the same. */
export function walkedRow(
  compiled: CompiledCluster,
  program: Program,
  answers: ReadonlyMap<number, number>,
  known: Extents,
): FlatRow {
  const steps = program.steps();
  const extents = extentsOf(program.slots, steps, answers, known);
  const cuts = cutsOf(extents.values());
  const sayings = sayingsAt(cuts, extents.values());
  const walked = walkedProgram(steps);
  const all = decisionsOf(steps);
  const endings = new Map<string, readonly Decision[]>();
  const row: number[] = [];
  let before: readonly Decision[] = [];
  for (let i = cuts.length - 2; i >= 0; i -= 1) {
    const start = cuts[i] as number;
    const matching = (rule: CompiledRule): Truth => {
      const extent = extents.get(rule) ?? nowhere;
      return contains(extent.certain, start) ? 'yes' : contains(extent.possible, start) ? 'maybe' : 'no';
    };
    const decisions = getOrMake(endings, sayings[i] as string, () => walk(compiled, walked, matching));
    if (sameDecisions(before, decisions)) continue;
    before = decisions;
    const places = decisions.map((decision) => all.indexOf(decision));
    row.unshift(cuts[i + 1] as number, codeOf(verdictOf(decisions), decisions.length), ...places);
  }
  return row;
}

/** Where each rule matches, given what the peer answers by slot; nowhere where it is not told. */
function extentsOf(
  slots: Program['slots'],
  { policies, profiles }: Steps,
  answers: ReadonlyMap<number, number>,
  extents: Extents,
): ReadonlyMap<CompiledRule, Extent> {
  const answerOf = new Map(slots.map((set, slot) => [set, answers.get(slot) ?? nowhereId]));
  const found = new Map<CompiledRule, Extent>();
  const add = ({ rule, line, peer }: Entry) => {
    const answer = peer === undefined ? everywhereId : (answerOf.get(peer) ?? nowhereId);
    if (answer !== nowhereId) found.set(rule, extents.of(extents.both(line, answer)));
  };
  for (const { variant } of policies) variant.entries.forEach(add);
  for (const { variant } of profiles) variant?.entries.forEach(add);
  return found;
}

/** Ascending, from 0 to the end of the line. */
function cutsOf(extents: Iterable<Extent>): readonly number[] {
  const bounds = new Set([0, lineEnd]);
  for (const { certain, possible } of extents) {
    for (const [start, end] of certain) bounds.add(start).add(end);
    if (certain !== possible) for (const [start, end] of possible) bounds.add(start).add(end);
  }
  return [...bounds].sort((a, b) => a - b);
}

/** By piece, which rules match there, surely or perhaps. */
function sayingsAt(cuts: readonly number[], extents: Iterable<Extent>): readonly string[] {
  const sayings = cuts.map(() => '');
  const places = new Map(cuts.map((cut, i) => [cut, i]));
  let saying = 0;
  for (const { certain, possible } of extents) {
    for (const line of certain === possible ? [certain] : [certain, possible]) {
      saying += 1;
      for (const [start, end] of line) {
        const last = places.get(end) as number;
        for (let i = places.get(start) as number; i < last; i += 1) sayings[i] += `${saying} `;
      }
    }
  }
  return sayings;
}

const sameDecisions = (a: readonly Decision[], b: readonly Decision[]): boolean =>
  a.length === b.length && a.every((decision, i) => decision === b[i]);
