import type { ServicePort, ServiceResource } from '../../model/resource';
import { addressesOf, labelsOf, metaOf } from './cells';
import { cellOf, type Row } from './table';
import { namespaceFor, reportMissing, type TableContext, type View } from './view';

const COMMAND = 'kubectl get svc -A -o wide';

/** `kubectl get svc`. The table does not tell target ports. Source: input-formats 3.2. */
export const servicesView: View = {
  recognises: (columns) => columns.has('CLUSTER-IP') && columns.has('PORT(S)'),

  read(table, context) {
    const namespace = namespaceFor(table, COMMAND, context);
    const effect = 'which pods are behind these Services is not known, and its rows were not used';
    reportMissing(table, { column: 'SELECTOR', effect, command: COMMAND }, context.report);
    if (!table.columns.includes('SELECTOR')) return [];
    return table.rows.flatMap((row) => serviceOf(row, namespace, context) ?? []);
  },
};

function serviceOf(row: Row, otherNamespace: string, { report }: TableContext): ServiceResource | undefined {
  const name = cellOf(row, 'NAME')?.replace(/^services?\//, '');
  const ports = portsOf(cellOf(row, 'PORT(S)'));
  const selector = labelsOf(row.cells.get('SELECTOR'));
  if (name === undefined || ports === undefined || selector === undefined) {
    report({
      code: 'table/row',
      severity: 'warning',
      message: `The ${ports === undefined ? 'ports' : 'selector'} of Service ${name ?? '?'} cannot be read.`,
      at: row.at,
      hint: 'The row was left out. Export it with kubectl get svc -A -o yaml, which also tells target ports.',
    });
    return undefined;
  }
  const type = cellOf(row, 'TYPE') ?? 'ClusterIP';
  const external = addressesOf(cellOf(row, 'EXTERNAL-IP'));
  return {
    kind: 'Service',
    meta: metaOf({ name, namespace: cellOf(row, 'NAMESPACE') ?? otherNamespace, labels: new Map(), at: row.at }),
    type,
    headless: cellOf(row, 'CLUSTER-IP') === 'None',
    clusterIPs: addressesOf(cellOf(row, 'CLUSTER-IP')),
    externalIPs: type === 'LoadBalancer' ? [] : external,
    loadBalancerIPs: type === 'LoadBalancer' ? external : [],
    ports,
    selector: selector.size === 0 ? undefined : selector,
    externalTrafficPolicy: 'Cluster',
  };
}

const PROTOCOLS: ReadonlyMap<string, number> = new Map([
  ['TCP', 6],
  ['UDP', 17],
  ['SCTP', 132],
]);

/** `80/TCP,443:30443/TCP`: port, node port, protocol. `undefined` when the cell is something else. */
function portsOf(cell: string | undefined): readonly ServicePort[] | undefined {
  if (cell === undefined) return [];
  const ports: ServicePort[] = [];
  for (const part of cell.split(',')) {
    const [, port, nodePort, name = ''] = /^(\d{1,5})(?::(\d{1,5}))?\/(\w+)$/.exec(part.trim()) ?? [];
    const protocol = PROTOCOLS.get(name);
    if (port === undefined || protocol === undefined) return undefined;
    ports.push({
      name: undefined,
      protocol,
      port: Number(port),
      targetPort: undefined,
      nodePort: nodePort === undefined ? undefined : Number(nodePort),
    });
  }
  return ports;
}
