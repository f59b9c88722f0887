/** What tenants write: a default deny in most namespaces, and openings of eleven sorts in those. */
import { groupBy } from '../../base/collections';
import type { Random } from '../generate/random';
import type { Application, LoadNamespace, Plan } from './parts';
import type { PlainMap } from './plain';
import { calicoPolicy, kubernetesPolicy } from './policy-objects';
import { vendors } from './security';

/** So many policies in all. */
export function tenantPolicies(plan: Plan, budget: number, random: Random): readonly PlainMap[] {
  const tenants = plan.namespaces.filter(({ tenant }) => tenant !== undefined);
  const managed = shuffled(tenants, random).slice(
    0,
    Math.min(Math.round(tenants.length * 0.6), Math.floor(budget / 2)),
  );
  const denies = managed.map((namespace) => defaultDeny(namespace.name, random));
  const applications = groupBy(plan.applications, ({ namespace }) => namespace.name);
  const openings = Array.from({ length: budget - denies.length }, (_, index) =>
    opening({ namespace: random.pick(managed), index, applications, tenants, random }),
  );
  return [...denies, ...openings];
}

const shuffled = <T>(items: readonly T[], random: Random): readonly T[] =>
  items
    .map((item) => ({ item, rank: random.next() }))
    .sort((a, b) => a.rank - b.rank)
    .map(({ item }) => item);

function defaultDeny(namespace: string, random: Random): PlainMap {
  const types = random.chance(0.7) ? ['Ingress', 'Egress'] : ['Ingress'];
  return random.chance(kubernetesShare)
    ? kubernetesPolicy(namespace, 'default-deny', { podSelector: {}, policyTypes: types })
    : calicoPolicy(namespace, 'default-deny', undefined, { selector: 'all()', types });
}

interface Opening {
  readonly namespace: LoadNamespace;
  /** Makes names differ. */
  readonly index: number;
  readonly applications: ReadonlyMap<string, readonly Application[]>;
  readonly tenants: readonly LoadNamespace[];
  readonly random: Random;
}

/** Of the policies that both APIs can say, so many are Kubernetes'. */
const kubernetesShare = 0.4;

type Sort = (opening: Opening) => PlainMap;

function opening(from: Opening): PlainMap {
  let draw = from.random.below(100);
  for (const [weight, make] of sorts) {
    if (draw < weight) return make(from);
    draw -= weight;
  }
  throw new Error('weights do not add up to 100');
}

const appToApp: Sort = (from) => {
  const { random } = from;
  const [to, peer] = [oneOf(from), oneOf(from)];
  const own = to.ports[0] ?? { name: undefined, port: 8_080 };
  const port = random.chance(0.6) ? (own.name ?? own.port) : own.port;
  return written(from, `${peer.name}-to-${to.name}`, {
    subject: to.name,
    ingress: { peer: { app: peer.name }, ports: [port] },
  });
};

const appEgress: Sort = (from) => {
  const [subject, peer] = [oneOf(from), oneOf(from)];
  const port = peer.ports[0]?.port ?? 8_080;
  return written(from, `${subject.name}-calls-${peer.name}`, {
    subject: subject.name,
    egress: { peer: { app: peer.name }, ports: [port] },
  });
};

const sameNamespace: Sort = (from) => written(from, 'same-namespace', { ingress: { peer: {} } });

const otherTenant: Sort = (from) => {
  const other = from.random.pick(from.tenants);
  const peer = oneOf({ ...from, namespace: other });
  const to = oneOf(from);
  const namespaces = { tenant: other.tenant ?? '' };
  return written(from, `${other.tenant}-${peer.name}-to-${to.name}`, {
    subject: to.name,
    ingress: { peer: { app: peer.name }, namespaces, ports: [to.ports[0]?.port ?? 8_080] },
  });
};

const ownTenant: Sort = (from) => {
  const { tenant = '', env } = from.namespace;
  return written(from, 'own-tenant', { egress: { peer: {}, namespaces: { tenant, env } } });
};

const networks: Sort = (from) => {
  const { random } = from;
  const net = `10.${20 + random.below(4)}.${random.below(256)}.0/24`;
  const name = `external-${from.index}`;
  const subject = oneOf(from).name;
  if (random.chance(kubernetesShare)) {
    return kubernetesPolicy(from.namespace.name, name, {
      podSelector: { matchLabels: { app: subject } },
      policyTypes: ['Egress'],
      egress: [
        { to: [{ ipBlock: { cidr: net } }] },
        {
          to: [{ ipBlock: { cidr: '0.0.0.0/0', except: ['10.0.0.0/8'] } }],
          ports: [{ protocol: 'TCP', port: 443 }],
        },
      ],
    });
  }
  return calico(from, name, `app == '${subject}'`, {
    types: ['Egress'],
    egress: [
      { action: 'Allow', destination: { nets: [net] } },
      { action: 'Allow', protocol: 'TCP', destination: { nets: ['0.0.0.0/0'], notNets: ['10.0.0.0/8'], ports: [443] } },
    ],
  });
};

const vendorEgress: Sort = (from) => {
  const vendor = `vendor-${from.random.below(vendors)}`;
  return calico(from, `${vendor}-${from.index}`, `app == '${oneOf(from).name}'`, {
    types: ['Egress'],
    egress: [
      {
        action: 'Allow',
        protocol: 'TCP',
        destination: {
          selector: `vendor == '${vendor}'`,
          namespaceSelector: 'global()',
          ports: [443, '8000:8100'],
        },
      },
    ],
  });
};

