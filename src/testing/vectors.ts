/**
 * The verdicts that the reference documents fix, ready to be asked of an evaluator. Source: calico-semantics 12.1,
 * kubernetes-policy-semantics 5.2 and 6; the data stand in `fixtures/vectors`.
 */
import type { Cluster, Regime } from '../model/cluster';
import type { Flow } from '../model/flow';
import type { Scope, Verdict } from '../model/verdict';
import { account, cluster, globalNetworkSet, hostEndpoint, hostPod, namespace, networkSet } from './builders';
import { node, pod, tier } from './builders';
import type { LabelText, Part } from './builders';
import { service, slice } from './build-services';
import { inRegime, partOf, readFixture, readFlow, type ObjectText } from './read-vector';

export interface Vector {
  /** `12 pass skips the rest of its tier (3.31)`. */
  readonly name: string;
  readonly cluster: Cluster;
  /** One of 12.1 aims at a Service with one backend. */
  readonly flow: Flow;
  readonly scope: Scope;
  readonly expected: {
    readonly verdict: Verdict;
    /** As `printDecision` writes it; `undefined`: no walk on that side. */
    readonly egress: string | undefined;
    readonly ingress: string | undefined;
  };
}

const regimes: readonly Regime[] = ['3.28', '3.31', '3.32'];

interface CalicoText {
  readonly id: number;
  readonly title: string;
  readonly scope?: Scope;
  readonly tiers?: Readonly<Record<string, Parameters<typeof tier>[1]>>;
  readonly policies?: readonly ObjectText[];
  readonly flow: string;
  readonly sourcePort?: number;
  readonly icmp?: { readonly type: number; readonly code: number };
  readonly egress?: string;
  readonly ingress?: string;
  readonly verdict: Verdict;
  readonly from?: Regime;
  readonly 'before-3.32'?: Partial<Pick<CalicoText, 'egress' | 'ingress' | 'verdict'>>;
}

/** With a host endpoint that owns the interface; `path` is the hook (12.1). */
interface HostText extends CalicoText {
  readonly host: {
    readonly interface: string;
    readonly ips: readonly string[];
    readonly labels: LabelText;
    readonly profiles?: readonly string[];
  };
  readonly path: 'local-in' | 'local-out' | 'fwd-in' | 'fwd-out';
  readonly 'before-dnat'?: string;
  /** `undefined`: the host endpoint decides nothing. */
  readonly 'host-decision'?: string;
}

const calico = readFixture('calico.yaml') as { vectors: readonly CalicoText[]; host: readonly HostText[] };

/** The objects that all vectors of 12.1 share. */
const calicoWorld: readonly Part[] = [
  namespace('a', { env: 'prod' }),
  namespace('b', { env: 'dev' }),
  account('a/web', { tier: 'front' }),
  account('b/web', { tier: 'back' }),
  pod('a/web', { ips: ['10.0.0.1'], labels: { app: 'web' }, serviceAccount: 'web' }),
  pod('a/api', { ips: ['10.0.0.2'], labels: { app: 'api' }, ports: ['http TCP 8080', 'dns UDP 5353'] }),
  pod('a/db', { ips: ['10.0.0.3'], labels: { app: 'db' } }),
  pod('a/raw', { ips: ['10.0.0.4'] }),
  pod('b/web', { ips: ['10.0.1.1'], labels: { app: 'web' }, serviceAccount: 'web' }),
  pod('b/cli', { ips: ['10.0.1.2'], labels: { app: 'cli' } }),
  pod('b/v6', { ips: ['fd00::5'], labels: { app: 'v6' } }),
  node('node-a', ['192.168.0.1']),
  node('node-b', ['192.168.0.2']),
  globalNetworkSet('ext', { role: 'ext' }, ['203.0.113.0/24']),
  networkSet('a/partners', { role: 'partner' }, ['198.51.100.0/24']),
  slice('a/api', ['10.0.0.2 TCP 8080']),
  service('a/api', ['TCP 8080 a/api 8080']),
];

/** Every vector of 12.1 without a host endpoint, in each regime that knows its objects. */
export const calicoVectors: readonly Vector[] = calico.vectors.flatMap((text) =>
  regimes
    .filter((regime) => regime >= (text.from ?? '3.28'))
    .map((regime) => {
      const own = { ...text, ...(regime === '3.32' ? {} : text['before-3.32']) };
      const tiers = Object.entries(text.tiers ?? {}).map(([name, spec]) => tier(name, spec));
      const { sourcePort, icmp } = text;
      return {
        name: `${text.id} ${text.title} (${regime})`,
        cluster: cluster([...calicoWorld, ...tiers, ...(text.policies ?? []).map(partOf)], { regime }),
        flow: readFlow(text.flow, { ...(sourcePort && { sourcePort }), ...(icmp && { icmp }) }),
        scope: text.scope ?? 'enforced',
        expected: {
          verdict: own.verdict,
          egress: inRegime(own.egress, regime),
          ingress: inRegime(own.ingress, regime),
        },
      };
    }),
);

/** A flow past a host endpoint of node-a. */
export interface HostVector {
  readonly name: string;
  readonly cluster: Cluster;
  readonly flow: Flow;
  readonly verdict: Verdict;
  /** What the host endpoint decides, as `printDecision` writes it; empty where it decides nothing. */
  readonly decisions: readonly string[];
}

