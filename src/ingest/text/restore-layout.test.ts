import { expect, test } from 'vitest';
import { plainOf, readSample } from '../sample';
import { layoutRestored, lostLayoutOf } from './restore-layout';
import { copyOf } from './text-copy';

const restored = (text: string) => {
  const lost = lostLayoutOf(text);
  return lost === undefined ? 'nothing lost' : layoutRestored(copyOf(text), lost)?.text;
};

const HEAD = 'apiVersion: projectcalico.org/v3\nkind: NetworkPolicy\nmetadata:\nname: a\n';

test('rules, entities and lists of values', () => {
  const flat = `${HEAD}spec:
selector: app == 'db' # which
types:
- Ingress
- Egress
ingress:
- action: Allow
protocol: TCP
source:
nets:
- 10.0.0.0/8
selector: app == 'web'
destination:
ports: [5432]
- action: Deny
egress:
- action: Allow
`;
  expect(restored(flat)).toBe(`apiVersion: projectcalico.org/v3
kind: NetworkPolicy
metadata:
  name: a
spec:
  selector: app == 'db'
  types:
    - Ingress
    - Egress
  ingress:
    - action: Allow
      protocol: TCP
      source:
        nets:
          - 10.0.0.0/8
        selector: app == 'web'
      destination:
        ports: [5432]
    - action: Deny
  egress:
    - action: Allow
`);
});

test('peers of Kubernetes: a dash starts another peer, its absence narrows the same one', () => {
  const sample = readSample(`apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
name: a
labels:
name: x
team: y
spec:
podSelector:
matchLabels:
app: db
ingress:
- from:
- podSelector:
matchLabels:
app: web
namespaceSelector: {}
- ipBlock:
cidr: 10.0.0.0/8
except:
- 10.1.0.0/16
ports:
- port: 80
- from: []
`);
  expect(sample.objects.map(plainOf)).toEqual([
    {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: { name: 'a', labels: { name: 'x', team: 'y' } },
      spec: {
        podSelector: { matchLabels: { app: 'db' } },
        ingress: [
          {
            from: [
              { podSelector: { matchLabels: { app: 'web' } }, namespaceSelector: {} },
              { ipBlock: { cidr: '10.0.0.0/8', except: ['10.1.0.0/16'] } },
            ],
            ports: [{ port: 80 }],
          },
          { from: [] },
        ],
      },
    },
  ]);
  expect(sample.told).toEqual(['warning text/repaired 1']);
});

test('a whole object in one line, comments and all', () => {
  const sample = readSample(
    '# First: isolate apiVersion: networking.k8s.io/v1 kind: NetworkPolicy metadata: name: a spec: podSelector: {} policyTypes: [Ingress] ingress: - from: - namespaceSelector: {} # only here # second: more - from: - podSelector: matchLabels: tier: "front end" -\nNext\nmetadata: annotations: # x: y a: "b" -\n',
  );
  expect(sample.objects.map(plainOf)).toEqual([
    {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: { name: 'a' },
      spec: {
        podSelector: {},
        policyTypes: ['Ingress'],
        ingress: [
          { from: [{ namespaceSelector: {} }] },
          { from: [{ podSelector: { matchLabels: { tier: 'front end' } } }] },
        ],
      },
    },
  ]);
  expect(sample.told).toEqual(['warning text/repaired 1']);
});

test.each([
  [
    'a selector that the rule or the policy may have',
    `${HEAD}spec:\ningress:\n- action: Allow\nsource:\nnets: [10.0.0.0/8]\nselector: app == 'web'\n`,
  ],
  ['a field that nothing has', `${HEAD}spec:\nselector: all()\ncolour: red\n`],
  ['a field twice', `${HEAD}spec:\nselector: all()\nselector: none()\n`],
  ['a block scalar', `${HEAD}spec:\nselector: |\nall()\n`],
  ['a kind that is not known', 'apiVersion: example.com/v1\nkind: Thing\nmetadata:\nname: a\nspec:\norder: 1\n'],
])('nothing is guessed: %s', (_, text) => {
  expect(restored(text)).toBeUndefined();
  const sample = readSample(text);
  expect(sample.objects).toEqual([]);
  expect(sample.diagnostics).toMatchObject([
    { code: 'yaml/syntax', message: expect.stringContaining('lost its indentation') as string },
  ]);
});

test.each([
  ['a good layout', `${HEAD.replace('name', '  name')}spec:\n  selector: all()\n`],
  ['a namespace without a spec', 'apiVersion: v1\nkind: Namespace\nmetadata:\n  name: a\nspec:\nstatus: {}\n'],
  ['JSON-like YAML in one line', '{apiVersion: v1, kind: Namespace, metadata: {name: a}}'],
])('%s has lost nothing', (_, text) => {
  expect(restored(text)).toBe('nothing lost');
});
