/**
 * Tables as kubectl and calicoctl print them: columns are padded, cells may hold single spaces and may be empty.
 * Cells are cut at the columns of the header; a row that does not keep them is split at its gaps instead. Source:
 * input-formats 3.1.
 */
import type { Report } from '../../model/diagnostic';
import type { SourceFile } from '../source-file';
import { afterLine } from '../text/regions';
import { quoteLine } from '../text/quote-line';
import { rangeIn, type TextCopy } from '../text/text-copy';
import type { SourceRange } from '../../model/diagnostic';

export interface Table {
  readonly columns: readonly string[];
  readonly rows: readonly Row[];
  readonly header: SourceRange;
  /** One past its last line, in the copy. */
  readonly end: number;
}

export interface Row {
  /** By column name; of two columns with one name the first. */
  readonly cells: ReadonlyMap<string, string>;
  readonly at: SourceRange;
}

interface Column {
  readonly name: string;
  /** In code points, as kubectl pads. */
  readonly start: number;
}

const NAMES = /(?:^| )(?:NAMESPACE|NAME|WORKLOAD)(?: |$)/;
const TITLE = /^[A-Z][A-Z0-9()/_-]*(?: [A-Z(][A-Z0-9()/_-]*)*$/;

/** The columns of a header line; `undefined` for every other line. */
export function columnsOf(raw: string): readonly Column[] | undefined {
  if (raw.length > 1000) return undefined;
  const line = raw.replaceAll('\u00a0', ' ');
  if (!NAMES.test(line.replaceAll('\t', ' '))) return undefined;
  const columns: Column[] = [];
  for (const { index, 0: name } of line.matchAll(/[^\s](?:[^\s]| (?! ))*/g))
    columns.push({ name: name.trim(), start: index });
  return columns.length >= 2 && columns.every(({ name }) => TITLE.test(name)) ? columns : undefined;
}

/** The table whose header starts at `start`. Rows that fit neither way are reported and left out. */
export function readTable(copy: TextCopy, start: number, file: SourceFile, report: Report): Table | undefined {
  const { text } = copy;
  const headerEnd = afterLine(text, start);
  const columns = columnsOf(text.slice(start, headerEnd).trimEnd());
  if (columns === undefined) return undefined;
  const rows: Row[] = [];
  let end = headerEnd;
  for (let at = headerEnd; at < text.length; at = end) {
    const line = text.slice(at, afterLine(text, at)).trimEnd();
    if (line.trim() === '' || columnsOf(line) !== undefined) break;
    const joined = joinedRow(text, at, columns);
    end = joined.end;
    const range = rangeIn(file.id, copy, at, at + joined.length);
    if (joined.cells !== undefined) rows.push({ cells: joined.cells, at: range });
    else reportRow(line, range, report);
  }
  return {
    columns: columns.map(({ name }) => name),
    rows,
    header: rangeIn(file.id, copy, start, start + text.slice(start, headerEnd).trimEnd().length),
    end,
  };
}

interface Joined {
  readonly cells: ReadonlyMap<string, string> | undefined;
  readonly end: number;
  /** Without the last line end. */
  readonly length: number;
}

/** A row, with the lines below it into which a terminal wrapped it: those start at the left and fit no row. */
function joinedRow(text: string, start: number, columns: readonly Column[]): Joined {
  let end = afterLine(text, start);
  let line = lineOf(text, start, end);
  let cells = cellsOf(line, columns);
  for (let tries = 0; tries < 8 && end < text.length; tries += 1) {
    const next = lineOf(text, end, afterLine(text, end));
    const wrapped = cells === undefined ? /^\S/.test(next) : /^\S+$/.test(next);
    if (!wrapped || columnsOf(next) !== undefined || cellsOf(next, columns) !== undefined) break;
    const longer = line + next;
    const more = cellsOf(longer, columns);
    if (more === undefined && cells !== undefined) break;
    line = longer;
    cells = more;
    end = afterLine(text, end);
  }
  return { cells, end, length: text.slice(start, end).trimEnd().length };
}

/** Pages pad with no-break spaces. */
const lineOf = (text: string, start: number, end: number): string =>
  text.slice(start, end).replaceAll('\u00a0', ' ').trimEnd();

/** The cells of a line, by the header's columns, else by gaps; `undefined` when it has too few or too many. */
function cellsOf(line: string, columns: readonly Column[]): ReadonlyMap<string, string> | undefined {
  const byTab = line.includes('\t') ? line.split('\t').map((cell) => cell.trim()) : undefined;
  const cells = byTab ?? cellsByColumn(line, columns) ?? line.trim().split(/ {2,}/);
  if (cells.length !== columns.length) return undefined;
  const named = new Map<string, string>();
  for (const [i, { name }] of columns.entries()) if (!named.has(name)) named.set(name, cells[i] ?? '');
  return isPlausible(named) ? named : undefined;
}

/** Every column but the first must start after a space. */
function cellsByColumn(line: string, columns: readonly Column[]): readonly string[] | undefined {
  const points = isAscii(line) ? line : Array.from(line);
  const cells: string[] = [];
  for (const [i, { start }] of columns.entries()) {
    const before = points[start - 1];
    if (i > 0 && before !== undefined && before !== ' ') return undefined;
    const cell = points.slice(start, columns[i + 1]?.start);
    cells.push((typeof cell === 'string' ? cell : cell.join('')).trim());
  }
  return cells;
}

const isAscii = (line: string): boolean => !/[^\0-\x7f]/.test(line);

/** What holds for a row of any table we know: a name, and a ready cell where there is such a column. */
function isPlausible(cells: ReadonlyMap<string, string>): boolean {
  const ready = cells.get('READY');
  return cells.get('NAME') !== '' && (ready === undefined || /^(?:\d+\/\d+|True|False|<none>|\d+|)$/.test(ready));
}

function reportRow(line: string, at: SourceRange, report: Report): void {
  report({
    code: 'table/row',
    severity: 'warning',
    message: `This row does not fit the columns of its table: ${quoteLine(line)}.`,
    at,
    hint: 'It was left out. Redirect the command into a file: terminals wrap long rows.',
  });
}

/** Values that stand for none. `None` is left to the columns that mean something by it. */
const NONE = new Set(['', '<none>', '<unset>', '<unknown>', '<pending>', '<nil>', '<no value>']);

export const cellOf = (row: Row, column: string): string | undefined => {
  const cell = row.cells.get(column);
  return cell === undefined || NONE.has(cell) ? undefined : cell;
};
