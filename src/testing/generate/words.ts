/** The few words that generated clusters are made of: few, so that things collide. */
import type { Random } from './random';

export const namespaces = ['shop', 'shop-x', 'app', 'ns0'] as const;
export const accountNames = ['default', 'web'] as const;
export const policyNames = ['a', 'a-b', 'a0', 'b', 'lock', 'z'] as const;
export const tierNames = ['app', 'security', 'zzz'] as const;
export const orders = [-5, 0, 10, 10.5, 1000, 1000, 2000] as const;
export const portNames = ['http', 'dns', 'metrics'] as const;
export const portNumbers = [53, 80, 443, 8080] as const;

const labels: Readonly<Record<string, readonly string[]>> = {
  app: ['web', 'api', 'db'],
  env: ['prod', 'dev'],
  team: ['red', 'blue', ''],
};

/** None, some or all of the labels. */
export function someLabels(random: Random): Record<string, string> {
  const keys = random.chance(0.2) ? [] : random.some(Object.keys(labels), 3);
  return Object.fromEntries(keys.map((key) => [key, random.pick(labels[key] ?? [''])]));
}

/** A selector over the labels, now and then over what Calico adds to them. */
export function someSelector(random: Random, depth = 2): string {
  if (depth > 0 && random.chance(0.25)) {
    const [a, b] = [someSelector(random, depth - 1), someSelector(random, depth - 1)];
    return random.pick([`${a} && ${b}`, `${a} || ${b}`, `!(${a})`, `(${a}) && !(${b})`]);
  }
  if (random.chance(0.08)) return 'all()';
  if (random.chance(0.12)) return calicoTerm(random);
  return term(random, random.pick(Object.keys(labels)));
}

function term(random: Random, key: string): string {
  const values = [...(labels[key.replace(/^pc(ns|sa)\./, '')] ?? []), 'other'];
  const value = random.pick(values);
  const set = random
    .some(values, 2)
    .map((one) => `'${one}'`)
    .join(', ');
  return random.pick([
    `${key} == '${value}'`,
    `${key} == '${value}'`,
    `${key} != '${value}'`,
    `${key} in {${set}}`,
    `${key} not in { ${set} }`,
    `has(${key})`,
    `!has(${key})`,
    `${key} starts with '${value.slice(0, 1)}'`,
    `${key} ends with "${value.slice(-1)}"`,
    `${key} contains '${value.slice(1, 2)}'`,
  ]);
}

const calicoTerm = (random: Random): string =>
  random.pick([
    `projectcalico.org/namespace == '${random.pick(namespaces)}'`,
    `projectcalico.org/namespace != '${random.pick(namespaces)}'`,
    `projectcalico.org/serviceaccount == '${random.pick(accountNames)}'`,
    "projectcalico.org/orchestrator == 'k8s'",
    'has(projectcalico.org/namespace)',
    `pcns.projectcalico.org/name == '${random.pick(namespaces)}'`,
    term(random, 'pcns.env'),
    term(random, 'pcsa.team'),
  ]);

/** For namespaces and accounts, whose names have a label of their own. */
export function someOuterSelector(random: Random, names: readonly string[]): string {
  if (random.chance(0.2)) return 'all()';
  if (random.chance(0.25)) return `projectcalico.org/name == '${random.pick(names)}'`;
  if (random.chance(0.1)) return `kubernetes.io/metadata.name != '${random.pick(names)}'`;
  return someSelector(random, 1);
}

/** A label selector of Kubernetes, as `kubectl -l` takes it. */
export function someLabelSelector(random: Random): string {
  const one = (): string => {
    const key = random.pick(Object.keys(labels));
    const values = labels[key] ?? [];
    const named = random.some(
      values.filter((value) => value !== ''),
      2,
    );
    return random.pick([
      `${key}=${random.pick(values)}`,
      `${key}=${random.pick(values)}`,
      `${key} in (${named.join(',')})`,
      `${key} notin (${named.join(',')})`,
      key,
      `!${key}`,
    ]);
  };
  const terms = random.chance(0.35) ? [] : random.list(1, one).concat(one());
  return [...new Map(terms.map((text) => [text.replace(/^!|[= ].*/g, ''), text])).values()].join(',');
}

const nets4 = ['10.0.0.0/8', '10.0.1.0/24', '10.0.1.0/30', '10.0.2.2/32', '128.0.0.0/1', '0.0.0.0/0'];
const outside4 = ['203.0.113.0/24', '203.0.113.8/29', '198.51.100.7/32', '192.168.0.0/24'];
const nets6 = ['fd00::/16', 'fd00:1::/64', 'fd00:2::2/128', '2001:db8::/32', '2001:db8::9/128', '::/0'];

/** Blocks of one family mostly; the API wants one family in a rule, storage and sets take both. */
export function someNets(random: Random): readonly string[] {
  const four = [...nets4, ...outside4];
  if (random.chance(0.15)) return random.some([...four, ...nets6], 4);
  return random.some(random.chance(0.7) ? four : nets6, 3);
}

export const outsideAddresses = [
  '203.0.113.9',
  '203.0.113.200',
  '198.51.100.7',
  '8.8.8.8',
  '2001:db8::9',
  '2606:4700::1',
];