/** Those of 12.1 with a host endpoint. What is translated on its way is asked of the port of the node. */
export const hostVectors: readonly HostVector[] = calico.host.map((text) => {
  const { interface: name, ...host } = text.host;
  const translated = text['before-dnat']?.split(' ');
  const front = service('a/front', ['TCP 80 a/api 8080'], {
    nodePorts: [Number(translated?.[1])],
    externalTrafficPolicy: 'Local',
  });
  const asked = translated === undefined ? text.flow : text.flow.replace(/> .*/, `> ${translated.join(' TCP ')}`);
  return {
    name: `${text.id} ${text.title}`,
    cluster: cluster([
      ...calicoWorld,
      hostEndpoint('hep', { interface: name, ...host }),
      ...(translated === undefined ? [] : [front]),
      ...(text.policies ?? []).map(partOf),
    ]),
    flow: readFlow(asked),
    verdict: text.verdict,
    decisions: text['host-decision'] === undefined ? [] : [text['host-decision']],
  };
});

interface KubernetesText {
  readonly id: string;
  readonly title: string;
  readonly regimes?: readonly Regime[];
  readonly objects: readonly ObjectText[];
  readonly flows: readonly Pick<CalicoText, 'flow' | 'egress' | 'ingress' | 'verdict'>[];
}

interface TruthTable {
  readonly id: string;
  readonly title: string;
  readonly namespaceLabels?: Readonly<Record<string, LabelText>>;
  readonly podLabels?: Readonly<Record<string, LabelText>>;
  readonly objects: readonly ObjectText[];
  /** `denied`: from a pod to pods with blanks between. */
  readonly checks: readonly { readonly connection: string; readonly denied: Readonly<Record<string, string>> }[];
}

const kubernetes = readFixture('kubernetes.json') as {
  vectors: readonly KubernetesText[];
  e2e: readonly TruthTable[];
};

/** The cluster of kubernetes-policy-semantics 6. */
const kubernetesWorld: readonly Part[] = [
  namespace('a', { team: 'red' }),
  namespace('b', { team: 'blue' }),
  namespace('c'),
  pod('a/web', {
    ips: ['10.0.1.1', 'fd00:10:1::1'],
    labels: { app: 'web' },
    ports: ['http TCP 8080', 'dns UDP 53'],
  }),
  pod('a/db', { ips: ['10.0.1.2'], labels: { app: 'db' }, ports: ['pg TCP 5432'] }),
  pod('b/cli', { ips: ['10.0.2.1'], labels: { app: 'cli', env: 'prod' }, ports: ['http TCP 9999'] }),
  pod('c/tool', { ips: ['10.0.3.1'], ports: ['http UDP 8080'] }),
  hostPod('c/hostpod', { node: 'node-b', ips: ['192.168.0.10'] }),
];

/** Every flow of section 6, in each regime that the vector names. */
export const kubernetesVectors: readonly Vector[] = kubernetes.vectors.flatMap((vector) =>
  (vector.regimes ?? regimes).flatMap((regime) =>
    vector.flows.map(({ flow, egress, ingress, verdict }) => ({
      name: `${vector.id} ${vector.title}: ${flow} (${regime})`,
      cluster: cluster([...kubernetesWorld, ...vector.objects.map(partOf)], { regime }),
      flow: readFlow(flow),
      scope: 'enforced',
      expected: { verdict, egress, ingress },
    })),
  ),
);

export interface Table {
  readonly name: string;
  readonly cluster: Cluster;
  /** Every ordered pair of two pods. */
  readonly checks: readonly { readonly flow: Flow; readonly verdict: 'allow' | 'deny' }[];
}

const [tableNamespaces, tablePods] = [
  ['x', 'y', 'z'],
  ['a', 'b', 'c'],
];

/** The truth tables of the Kubernetes end-to-end tests (5.2). Only the verdicts are fixed. */
export const e2eTables: readonly Table[] = kubernetes.e2e.map((table) => ({
  name: `${table.id} ${table.title}`,
  cluster: cluster([...tableWorld(table), ...table.objects.map(partOf)]),
  checks: table.checks.flatMap(({ connection, denied }) =>
    podPairs().map(([from, to]) => ({
      flow: readFlow(`${from} > ${to} ${connection}`),
      verdict: (denied[from] ?? '').split(' ').includes(to) ? ('deny' as const) : ('allow' as const),
    })),
  ),
}));

function tableWorld({ namespaceLabels = {}, podLabels = {} }: TruthTable): readonly Part[] {
  const ports = [80, 81].flatMap((port) =>
    ['TCP', 'UDP', 'SCTP'].map((protocol) => `serve-${port}-${protocol.toLowerCase()} ${protocol} ${port}`),
  );
  return tableNamespaces.flatMap((space, i) => [
    namespace(space, namespaceLabels[space]),
    ...tablePods.map((name, j) => {
      const id = `${space}/${name}`;
      return pod(id, { ips: [`10.0.${i + 1}.${j + 1}`], labels: { pod: name, ...podLabels[id] }, ports });
    }),
  ]);
}

function podPairs(): readonly (readonly [string, string])[] {
  const ids = tableNamespaces.flatMap((space) => tablePods.map((name) => `${space}/${name}`));
  return ids.flatMap((from) => ids.filter((to) => to !== from).map((to) => [from, to] as const));
}
