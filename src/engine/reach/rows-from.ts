/** The rows between one class and all others, for those who go through many: each program is asked about it once. */
import { programIn, type Reach } from './reach';
import { rowIn, verdictIn, type Table } from './tables';

/** As in `Reach`, by class of the destination. */
export interface RowsFrom {
  egressRow(destination: number): number;
  ingressRow(destination: number): number;
}

export function rowsFrom(reach: Reach, source: number): RowsFrom {
  const { programs, tables } = reach;
  const { coarseOf } = tables;
  const program = programIn(programs, programs.egress, source);
  const table = program && tables.tableOf(program);
  return {
    egressRow: (destination) => (table === undefined ? -1 : rowIn(table, destination, coarseOf)),
    ingressRow: byReceiver(reach, (receiver) => rowIn(receiver, source, coarseOf)),
  };
}

/** The verdicts of those rows, for all destinations. */
export interface VerdictsFrom {
  readonly egress: Int32Array;
  readonly ingress: Int32Array;
}

export function verdictsFrom(reach: Reach, source: number): VerdictsFrom {
  const { programs, tables, rows, classes } = reach;
  const { coarseOf } = tables;
  const program = programIn(programs, programs.egress, source);
  const ingressAt = byReceiver(reach, (receiver) => verdictIn(receiver, source, coarseOf, rows));
  const ingress = new Int32Array(classes);
  for (let own = 0; own < classes; own += 1) ingress[own] = ingressAt(own);
  return { egress: verdictsOf(program && tables.tableOf(program), reach), ingress };
}

function verdictsOf(
  table: Table | undefined,
  { classes, tables: { coarseOf }, rows: { verdictOf } }: Reach,
): Int32Array {
  if (table === undefined) return new Int32Array(classes).fill(-1);
  if (table.kind === 'dense') return table.verdicts;
  const { vector, exceptions, rows } = table;
  const byGroup = vector.map(verdictOf);
  const found = coarseOf.map((group) => byGroup[group] as number);
  for (let i = 0; i < exceptions.length; i += 1) found[exceptions[i] as number] = verdictOf(rows[i] as number);
  return found;
}

const unasked = -2;

/** What tables of receivers say, each asked once. */
function byReceiver({ programs, tables }: Reach, ask: (table: Table) => number): (destination: number) => number {
  const { all, ingress } = programs;
  const known = new Int32Array(all.length).fill(unasked);
  return (destination) => {
    const receiver = ingress[destination] as number;
    if (receiver < 0) return -1;
    const found = known[receiver] as number;
    if (found !== unasked) return found;
    return (known[receiver] = ask(tables.tableOf(all[receiver] as (typeof all)[number])));
  };
}
