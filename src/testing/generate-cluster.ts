/**
 * Small clusters in which much collides, and questions about them: for comparing evaluators, and for laws that hold of
 * every cluster. The same seed gives the same cluster.
 */
import type { Cluster, Regime } from '../model/cluster';
import type { Flow, FlowEnd } from '../model/flow';
import { printAddress, type Family } from '../net/address';
import { cluster, flow } from './builders';
import { hideInput } from './generate/hide-input';
import { nodeNames, nodePorts, someSettings } from './generate/hosts';
import { someObjects } from './generate/objects';
import { somePolicies } from './generate/policies';
import { createRandom, type Random } from './generate/random';
import { addressPairs, findEnd } from './slow/ends';
import { outsideAddresses, portNumbers } from './generate/words';

export interface GenerateOptions {
  readonly regime?: Regime;
  /** Leaves out part of the input: labels, addresses, ports, accounts, all Tier objects. */
  readonly missing?: boolean;
  /** How many; 20 unless told. */
  readonly flows?: number;
}

export function generateCluster(
  seed: number,
  options: GenerateOptions = {},
): { readonly cluster: Cluster; readonly flows: readonly Flow[] } {
  const random = createRandom(seed);
  const regime = options.regime ?? random.pick(['3.28', '3.31', '3.32', '3.32'] as const);
  const objects = someObjects(random, regime);
  const policies = somePolicies(random, regime, objects);
  const complete = cluster([...objects.parts, ...policies], { regime, ...someSettings(random) });
  const flows = Array.from({ length: options.flows ?? 20 }, () => someFlow(random, complete));
  return { cluster: options.missing === true ? hideInput(complete, random) : complete, flows };
}

function someFlow(random: Random, given: Cluster): Flow {
  const ends = () =>
    [someEnd(random, given), random.chance(0.55) ? somePod(random, given) : someEnd(random, given)] as const;
  let [from, to] = ends();
  // Most pairs that no packet could connect are drawn anew.
  for (let tries = 0; tries < 3 && !connectable(given, from, to); tries += 1) [from, to] = ends();
  const service = random.chance(0.06) ? random.some(given.services, 1)[0] : undefined;
  if (service !== undefined)
    return flow(from, { kind: 'service', id: service.id }, `TCP ${random.pick([80, 80, 80, 81])}`);
  const protocol = random.pick(['TCP', 'TCP', 'TCP', 'UDP', 'UDP', 'SCTP', 'ICMP', 'ICMPv6', 'UDPLite', '47', '4']);
  const hasPort = ['TCP', 'UDP', 'SCTP'].includes(protocol);
  const port = random.chance(0.02) ? 4789 : random.pick([...portNumbers, ...portNumbers, 22, 60, 9999]);
  const atNode = to.kind === 'node' && random.chance(0.4) ? nodePorts[0] : port;
  const icmp = random.pick([
    { type: 8, code: 0 },
    { type: 0, code: 1 },
    { type: 128, code: 0 },
    { type: 135, code: 0 },
  ]);
  return flow(from, to, hasPort ? `${protocol} ${atNode}` : protocol, {
    ...(protocol.startsWith('ICMP') && { icmp }),
    ...(hasPort && random.maybe(0.15, () => ({ sourcePort: random.pick([53, 80, 8080]) }))),
  });
}

function connectable(given: Cluster, from: FlowEnd, to: FlowEnd): boolean {
  const [source, destination] = [findEnd(given, from), findEnd(given, to)];
  return !('kind' in source) && !('kind' in destination) && addressPairs(source, destination).length > 0;
}

function someEnd(random: Random, given: Cluster): FlowEnd {
  const kind = random.pick(['pod', 'pod', 'pod', 'pod', 'outside', 'outside', 'node', 'node', 'host-pod', 'address']);
  if (kind === 'outside') return { kind: 'ip', ip: random.pick(outsideAddresses) };
  if (kind === 'node') return { kind: 'node', name: random.pick(nodeNames), ...someFamily(random) };
  const [hostPod] = given.hostPods;
  if (kind === 'host-pod' && hostPod !== undefined) return { kind: 'pod', id: hostPod.id };
  if (kind === 'address') {
    // An address of several pods is nobody's in particular.
    const own = [...given.endpoints, ...given.nodes.values()].flatMap(({ addresses }) => addresses.map(printAddress));
    const unique = own.filter((text) => own.indexOf(text) === own.lastIndexOf(text));
    if (unique.length > 0) return { kind: 'ip', ip: random.pick(unique) };
  }
  return somePod(random, given);
}

const somePod = (random: Random, given: Cluster): FlowEnd => ({
  kind: 'pod',
  id: random.pick(given.endpoints).id,
  ...someFamily(random),
});

const someFamily = (random: Random): { readonly ipVersion?: Family } =>
  random.maybe(0.1, () => ({ ipVersion: random.pick([4, 6] as const) }));
