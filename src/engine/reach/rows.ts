/**
 * What one side says of one peer: the whole connection line, cut where the outcome changes. Worked out once for each
 * shape of program and each pattern of answers that a peer gives to its questions, by the walk that single flows take.
 */
import { getOrMake } from '../../base/collections';
import { createSequences } from '../../base/sequences';
import type { Truth } from '../../base/truth';
import type { Decision, Verdict } from '../../model/verdict';
import { contains, normalize, type Interval } from '../../net/intervals';
import type { CompiledCluster, CompiledRule } from '../compile/compiled';
import { nowhere, type Extent } from '../extent';
import { lineEnd, type Line } from '../line';
import { verdictOf, walk } from '../walk';
import { everywhereId, nowhereId, type Extents } from './extents';
import type { Entry } from './parts';
import { decisionsOf, walkedProgram, type Program, type Steps } from './programs';

/** Cells `start` to `end` of the line, end excluded, with every way one side can decide them. */
export interface Segment {
  readonly start: number;
  readonly end: number;
  readonly verdict: Verdict;
  readonly decisions: readonly Decision[];
}

/** Segments in order, without gaps, from 0 to the end of the line. */
export type Row = readonly Segment[];

/** Where a row allows, and where it hangs on missing input. */
export interface RowVerdict {
  readonly allow: Line;
  readonly open: Line;
}

export interface Rows {
  /** How many rows there are so far. */
  size(): number;
  /** The row of a program for a peer that answers `extents[i]` to `slots[i]` (ascending) and nowhere to all others. */
  rowFor(program: Program, slots: readonly number[], extents: readonly number[]): number;
  /** With the deciders of a program; equal rows are one object. */
  resolve(program: Program, row: number): Row;
  /** What decides some of it, as places in `decisionsOf`; each once. */
  decidersOf(row: number): readonly number[];
  /** Rows that allow the same have one verdict. */
  verdictOf(row: number): number;
  verdict(id: number): RowVerdict;
  verdictId(verdict: RowVerdict): number;
}

/** A row in terms of a shape: deciders are places in `decisionsOf`. */
interface ShapeRow {
  readonly deciders: readonly number[];
  readonly segments: readonly ShapeSegment[];
  readonly verdict: number;
}

interface ShapeSegment {
  readonly start: number;
  readonly end: number;
  readonly verdict: Verdict;
  readonly decisions: readonly number[];
}

