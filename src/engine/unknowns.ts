/** What is missing from the input where a walk could end in more than one way. */
import type { Truth } from '../base/truth';
import type { Endpoint } from '../model/cluster';
import type { Unknown } from '../model/verdict';
import type { CompiledCluster, CompiledRule, CompiledSide, Program } from './compile/compiled';
import { matcherOf, type Packet } from './match';
import { placeInNets, placeInObjects } from './sets';
import type { Place } from './space';

/** Each missing thing once, in the order in which the walk meets it. */
export function unknownsOf(
  compiled: CompiledCluster,
  program: Program,
  packet: Packet,
  endpoint: number,
): readonly Unknown[] {
  const found = new Map<string, Unknown>();
  const add = (unknowns: readonly Unknown[]) => {
    for (const unknown of unknowns) found.set(JSON.stringify(unknown), unknown);
  };
  const { rule: matching } = matcherOf(compiled, packet);
  for (const { tier, policies, direction } of program.tiers) {
    if (tier.standing === 'unknown') add([{ kind: 'tier', tier: tier.name }]);
    for (const { policy, applies } of policies) {
      const subject = compiled.cluster.endpoints[endpoint];
      if (applies === 'maybe' && subject !== undefined) add(labelsMissing(compiled, subject, policy.subject));
      for (const rule of direction === 'Ingress' ? policy.ingress : policy.egress) {
        if (matching(rule) === 'maybe') add(missingForRule(compiled, rule, packet));
      }
    }
  }
  return [...found.values()];
}

const missingForRule = (compiled: CompiledCluster, rule: CompiledRule, { source, destination }: Packet) => [
  ...missingForSide(compiled, rule.source, source),
  ...missingForSide(compiled, rule.destination, destination),
];

function missingForSide(compiled: CompiledCluster, side: CompiledSide, place: Place): readonly Unknown[] {
  const { cluster, space } = compiled;
  const missing: Unknown[] = [];
  for (const index of place.endpoints) {
    const endpoint = cluster.endpoints[index];
    if (endpoint === undefined) continue;
    for (const set of [side.positive, side.negative]) {
      if (set?.hasEndpoint(index) === 'maybe') missing.push(...labelsMissing(compiled, endpoint, set.text));
    }
    const open = (truth: Truth) => truth === 'maybe';
    if (place.address === undefined) {
      const nets = [side.nets, side.notNets].some(
        (list) => list !== undefined && open(placeInNets(list, place, space)),
      );
      const objects = [side.positive, side.negative].some(
        (set) => set !== undefined && open(placeInObjects(set, place, space)),
      );
      if (nets || objects || side.services !== undefined) missing.push({ kind: 'address', endpoint: endpoint.id });
    }
    const named = [side.ports, side.notPorts].some((ports) => ports !== undefined && ports.names.length > 0);
    if (named && !endpoint.portsKnown) missing.push({ kind: 'ports', endpoint: endpoint.id });
  }
  if (side.services !== undefined && side.services.known === 'maybe') {
    missing.push({ kind: 'service-endpoints', service: side.services.id });
  }
  for (const set of [side.positive, side.negative]) {
    if (set === undefined || placeInNets(set.maybeNets, place, space) === 'no') continue;
    for (const { namespace } of cluster.networkSets) {
      if (namespace !== undefined && cluster.namespaces.get(namespace)?.known !== true) {
        missing.push({ kind: 'namespace-labels', namespace });
      }
    }
  }
  return missing;
}

/** Which labels of an endpoint a selector asks for and the input does not have. */
function labelsMissing({ cluster }: CompiledCluster, endpoint: Endpoint, selector: string): readonly Unknown[] {
  const missing: Unknown[] = [];
  if (!endpoint.labelsKnown) missing.push({ kind: 'pod-labels', endpoint: endpoint.id });
  if (selector.includes('pcns.') && cluster.namespaces.get(endpoint.namespace)?.known !== true) {
    missing.push({ kind: 'namespace-labels', namespace: endpoint.namespace });
  }
  const account = endpoint.serviceAccount;
  if (account === undefined) {
    if (/pcsa\.|projectcalico\.org\/serviceaccount/.test(selector)) {
      missing.push({ kind: 'service-account', endpoint: endpoint.id });
    }
  } else if (
    selector.includes('pcsa.') &&
    cluster.serviceAccounts.get(`${endpoint.namespace}/${account}`)?.known !== true
  ) {
    missing.push({ kind: 'service-account-labels', account: `${endpoint.namespace}/${account}` });
  }
  return missing;
}
