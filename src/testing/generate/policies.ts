import type { Regime } from '../../model/cluster';
import type { Direction, StagedAction } from '../../model/resource';
import type { Part } from '../builders';
import { anp, banp, cnp, knp, sknp, type AdminPeerSpec, type AdminRuleSpec } from '../build-kubernetes';
import type { AdminSpec, KubernetesRuleSpec, KubernetesSpec, PeerSpec } from '../build-kubernetes';
import { gnp, np, sgnp, snp, type CalicoSpec } from '../build-policies';
import type { Random } from './random';
import { someRule } from './rules';
import { accountNames, namespaces, orders, policyNames, portNames, someLabelSelector, someNets } from './words';
import { someOuterSelector, someSelector } from './words';

interface Setting {
  readonly spaces: readonly string[];
  readonly hosts: boolean;
  readonly tiers: readonly string[];
}

type Maker = (random: Random, setting: Setting) => { readonly id: string; readonly part: Part };

/** One policy and more of the kinds that the regime knows, no two of one kind and name. */
export function somePolicies(random: Random, regime: Regime, setting: Setting): readonly Part[] {
  const makers = [...common, ...(regime === '3.28' ? [] : staged)];
  const made = [
    random.pick(makers)(random, setting),
    ...random.list(9, () => random.pick(makers)(random, setting)),
    ...(setting.hosts ? random.list(4, () => someHostPolicy(random, regime, setting)) : []),
    ...(regime === '3.32' ? random.list(3, () => someCnp(random, setting)) : []),
    ...(regime === '3.31' ? random.list(3, () => random.pick([someAnp, someBanp])(random, setting)) : []),
  ];
  return [...new Map(made.map(({ id, part }) => [id, part])).values()];
}

const common: readonly Maker[] = [
  (random, { tiers }) => global(random, 'gnp', gnp, someCalicoSpec(random, undefined, tiers)),
  (random, { tiers }) => global(random, 'gnp', gnp, someCalicoSpec(random, undefined, tiers)),
  (random, { spaces, tiers }) =>
    namespaced(random, spaces, 'np', np, (namespace) => someCalicoSpec(random, namespace, tiers)),
  (random, { spaces, tiers }) =>
    namespaced(random, spaces, 'np', np, (namespace) => someCalicoSpec(random, namespace, tiers)),
  (random, { spaces }) => namespaced(random, spaces, 'knp', knp, () => someKubernetesSpec(random)),
  (random, { spaces }) => namespaced(random, spaces, 'knp', knp, () => someKubernetesSpec(random)),
];

const staged: readonly Maker[] = [
  (random, { tiers }) =>
    global(random, 'sgnp', sgnp, { ...someCalicoSpec(random, undefined, tiers), ...someStagedAction(random) }),
  (random, { spaces, tiers }) =>
    namespaced(random, spaces, 'snp', snp, (namespace) => ({
      ...someCalicoSpec(random, namespace, tiers),
      ...someStagedAction(random),
    })),
  (random, { spaces }) =>
    namespaced(random, spaces, 'sknp', sknp, () => ({ ...someKubernetesSpec(random), ...someStagedAction(random) })),
];

function global<Spec>(random: Random, kind: string, make: (name: string, spec: Spec) => Part, spec: Spec) {
  const name = random.pick(policyNames);
  return { id: `${kind}:${name}`, part: make(name, spec) };
}

function namespaced<Spec>(
  random: Random,
  spaces: readonly string[],
  kind: string,
  make: (id: string, spec: Spec) => Part,
  specIn: (namespace: string) => Spec,
) {
  const namespace = random.pick(spaces);
  const id = `${namespace}/${random.pick(policyNames)}`;
  return { id: `${kind}:${id}`, part: make(id, specIn(namespace)) };
}

const someStagedAction = (random: Random): { stagedAction: StagedAction } => ({
  stagedAction: random.pick(['Set', 'Set', 'Delete', 'Learn', 'Ignore'] as const),
});

const someTypes = (random: Random): { types?: readonly Direction[] } =>
  random.maybe(0.6, () => ({ types: random.some(['Ingress', 'Egress'] as const, 2) }));

function someCalicoSpec(random: Random, namespace: string | undefined, tiers: readonly string[]): CalicoSpec {
  return {
    tier: random.chance(0.5) ? 'default' : random.pick(tiers),
    ...random.maybe(0.7, () => ({ order: random.pick(orders) })),
    ...random.maybe(0.35, () => ({ selector: someSelector(random, 1) })),
    ...(namespace === undefined &&
      random.maybe(0.25, () => ({ namespaceSelector: someOuterSelector(random, namespaces) }))),
    ...random.maybe(0.08, () => ({ serviceAccountSelector: someOuterSelector(random, accountNames) })),
    ...someTypes(random),
    ingress: random.list(3, () => someRule(random, namespace, 'ingress')),
    egress: random.list(3, () => someRule(random, namespace, 'egress')),
    ...(namespace === undefined && random.maybe(0.35, () => random.pick(classes))),
    ...random.maybe(0.02, () => ({ rejected: 'The data plane takes no notice of it.' })),
  };
}

