import { expect, test } from 'vitest';
import { printAddress } from '../../net/address';
import type { PodResource, Resource, ServiceResource } from '../../model/resource';
import { readSample, sourceOf } from '../sample';

// Source: input-formats 3.2.
const PODS = `$ kubectl get pods -A -o wide --show-labels
NAMESPACE     NAME                   READY   STATUS    RESTARTS      AGE   IP           NODE     NOMINATED NODE   READINESS GATES   LABELS
shop          web-7c9fbd4d6c-x2x9p   2/2     Running   1 (3h ago)    9d    10.244.1.5   node-1   <none>           <none>            app=web,pod-template-hash=7c9fbd4d6c
shop          db-0                   0/1     Pending   0             2m    <none>       <none>   <none>           <none>            app=db,apps.kubernetes.io/pod-index=0,controller-revision-hash=db-5f,statefulset.kubernetes.io/pod-name=db-0
kube-system   calico-node-8kd2x      1/1     Running   0             9d    172.18.0.3   node-1   <none>           <none>            k8s-app=calico-node
`;

const podsIn = (resources: readonly Resource[]) => resources.filter((r): r is PodResource => r.kind === 'Pod');
const short = (pod: PodResource) => [
  `${pod.meta.namespace}/${pod.meta.name}`,
  pod.phase,
  pod.ready,
  pod.addresses.map(printAddress).join(' '),
  pod.node,
  [...pod.labels].map(([k, v]) => `${k}=${v}`).join(','),
  pod.owner === undefined ? undefined : `${pod.owner.kind} ${pod.owner.name}`,
];

const EXPECTED = [
  [
    'shop/web-7c9fbd4d6c-x2x9p',
    'Running',
    true,
    '10.244.1.5',
    'node-1',
    'app=web,pod-template-hash=7c9fbd4d6c',
    'ReplicaSet web-7c9fbd4d6c',
  ],
  [
    'shop/db-0',
    'Pending',
    false,
    '',
    undefined,
    'app=db,apps.kubernetes.io/pod-index=0,controller-revision-hash=db-5f,statefulset.kubernetes.io/pod-name=db-0',
    'StatefulSet db',
  ],
  ['kube-system/calico-node-8kd2x', 'Running', true, '172.18.0.3', 'node-1', 'k8s-app=calico-node', undefined],
];

test('pods: what the table tells, and what it does not is marked', () => {
  const sample = readSample(PODS);
  const pods = podsIn(sample.resources);
  expect(pods.map(short)).toEqual(EXPECTED);
  expect(pods[0]).toMatchObject({
    labelsKnown: true,
    portsKnown: false,
    ports: [],
    serviceAccount: undefined,
    hostNetwork: false,
    meta: { apiVersion: 'v1' },
  });
  expect(pods[1]?.meta.at.file).toBe('sample');
  expect(sample.file.text.slice(pods[1]?.meta.at.start).startsWith('shop          db-0')).toBe(true);
  expect(sample.told).toEqual([]);
});

test.each([
  ['tabs', (text: string) => text.replaceAll(/ {2,}/g, '\t')],
  [
    'columns that moved',
    (text: string) => text.replaceAll(/ {3,}/g, '  ').replace(/^NAMESPACE.*$/m, (l) => l.replaceAll(/ {2,}/g, '     ')),
  ],
  ['no-break spaces', (text: string) => text.replaceAll('   ', ' \u00a0 ')],
  ['prose around', (text: string) => `Look:\n\n${text}\nThat is all.\n`],
  ['rows that a terminal wrapped', (text: string) => text.replace('app=db,apps', 'app=db,\napps')],
])('the same table with %s', (_, change) => {
  const sample = readSample(change(PODS));
  expect(podsIn(sample.resources).map(short)).toEqual(EXPECTED);
  expect(sample.told).toEqual([]);
});

test.each([
  ['Completed', 'Succeeded'],
  ['Error', 'Failed'],
  ['Evicted', 'Failed'],
  ['CrashLoopBackOff', 'Running'],
  ['Terminating', 'Running'],
  ['Init:0/1', 'Pending'],
  ['ContainerCreating', 'Pending'],
])('STATUS %s is phase %s', (status, phase) => {
  const [pod] = podsIn(
    readSample(
      `NAMESPACE   NAME   READY   STATUS   RESTARTS   AGE\nshop        a      1/1     ${status}   0          1d\n`,
    ).resources,
  );
  expect(pod?.phase).toBe(phase);
  expect(pod?.ready).toBe(phase === 'Running');
});

test('a short table: what is missing is said once, and the command names the namespace', () => {
  const sample = readSample(
    '$ kubectl get pods -n shop\nNAME   READY   STATUS    RESTARTS   AGE\na      1/1     Running   0          1d\nb      1/1     Running   0          1d\n',
  );
  const pods = podsIn(sample.resources);
  expect(pods.map(({ meta, labelsKnown }) => [meta.namespace, meta.name, labelsKnown])).toEqual([
    ['shop', 'a', false],
    ['shop', 'b', false],
  ]);
  expect(sample.told).toEqual(['warning table/missing-column 2', 'warning table/missing-column 2']);
  expect(sample.diagnostics[0]?.message).toBe(
    'This table has no column LABELS: which policies apply to these pods is not known.',
  );
});

