import type { Report } from '../../model/diagnostic';
import type { Resource } from '../../model/resource';
import type { Prompt } from '../text/regions';
import type { Table } from './table';

/** A table as `kubectl get` prints it for one kind. */
export interface View {
  /** Whether a table with these columns is this one. */
  recognises(columns: ReadonlySet<string>): boolean;
  /** Its rows as resources; reports what rows and columns lack. */
  read(table: Table, context: TableContext): readonly Resource[];
}

export interface TableContext {
  /** The command above the table. */
  readonly prompt: Prompt | undefined;
  readonly report: Report;
}

/** Says once for a table that a column is not there. */
export function reportMissing(
  table: Table,
  { column, effect, command }: { readonly column: string; readonly effect: string; readonly command: string },
  report: Report,
): void {
  if (table.columns.includes(column)) return;
  report({
    code: 'table/missing-column',
    severity: 'warning',
    message: `This table has no column ${column}: ${effect}.`,
    at: table.header,
    hint: `Run ${command}.`,
  });
}

/** The namespace of rows without a column for it: the command's, else the one kubectl takes by default. */
export function namespaceFor(table: Table, command: string, { prompt, report }: TableContext): string {
  if (prompt?.namespace !== undefined) return prompt.namespace;
  const effect = 'its objects were read as if they were in namespace default';
  reportMissing(table, { column: 'NAMESPACE', effect, command }, report);
  return 'default';
}
