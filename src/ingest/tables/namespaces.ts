import type { NamespaceResource } from '../../model/resource';
import { labelsOf, metaOf } from './cells';
import { cellOf } from './table';
import { reportMissing, type View } from './view';

const COLUMNS = new Set(['NAME', 'STATUS', 'AGE', 'LABELS']);

/** `kubectl get ns`. Without labels a row says nothing that a pod does not say, and is not read. */
export const namespacesView: View = {
  recognises: (columns) =>
    columns.has('STATUS') && columns.has('AGE') && [...columns].every((name) => COLUMNS.has(name)),

  read(table, { report }) {
    const effect = 'selectors over namespaces cannot be evaluated, and its rows were not used';
    reportMissing(table, { column: 'LABELS', effect, command: 'kubectl get ns --show-labels' }, report);
    return table.rows.flatMap((row): NamespaceResource[] => {
      const name = cellOf(row, 'NAME')?.replace(/^namespaces?\//, '');
      const labels = labelsOf(row.cells.get('LABELS'));
      if (name === undefined || !row.cells.has('LABELS')) return [];
      if (labels !== undefined)
        return [{ kind: 'Namespace', meta: metaOf({ name, namespace: undefined, labels, at: row.at }) }];
      report({
        code: 'table/row',
        severity: 'warning',
        message: `The labels of namespace ${name} are not a list of key=value.`,
        at: row.at,
        hint: 'The row was left out. Redirect the command into a file: terminals wrap long rows.',
      });
      return [];
    });
  },
};