const noCanaries: Sort = (from) =>
  calico({ ...from, order: 50 }, `no-canaries-${from.index}`, "tier == 'backend'", {
    types: ['Ingress'],
    ingress: [
      { action: 'Deny', source: { selector: "version == 'v3'" } },
      {
        action: 'Allow',
        protocol: 'TCP',
        source: { selector: "tier == 'frontend'" },
        destination: { ports: [8_080, '30000:32767'] },
      },
    ],
  });

const layerToLayer: Sort = (from) => {
  const [source, target] = from.random.pick([
    ['frontend', 'backend'],
    ['backend', 'data'],
    ['backend', 'backend'],
  ] as const);
  return calico(from, `${source}-to-${target}-${from.index}`, `tier == '${target}'`, {
    types: ['Ingress'],
    ingress: [
      {
        action: 'Allow',
        protocol: 'TCP',
        source: { selector: `tier == '${source}'` },
        destination: { notPorts: [22, '6000:6010'] },
      },
    ],
  });
};

const ownEnvironment: Sort = (from) =>
  calico(from, `own-environment-${from.index}`, 'all()', {
    types: ['Ingress'],
    ingress: [
      {
        action: 'Allow',
        protocol: 'TCP',
        source: { namespaceSelector: `env == '${from.namespace.env}'` },
        destination: { ports: [443] },
      },
    ],
  });

const noUdp: Sort = (from) => {
  const source = { nets: ['10.128.0.0/9'] };
  return calico({ ...from, order: 60 }, `no-udp-${from.index}`, `app == '${oneOf(from).name}'`, {
    types: ['Ingress'],
    ingress: [
      { action: 'Pass', source: { selector: "tier == 'frontend'" } },
      { action: 'Log', protocol: 'UDP', source },
      { action: 'Deny', protocol: 'UDP', source },
    ],
  });
};

/** In percent. */
const sorts: readonly (readonly [number, Sort])[] = [
  [30, appToApp],
  [12, appEgress],
  [10, sameNamespace],
  [12, otherTenant],
  [10, networks],
  [6, ownTenant],
  [6, vendorEgress],
  [5, noCanaries],
  [4, layerToLayer],
  [3, ownEnvironment],
  [2, noUdp],
];

function oneOf({ applications, namespace, random }: Opening): Application {
  return random.pick(applications.get(namespace.name) ?? []);
}

const calico = (
  from: Opening & { readonly order?: number },
  name: string,
  selector: string,
  spec: PlainMap,
): PlainMap =>
  calicoPolicy(from.namespace.name, name, from.order ?? 100 + 10 * from.random.below(80), { selector, ...spec });

/** One rule that both APIs can say. */
interface Written {
  /** Value of `app`; absent for every pod of the namespace. */
  readonly subject?: string;
  readonly ingress?: WrittenPeer;
  readonly egress?: WrittenPeer;
}

interface WrittenPeer {
  readonly peer: Readonly<Record<string, string>>;
  readonly namespaces?: Readonly<Record<string, string>>;
  readonly ports?: readonly (string | number)[];
}

function written(from: Opening, base: string, policy: Written): PlainMap {
  const name = `${base}-${from.index}`;
  const { subject, ingress, egress } = policy;
  const types = ingress === undefined ? ['Egress'] : ['Ingress'];
  const own = subject === undefined ? {} : { app: subject };
  if (from.random.chance(kubernetesShare)) {
    return kubernetesPolicy(from.namespace.name, name, {
      podSelector: matching(own),
      policyTypes: types,
      ...(ingress && { ingress: [{ from: [kubernetesPeer(ingress)], ...kubernetesPorts(ingress) }] }),
      ...(egress && { egress: [{ to: [kubernetesPeer(egress)], ...kubernetesPorts(egress) }] }),
    });
  }
  return calico(from, name, selectorOf(own), {
    types,
    ...(ingress && { ingress: [calicoRule(ingress, 'source')] }),
    ...(egress && { egress: [calicoRule(egress, 'destination')] }),
  });
}

const matching = (labels: Readonly<Record<string, string>>): PlainMap =>
  Object.keys(labels).length === 0 ? {} : { matchLabels: labels };

const kubernetesPeer = ({ peer, namespaces }: WrittenPeer): PlainMap => ({
  podSelector: matching(peer),
  namespaceSelector: namespaces && matching(namespaces),
});

const kubernetesPorts = ({ ports }: WrittenPeer): PlainMap =>
  ports === undefined ? {} : { ports: ports.map((port) => ({ port, protocol: 'TCP' })) };

const selectorOf = (labels: Readonly<Record<string, string>>): string =>
  Object.entries(labels)
    .map(([key, value]) => `${key} == '${value}'`)
    .join(' && ') || 'all()';

function calicoRule({ peer, namespaces, ports }: WrittenPeer, far: 'source' | 'destination'): PlainMap {
  const end = { selector: selectorOf(peer), namespaceSelector: namespaces && selectorOf(namespaces) };
  const protocol = ports === undefined ? undefined : 'TCP';
  if (far === 'destination') return { action: 'Allow', protocol, destination: { ...end, ports } };
  return { action: 'Allow', protocol, source: end, destination: ports && { ports } };
}