test('no namespace anywhere: default, with a warning', () => {
  const sample = readSample(
    'NAME   READY   STATUS    RESTARTS   AGE   IP         LABELS\na      1/1     Running   0          1d    10.0.0.1   app=a\n',
  );
  expect(podsIn(sample.resources)[0]?.meta.namespace).toBe('default');
  expect(sample.diagnostics.map(({ message }) => message)).toEqual([
    'This table has no column NAMESPACE: its objects were read as if they were in namespace default.',
  ]);
});

test('a row that does not fit is left out and named, its neighbours stay', () => {
  const sample = readSample(
    'NAMESPACE   NAME   READY   STATUS    RESTARTS   AGE   IP         LABELS\nshop        a      1/1     Running   0          1d    10.0.0.1   app=a\nshop   b 1/1\nshop        c      1/1     Running   0          1d    10.0.0.2   app=c=d\nshop        d      1/1     Running   0          1d    10.0.0.3   app=d\n',
  );
  expect(podsIn(sample.resources).map(({ meta }) => meta.name)).toEqual(['a', 'd']);
  expect(sample.told).toEqual(['warning table/row 3', 'warning table/row 4']);
});

test('empty cells of -L columns do not shift the others', () => {
  const sample = readSample(
    'NAMESPACE   NAME   READY   STATUS    RESTARTS   AGE   NAME   IP         LABELS\nshop        a      1/1     Running   0          1d           10.0.0.1   app=a\n',
  );
  expect(podsIn(sample.resources).map(short)[0]).toEqual([
    'shop/a',
    'Running',
    true,
    '10.0.0.1',
    undefined,
    'app=a',
    undefined,
  ]);
});

test('kubectl get all: several tables, names with their kind', () => {
  const sample = readSample(`NAMESPACE   NAME        READY   STATUS    RESTARTS   AGE   IP         LABELS
shop        pod/web-0   1/1     Running   0          1d    10.0.0.1   app=web

NAMESPACE   NAME          TYPE        CLUSTER-IP   EXTERNAL-IP   PORT(S)   AGE   SELECTOR
shop        service/web   ClusterIP   10.96.0.9    <none>        80/TCP    1d    app=web

NAMESPACE   NAME                  READY   UP-TO-DATE   AVAILABLE   AGE
shop        deployment.apps/web   1/1     1            1           1d
`);
  expect(sample.resources.map(({ kind, meta }) => `${kind} ${meta.name}`)).toEqual(['Pod web-0', 'Service web']);
  expect(sample.told).toEqual(['info file/wrong-view 7']);
});

test('namespaces', () => {
  const sample = readSample(
    'NAME      STATUS   AGE   LABELS\nshop      Active   9d    kubernetes.io/metadata.name=shop,team=fe,empty=\nbare      Active   9d    <none>\n',
  );
  expect(sample.resources.map(({ kind, meta }) => [kind, meta.name, meta.namespace, [...meta.labels]])).toEqual([
    [
      'Namespace',
      'shop',
      undefined,
      [
        ['kubernetes.io/metadata.name', 'shop'],
        ['team', 'fe'],
        ['empty', ''],
      ],
    ],
    ['Namespace', 'bare', undefined, []],
  ]);
  expect(sample.told).toEqual([]);
});

test('namespaces without labels say nothing, and that is said', () => {
  const sample = readSample('NAME      STATUS   AGE\nshop      Active   9d\n');
  expect(sample.resources).toEqual([]);
  expect(sample.told).toEqual(['warning table/missing-column 1']);
});

test('Services: the target port is not known', () => {
  const sample =
    readSample(`NAMESPACE   NAME   TYPE           CLUSTER-IP   EXTERNAL-IP   PORT(S)                      AGE   SELECTOR
shop        web    LoadBalancer   10.96.0.9    192.0.2.7     80/TCP,443:30443/TCP         1d    app=web,tier=fe
shop        db     ClusterIP      None         <none>        5432/TCP                     1d    app=db
shop        ext    NodePort       10.96.0.10   203.0.113.1   53:30053/UDP                 1d    <none>
shop        name   ExternalName   <none>       example.com   <none>                       1d    <none>
`);
  const services = sample.resources.filter((r): r is ServiceResource => r.kind === 'Service');
  const port = (protocol: number, number: number, nodePort?: number) => ({
    name: undefined,
    protocol,
    port: number,
    targetPort: undefined,
    nodePort,
  });
  expect(services.filter(({ headless }) => headless).map(({ meta }) => meta.name)).toEqual(['db']);
  expect(
    services.map(({ meta, type, clusterIPs, externalIPs, loadBalancerIPs, ports, selector }) => ({
      name: meta.name,
      type,
      addresses: [clusterIPs, externalIPs, loadBalancerIPs].map((list) => list.map(printAddress).join()),
      ports,
      selector: selector === undefined ? undefined : [...selector.keys()].join(),
    })),
  ).toEqual([
    {
      name: 'web',
      type: 'LoadBalancer',
      addresses: ['10.96.0.9', '', '192.0.2.7'],
      ports: [port(6, 80), port(6, 443, 30443)],
      selector: 'app,tier',
    },
    { name: 'db', type: 'ClusterIP', addresses: ['', '', ''], ports: [port(6, 5432)], selector: 'app' },
    {
      name: 'ext',
      type: 'NodePort',
      addresses: ['10.96.0.10', '203.0.113.1', ''],
      ports: [port(17, 53, 30053)],
      selector: undefined,
    },
    { name: 'name', type: 'ExternalName', addresses: ['', '', ''], ports: [], selector: undefined },
  ]);
  expect(sample.told).toEqual([]);
});

