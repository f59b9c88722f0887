/**
 * What one side says of one peer: the whole connection line, cut where the outcome changes. Worked out once for each
 * shape of program and each pattern of answers that a peer gives to its questions.
 */
import { getOrMake } from '../../base/collections';
import { createLists } from '../../base/lists';
import { createSequences } from '../../base/sequences';
import type { Decision, Verdict } from '../../model/verdict';
import { normalize, type Interval } from '../../net/intervals';
import type { CompiledCluster } from '../compile/compiled';
import type { Line } from '../line';
import type { Extents } from './extents';
import { segmentsOf, type FlatRow, type ShapeSegment } from './flat-row';
import { decisionsOf, type Program } from './programs';
import { createSureRows } from './sure-walk';
import { walkedRow } from './walked-row';

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
  /** What a peer answers to a slot of the program that is asked about next; slots ascending. */
  answer(slot: number, extent: number): void;
  /** The row of a program for the peer whose answers were told; it answers nowhere to all other slots. */
  rowOf(program: Program): number;
  /** With the deciders of a program; equal rows are one object. */
  resolve(program: Program, row: number): Row;
  /** What decides some of it, as places in `decisionsOf`; each once. */
  decidersOf(row: number): readonly number[];
  /** Rows that allow the same have one verdict. */
  verdictOf(row: number): number;
  verdict(id: number): RowVerdict;
  verdictId(verdict: RowVerdict): number;
}

/** In terms of a shape. */
interface ShapeRow {
  readonly deciders: readonly number[];
  readonly segments: readonly ShapeSegment[];
  readonly verdict: number;
}

export function createRows(compiled: CompiledCluster, extents: Extents): Rows {
  const patterns = createLists();
  const byPattern: number[] = [];
  const rows: ShapeRow[] = [];
  const identities = createLists();
  const verdicts: RowVerdict[] = [];
  const verdictIds = new Map<string, number>();
  const decisions = new Map<Program, readonly Decision[]>();
  const decisionsFor = (program: Program) => getOrMake(decisions, program, () => decisionsOf(program.steps()));
  const name = rowNamer();
  const resolved = new Map<Program, Map<number, Row>>();
  const sureRow = createSureRows(extents);

  const verdictId = (verdict: RowVerdict): number =>
    getOrMake(verdictIds, JSON.stringify(verdict), () => verdicts.push(verdict) - 1);
  const intern = (row: FlatRow): number => {
    for (let i = 0; i < row.length; i += 1) identities.add(row[i] as number);
    const id = identities.close();
    if (id < rows.length) return id;
    const segments = segmentsOf(row);
    const deciders = [...new Set(segments.flatMap(({ decisions: own }) => own))];
    rows.push({ segments, deciders, verdict: verdictId(rowVerdict(segments)) });
    return id;
  };

  /** The answers told so far; what stands behind them is of earlier questions. */
  const slots: number[] = [];
  const values: number[] = [];
  let told = 0;
  const make = (program: Program): number => {
    const answers = new Map<number, number>();
    for (let i = 0; i < told; i += 1) answers.set(slots[i] as number, values[i] as number);
    return intern(sureRow(program, answers) ?? walkedRow(compiled, program, answers, extents));
  };
  return {
    size: () => rows.length,
    answer(slot, extent) {
      patterns.add(slot);
      patterns.add(extent);
      slots[told] = slot;
      values[told] = extent;
      told += 1;
    },
    rowOf(program) {
      patterns.add(program.shape());
      const pattern = patterns.close();
      if (pattern === byPattern.length) byPattern.push(make(program));
      told = 0;
      return byPattern[pattern] as number;
    },
    resolve(program, row) {
      const own = getOrMake(resolved, program, () => new Map<number, Row>());
      return getOrMake(own, row, () => name((rows[row] as ShapeRow).segments, decisionsFor(program)));
    },
    decidersOf: (row) => (rows[row] as ShapeRow).deciders,
    verdictOf: (row) => (rows[row] as ShapeRow).verdict,
    verdictId,
    verdict: (id) => verdicts[id] as RowVerdict,
  };
}

/** Rows in terms of programs; equal ones are one object. */
function rowNamer(): (segments: readonly ShapeSegment[], all: readonly Decision[]) => Row {
  const rows = new Map<number, Row>();
  const ids = new Map<Decision, number>();
  const sequences = createSequences();
  const identityOf = (row: Row): number => {
    let state = 0;
    for (const { end, decisions } of row) {
      state = sequences.next(sequences.next(state, end), decisions.length);
      for (const decision of decisions) {
        state = sequences.next(
          state,
          getOrMake(ids, decision, () => ids.size),
        );
      }
    }
    return state;
  };
  return (segments, all) => {
    const row = segments.map((segment): Segment => ({
      ...segment,
      decisions: segment.decisions.map((place) => all[place] as Decision),
    }));
    return getOrMake(rows, identityOf(row), () => row);
  };
}

function rowVerdict(segments: readonly ShapeSegment[]): RowVerdict {
  const lineOf = (wanted: Verdict): Line =>
    normalize(
      segments.filter(({ verdict }) => verdict === wanted).map(({ start, end }): Interval<number> => [start, end]),
    );
  return { allow: lineOf('allow'), open: lineOf('undetermined') };
}