export function createRows(compiled: CompiledCluster, extents: Extents): Rows {
  const sequences = createSequences();
  const byPattern = new Map<number, number>();
  const rows: ShapeRow[] = [];
  const byText = new Map<string, number>();
  const verdicts: RowVerdict[] = [];
  const verdictIds = new Map<string, number>();
  const decisions = new Map<Program, readonly Decision[]>();
  const resolved = new Map<Program, Map<number, Row>>();
  const equalRows = new Map<number, Row>();
  const decisionIds = new Map<Decision, number>();
  const identities = createSequences();
  const identityOf = (row: Row): number => {
    let state = 0;
    for (const { end, decisions: own } of row) {
      state = identities.next(identities.next(state, end), own.length);
      for (const decision of own) {
        state = identities.next(
          state,
          getOrMake(decisionIds, decision, () => decisionIds.size),
        );
      }
    }
    return state;
  };
  const decisionsFor = (program: Program) => getOrMake(decisions, program, () => decisionsOf(program.steps()));

  const verdictId = (verdict: RowVerdict): number =>
    getOrMake(verdictIds, JSON.stringify(verdict), () => verdicts.push(verdict) - 1);
  const add = (segments: readonly ShapeSegment[]): number =>
    getOrMake(
      byText,
      segments.map(({ end, verdict, decisions: own }) => `${end} ${verdict} ${own.join('+')}`).join(),
      () => {
        const id = verdictId(rowVerdict(segments));
        const deciders = [...new Set(segments.flatMap(({ decisions: own }) => own))];
        return rows.push({ segments, deciders, verdict: id }) - 1;
      },
    );

  const make = (program: Program, slots: readonly number[], values: readonly number[]): number => {
    const row = sweep(compiled, program.steps(), extentsOf(program, slots, values, extents));
    const all = decisionsFor(program);
    return add(row.map((segment) => ({ ...segment, decisions: segment.decisions.map((own) => all.indexOf(own)) })));
  };

  return {
    size: () => rows.length,
    rowFor(program, slots, values) {
      let pattern = sequences.next(0, program.shape());
      for (let i = 0; i < slots.length; i += 1) {
        pattern = sequences.next(sequences.next(pattern, slots[i] as number), values[i] as number);
      }
      const known = byPattern.get(pattern);
      if (known !== undefined) return known;
      const made = make(program, slots, values);
      byPattern.set(pattern, made);
      return made;
    },
    resolve(program, row) {
      const own = getOrMake(resolved, program, () => new Map<number, Row>());
      return getOrMake(own, row, () => {
        const all = decisionsFor(program);
        const named = (rows[row] as ShapeRow).segments.map((segment): Segment => ({
          ...segment,
          decisions: segment.decisions.map((place) => all[place] as Decision),
        }));
        return getOrMake(equalRows, identityOf(named), () => named);
      });
    },
    decidersOf: (row) => (rows[row] as ShapeRow).deciders,
    verdictOf: (row) => (rows[row] as ShapeRow).verdict,
    verdictId,
    verdict: (id) => verdicts[id] as RowVerdict,
  };
}

function rowVerdict(segments: readonly ShapeSegment[]): RowVerdict {
  const lineOf = (wanted: Verdict): Line =>
    normalize(
      segments.filter(({ verdict }) => verdict === wanted).map(({ start, end }): Interval<number> => [start, end]),
    );
  return { allow: lineOf('allow'), open: lineOf('undetermined') };
}

/** Where each rule matches, given what the peer answers. */
function extentsOf(
  { steps: stepsOf, slots: asked }: Program,
  slots: readonly number[],
  values: readonly number[],
  extents: Extents,
): ReadonlyMap<CompiledRule, Extent> {
  const answers = new Map(slots.map((slot, i) => [asked[slot], values[i] as number]));
  const found = new Map<CompiledRule, Extent>();
  const add = ({ rule, line, peer }: Entry) => {
    const answer = peer === undefined ? everywhereId : (answers.get(peer) ?? nowhereId);
    if (answer !== nowhereId) found.set(rule, extents.of(extents.both(line, answer)));
  };
  const { policies, profiles } = stepsOf();
  for (const { variant } of policies) variant.entries.forEach(add);
  for (const { variant } of profiles) variant?.entries.forEach(add);
  return found;
}

/** Cuts the line where a rule changes its mind, and walks once for all pieces at which every rule says the same. */
function sweep(compiled: CompiledCluster, steps: Steps, extents: ReadonlyMap<CompiledRule, Extent>): Row {
  const cuts = cutsOf(extents.values());
  const sayings = sayingsAt(cuts, extents.values());
  const program = walkedProgram(steps);
  const walked = new Map<string, readonly Decision[]>();
  const row: Segment[] = [];
  for (let i = 0; i + 1 < cuts.length; i += 1) {
    const [start, end] = [cuts[i] as number, cuts[i + 1] as number];
    const matching = (rule: CompiledRule): Truth => {
      const extent = extents.get(rule) ?? nowhere;
      return contains(extent.certain, start) ? 'yes' : contains(extent.possible, start) ? 'maybe' : 'no';
    };
    const decisions = getOrMake(walked, sayings[i] as string, () => walk(compiled, program, matching));
    const last = row.at(-1);
    if (last !== undefined && sameDecisions(last.decisions, decisions)) row[row.length - 1] = { ...last, end };
    else row.push({ start, end, verdict: verdictOf(decisions), decisions });
  }
  return row;
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
