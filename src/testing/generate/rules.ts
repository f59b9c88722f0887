import type { EntitySpec, RuleSpec } from '../build-policies';
import type { Random } from './random';
import { accountNames, namespaces, portNames, portNumbers, someNets, someOuterSelector, someSelector } from './words';

/** A rule of a Calico policy or profile in `namespace` (`undefined`: of the cluster). */
export function someRule(random: Random, namespace: string | undefined, direction: 'ingress' | 'egress'): RuleSpec {
  const protocol = random.chance(0.45) ? random.pick(protocols) : undefined;
  const isIcmp = protocol === 'ICMP' || protocol === 'ICMPv6' || protocol === 1 || protocol === 58;
  const ends = endsOf(random, namespace, direction);
  const withPorts = (entity: EntitySpec, likely: number): EntitySpec => {
    if ('services' in entity && direction === 'egress') return entity;
    return { ...entity, ...somePorts(random, protocol, likely) };
  };
  return {
    action: random.pick(['Allow', 'Allow', 'Allow', 'Deny', 'Deny', 'Pass', 'Log']),
    ...(protocol !== undefined && { protocol }),
    ...random.maybe(0.08, () => ({ notProtocol: random.pick(protocols) })),
    ...random.maybe(0.08, () => ({ ipVersion: random.pick([4, 6] as const) })),
    ...(isIcmp && random.maybe(0.6, () => ({ icmp: someIcmp(random) }))),
    ...(isIcmp && random.maybe(0.3, () => ({ notICMP: someIcmp(random) }))),
    source: withPorts(ends.source, 0.06),
    destination: withPorts(ends.destination, 0.45),
    ...random.maybe(0.03, () => ({ http: { methods: ['GET'], paths: [] } })),
  };
}

const protocols = ['TCP', 'TCP', 'TCP', 'UDP', 'UDP', 'SCTP', 'ICMP', 'ICMPv6', 'UDPLite', 6, 17, 1, 58, 47] as const;

/** The far side is narrowed most; the near one now and then. Services stand where the API takes them. */
function endsOf(random: Random, namespace: string | undefined, direction: 'ingress' | 'egress') {
  const services = { services: someService(random, namespace) };
  const far = random.chance(0.12) ? services : someEntity(random, 0.75);
  const near = someEntity(random, 0.15);
  return direction === 'ingress' ? { source: far, destination: near } : { source: near, destination: far };
}

function someService(random: Random, namespace: string | undefined): { name: string; namespace: string } {
  const own = namespace !== undefined && random.chance(0.15);
  return { name: random.pick(['api', 'api', 'gone']), namespace: own ? '' : random.pick(namespaces) };
}

function someEntity(random: Random, likely: number): EntitySpec {
  if (!random.chance(likely)) return {};
  return {
    ...random.maybe(0.4, () => ({ selector: someSelector(random, 1) })),
    ...random.maybe(0.12, () => ({ notSelector: someSelector(random, 1) })),
    ...random.maybe(0.3, () => ({
      namespaceSelector: random.chance(0.2) ? 'global()' : someOuterSelector(random, namespaces),
    })),
    ...random.maybe(0.25, () => ({ nets: someNets(random) })),
    ...random.maybe(0.12, () => ({ notNets: someNets(random) })),
    ...random.maybe(0.12, () => ({
      serviceAccounts: {
        ...random.maybe(0.6, () => ({ names: random.some(accountNames, 2) })),
        ...random.maybe(0.4, () => ({ selector: someOuterSelector(random, accountNames) })),
      },
    })),
  };
}

/** Beside a protocol that has ports; names also without one, which Calico takes from 3.32 on. */
function somePorts(random: Random, protocol: RuleSpec['protocol'], likely: number): EntitySpec {
  if (protocol === undefined) return random.maybe(likely / 25, () => ({ ports: [random.pick(portNames)] }));
  if (!['TCP', 'UDP', 'SCTP', 6, 17].includes(protocol)) return {};
  const port = () =>
    random.pick<number | string>([
      random.pick(portNumbers),
      random.pick(portNumbers),
      random.pick(portNames),
      '50:90',
      '40000',
    ]);
  return {
    ...random.maybe(likely, () => ({ ports: [port(), ...random.list(2, port)] })),
    ...random.maybe(likely / 4, () => ({ notPorts: [port(), ...random.list(1, port)] })),
  };
}

const someIcmp = (random: Random): { type?: number; code?: number } =>
  random.pick([{ type: 8 }, { type: 8, code: 0 }, { type: 128 }, { type: 0, code: 1 }, {}]);
