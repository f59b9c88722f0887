/** Tables that list objects without what decides: recognised, so that the right command can be named. Source: input-formats 3.2, 9.3. */
import type { Severity } from '../../model/diagnostic';

interface UnreadTable {
  readonly severity: Severity;
  readonly message: string;
  readonly hint: string;
}

interface Row extends UnreadTable {
  readonly columns: readonly string[];
}

const CALICO =
  'Run kubectl get globalnetworkpolicies.projectcalico.org,networkpolicies.projectcalico.org -A -o yaml, or the same with crd.projectcalico.org.';

const rows: readonly Row[] = [
  {
    columns: ['POD-SELECTOR'],
    severity: 'warning',
    message: 'This table lists policies but not their rules.',
    hint: 'Run kubectl get networkpolicies.networking.k8s.io -A -o yaml.',
  },
  {
    columns: ['TIER', 'ORDER'],
    severity: 'warning',
    message: 'This table lists policies but not their rules.',
    hint: CALICO,
  },
  {
    columns: ['ORDER'],
    severity: 'warning',
    message: 'This table lists tiers without their default actions.',
    hint: 'Run kubectl get tiers.projectcalico.org -o yaml.',
  },
  {
    columns: ['WORKLOAD', 'NETWORKS'],
    severity: 'warning',
    message: 'This table lists workload endpoints without their labels.',
    hint: 'Run calicoctl get workloadendpoint -A -o yaml.',
  },
  {
    columns: ['ROLES', 'VERSION'],
    severity: 'info',
    message: 'This table of nodes is not read.',
    hint: 'Run kubectl get nodes -o yaml to tell node addresses from others.',
  },
  {
    columns: ['NETS'],
    severity: 'warning',
    message: 'This table lists network sets; it cuts long lists and lacks labels.',
    hint: 'Run kubectl get globalnetworksets.projectcalico.org,networksets.projectcalico.org -A -o yaml.',
  },
  {
    columns: ['ENDPOINTS'],
    severity: 'info',
    message: 'This table of endpoints cuts long lists and is not read.',
    hint: 'Run kubectl get endpointslices.discovery.k8s.io -A -o yaml.',
  },
  {
    columns: ['CREATED AT'],
    severity: 'warning',
    message: 'This table lists objects by name only.',
    hint: 'Run the same command with -o yaml.',
  },
];

const ANY: UnreadTable = {
  severity: 'info',
  message: 'This table is not read.',
  hint: 'Tables of pods, namespaces and Services are: kubectl get pods -A -o wide --show-labels. Everything else is read from -o yaml.',
};

export const unreadTableOf = (columns: ReadonlySet<string>): UnreadTable =>
  rows.find((row) => row.columns.every((name) => columns.has(name))) ?? ANY;
