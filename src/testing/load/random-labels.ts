/** The worst case known: labels are coin tosses, so that every class of endpoints differs from every other. */
import { getOrMake } from '../../base/collections';
import type { Random } from '../generate/random';
import { labelsOf, tcp, type Application, type LoadNamespace, type Plan } from './parts';
import type { PlainMap } from './plain';
import { globalPolicy } from './policy-objects';
import type { LoadSize } from './sizes';

const ports = [tcp('http', 8_080)];

/** An application for every combination of labels that came up. */
export function randomApplications(
  size: LoadSize,
  labels: number,
  random: Random,
): Pick<Plan, 'namespaces' | 'applications'> {
  const replicas = new Map<number, number>();
  for (let pod = 0; pod < size.pods; pod += 1) {
    const combination = random.below(2 ** labels);
    replicas.set(combination, (replicas.get(combination) ?? 0) + 1);
  }
  const spaces = new Map<number, LoadNamespace>();
  const applications = [...replicas].map(([combination, count]): Application => {
    const place = combination % size.namespaces;
    return {
      namespace: getOrMake(spaces, place, () => namespaceAt(place)),
      name: `app-${combination}`,
      labels: labelsOf(
        Object.fromEntries(Array.from({ length: labels }, (_, bit) => [`b${bit}`, String((combination >> bit) % 2)])),
      ),
      ports,
      serviceAccount: 'default',
      stateful: false,
      replicas: count,
      canaries: 0,
    };
  });
  return { namespaces: [...spaces.values()], applications };
}

function namespaceAt(place: number): LoadNamespace {
  const name = `random-${place}`;
  return { name, tenant: undefined, env: 'random', labels: labelsOf({ 'kubernetes.io/metadata.name': name }) };
}

/** Global policies, each about two tosses on either side. */
export function randomPolicies({ size }: Plan, labels: number, random: Random): readonly PlainMap[] {
  const literal = () => `b${random.below(labels)} == '${random.below(2)}'`;
  const selector = () => `${literal()} && ${literal()}`;
  const rule = (far: 'source' | 'destination'): PlainMap => {
    const port = random.pick([80, 443, 5_432, 8_080]);
    const peer = { selector: selector() };
    const action = random.pick(['Allow', 'Allow', 'Allow', 'Deny', 'Pass']);
    return far === 'source'
      ? { action, protocol: 'TCP', source: peer, destination: { ports: [port] } }
      : { action, protocol: 'TCP', destination: { ...peer, ports: [port] } };
  };
  return Array.from({ length: size.policies }, (_, index) => {
    const both = random.chance(0.3);
    const inbound = both || random.chance(0.5);
    return globalPolicy(index < size.policies / 2 ? 'security' : 'platform', `random-${index}`, index, {
      selector: selector(),
      types: [...(inbound ? ['Ingress'] : []), ...(both || !inbound ? ['Egress'] : [])],
      ...(inbound ? { ingress: [rule('source'), rule('source')] } : {}),
      ...(both || !inbound ? { egress: [rule('destination'), rule('destination')] } : {}),
    });
  });
}