test.each([
  [
    'policies of Kubernetes',
    'NAMESPACE   NAME   POD-SELECTOR   AGE\nshop        a      <none>         1d\n',
    'warning',
  ],
  [
    'policies of Calico',
    "NAMESPACE   NAME   TIER      ORDER   SELECTOR\nshop        a      default   1e+06   app == 'web'\n",
    'warning',
  ],
  ['tiers', 'NAME      ORDER\ndefault   1e+06\n', 'warning'],
  [
    'workload endpoints',
    'NAMESPACE   WORKLOAD   NODE   NETWORKS        INTERFACE\nshop        web        n1     10.0.0.1/32     cali1\n',
    'warning',
  ],
  ['nodes', 'NAME   STATUS   ROLES    AGE   VERSION\nn1     Ready    <none>   1d    v1.32.0\n', 'info'],
  ['objects by name', 'NAME   CREATED AT\na      2026-02-01T10:00:00Z\n', 'warning'],
  ['something else', 'NAME   DATA   AGE\na      1      1d\n', 'info'],
])('a table of %s gives no resources and says which command does', (_, text, severity) => {
  const sample = readSample(text);
  expect(sample.resources).toEqual([]);
  expect(sample.told).toEqual([`${severity} file/wrong-view 1`]);
  expect(sample.diagnostics[0]?.hint).toMatch(/kubectl get|calicoctl get|-o yaml/);
});

const TSV = 'namespace\tpod\tphase\tips\tnode\thostNetwork\tserviceAccount\tgenerateName\tlabels\tports\tinitPorts\n';

test('pods between tabs tell everything', () => {
  // Source: input-formats 8.2.
  const sample = readSample(
    `${TSV}shop\tweb-7c9fbd4d6c-x2x9p\tRunning\t10.244.1.5 fd00:10:244::5\tnode-1\t\tweb\tweb-7c9fbd4d6c-\t{"app":"web"}\t[{"containerPort":8080,"name":"http","protocol":"TCP"}] [{"containerPort":53,"protocol":"UDP"}]\t[{"containerPort":1,"name":"i"}]\nkube-system\tn\tRunning\t172.18.0.3\tnode-1\ttrue\tcalico-node\t\tmap[k8s-app:calico-node x:y]\t\t\n`,
  );
  const [web, node] = podsIn(sample.resources);
  expect(web).toMatchObject({
    labelsKnown: true,
    serviceAccount: 'web',
    hostNetwork: false,
    portsKnown: true,
    generateName: 'web-7c9fbd4d6c-',
    ports: [
      { name: 'http', protocol: 6, port: 8080, init: false },
      { name: undefined, protocol: 17, port: 53, init: false },
      { name: 'i', protocol: 6, port: 1, init: true },
    ],
  });
  expect(web?.addresses.map(printAddress)).toEqual(['10.244.1.5', 'fd00:10:244::5']);
  expect(node).toMatchObject({ hostNetwork: true, serviceAccount: 'calico-node' });
  expect([...(node?.labels ?? [])]).toEqual([
    ['k8s-app', 'calico-node'],
    ['x', 'y'],
  ]);
  expect(sample.told).toEqual([]);
});

test('a broken row between tabs is named', () => {
  const sample = readSample(`${TSV}shop\ta\tRunning\t\t\t\t\t\t{"app"\t\t\nshop\tb\tRunning\t\t\t\t\t\t{}\t\t\n`);
  expect(podsIn(sample.resources).map(({ meta }) => meta.name)).toEqual(['b']);
  expect(sample.told).toEqual(['warning table/row 2']);
});

test('a table and objects in one paste', () => {
  const sample = readSample(
    `${PODS}$ kubectl get tier x -o yaml\napiVersion: projectcalico.org/v3\nkind: Tier\nmetadata: {name: x}\n`,
  );
  expect(sample.resources).toHaveLength(3);
  expect(sourceOf(sample, sample.objects[0])?.startsWith('apiVersion')).toBe(true);
  expect(sample.told).toEqual([]);
});
