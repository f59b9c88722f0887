import { createRandom, type Random } from '../generate/random';
import type { LoadNode, Plan } from './parts';
import { addressAt } from './plain';
import { randomApplications } from './random-labels';
import type { LoadSize } from './sizes';
import { systemApplications, systemNamespaces } from './system';
import { tenantApplications, tenantNamespaces } from './tenants';

export function planOf(size: LoadSize, seed: number): Plan {
  const random = createRandom(seed);
  return { size, seed, nodes: nodesOf(size.pods), ...settle(size, random) };
}

function settle(size: LoadSize, random: Random): Pick<Plan, 'namespaces' | 'applications'> {
  if (size.extra?.kind === 'random-labels') return randomApplications(size, size.extra.labels, random);
  const system = systemApplications(size.pods);
  const tenants = tenantNamespaces(size.namespaces - systemNamespaces.length, random);
  const rest = size.pods - system.reduce((sum, { replicas }) => sum + replicas, 0);
  return {
    namespaces: [...systemNamespaces, ...tenants],
    applications: [...system, ...tenantApplications(tenants, rest, random)],
  };
}

/** One a thirty pods, from three to the most that Kubernetes promises. */
function nodesOf(pods: number): readonly LoadNode[] {
  const count = Math.min(5_000, Math.max(3, Math.round(pods / 30)));
  return Array.from({ length: count }, (_, index) => ({
    name: `node-${String(index).padStart(4, '0')}`,
    index,
    address: addressAt(10, 10, (index + 10) >> 8, (index + 10) & 255),
  }));
}