const classes: readonly Partial<CalicoSpec>[] = [
  { applyOnForward: true },
  { applyOnForward: true },
  { applyOnForward: true, doNotTrack: true },
  { applyOnForward: true, preDNAT: true, types: ['Ingress'], egress: [] },
];

/** Of any class, about host endpoints for the most part, and some with a last word. */
function someHostPolicy(random: Random, regime: Regime, { tiers }: Setting): ReturnType<Maker> {
  const { namespaceSelector: _, serviceAccountSelector: __, ...spec } = someCalicoSpec(random, undefined, tiers);
  const last = () => random.list(1, () => ({ action: random.pick(['Allow', 'Deny', 'Deny', 'Pass'] as const) }));
  const own: CalicoSpec = {
    ...spec,
    ingress: [...(spec.ingress ?? []), ...last()],
    egress: [...(spec.egress ?? []), ...last()],
    ...random.pick([{}, { selector: '' }, { selector: '!has(projectcalico.org/namespace)' }]),
    ...random.pick([{}, ...classes]),
  };
  return regime !== '3.28' && random.chance(0.25)
    ? global(random, 'sgnp', sgnp, { ...own, ...someStagedAction(random) })
    : global(random, 'gnp', gnp, own);
}

const someKubernetesSpec = (random: Random): KubernetesSpec => ({
  pods: random.chance(0.5) ? '' : someLabelSelector(random),
  ...someTypes(random),
  ingress: random.list(2, () => someKubernetesRule(random)),
  egress: random.list(2, () => someKubernetesRule(random)),
});

const someKubernetesRule = (random: Random): KubernetesRuleSpec => ({
  peers: random.list(3, () => somePeer(random)),
  ports: random.list(3, () => random.pick(kubernetesPorts)),
  ...random.maybe(0.02, () => ({ broken: 'A port of this rule does not parse.' })),
});

const kubernetesPorts = [80, 443, '50-90', 'UDP 53', 'UDP *', 'TCP *', 'SCTP 8080', ...portNames, 'UDP dns'] as const;

function somePeer(random: Random): PeerSpec {
  if (random.chance(0.3)) {
    const nets = someNets(random);
    return random.chance(0.03) ? { block: 'nonsense' } : { block: nets[0] ?? '10.0.0.0/8', except: nets.slice(1) };
  }
  return {
    ...random.maybe(0.7, () => ({ pods: someLabelSelector(random) })),
    ...random.maybe(0.6, () => ({ namespaces: someNamespaces(random) })),
  };
}

const someNamespaces = (random: Random): string =>
  random.chance(0.3) ? `kubernetes.io/metadata.name=${random.pick(namespaces)}` : someLabelSelector(random);

const someCnp: Maker = (random) =>
  global(random, 'cnp', cnp, { ...someAdminSpec(random), tier: random.pick(['Admin', 'Baseline'] as const) });
const someAnp: Maker = (random) => global(random, 'anp', anp, someAdminSpec(random));
const someBanp: Maker = (random) => {
  const spec = someAdminSpec(random);
  // It knows no Pass.
  const withoutPass = (rules: readonly AdminRuleSpec[] = []) => rules.filter(({ action }) => action !== 'Pass');
  const part = banp({ ...spec, ingress: withoutPass(spec.ingress), egress: withoutPass(spec.egress) });
  return { id: 'banp:default', part };
};

const someAdminSpec = (random: Random): AdminSpec => ({
  priority: random.pick([0, 5, 5, 10]),
  subject: random.chance(0.02)
    ? undefined
    : {
        ...random.maybe(0.6, () => ({ namespaces: someNamespaces(random) })),
        ...random.maybe(0.5, () => ({ pods: someLabelSelector(random) })),
      },
  ingress: random.list(3, () => someAdminRule(random, 'ingress')),
  egress: random.list(3, () => someAdminRule(random, 'egress')),
});

const someAdminRule = (random: Random, direction: 'ingress' | 'egress'): AdminRuleSpec => {
  const peer = () => someAdminPeer(random, direction);
  return {
    ...random.maybe(0.98, () => ({ action: random.pick(['Allow', 'Deny', 'Pass'] as const) })),
    peers: random.chance(0.05) ? [] : [peer(), ...random.list(1, peer)],
    ...random.maybe(0.5, () => ({ ports: random.list(2, () => random.pick(adminPorts)).concat('TCP 80') })),
  };
};

const adminPorts = ['TCP 443', 'TCP *', 'UDP 53', 'UDP 50-60', 'SCTP 8080', 'TCP 50-90', 'http', 'dns'];

/** The API knows networks in egress rules alone. */
function someAdminPeer(random: Random, direction: 'ingress' | 'egress'): AdminPeerSpec {
  if (random.chance(0.03)) return { unsupported: 'nodes' };
  if (direction === 'egress' && random.chance(0.3))
    return { networks: random.chance(0.05) ? ['nonsense'] : someNets(random) };
  if (random.chance(0.5)) return { namespaces: someNamespaces(random) };
  return { ...random.maybe(0.6, () => ({ namespaces: someNamespaces(random) })), pods: someLabelSelector(random) };
}
