import { expect, test } from 'vitest';
import type { Regime } from '../../model/cluster';
import { regimes, toldOf } from '../../testing/told';

const object = (kind: string, metadata: string, apiVersion = 'projectcalico.org/v3', spec = '{types: [Ingress]}') =>
  `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: ${metadata}\nspec: ${spec}\n`;

// calico-semantics 8.1, 1.2
test.each<[string, readonly Regime[], string]>([
  [
    'a name of Kubernetes policies in a list of Calico',
    regimes,
    object('NetworkPolicy', '{name: knp.default.a.b, namespace: n}'),
  ],
  ['a security group of OpenStack', regimes, object('NetworkPolicy', '{name: ossg.default.a, namespace: n}')],
  ['a policy of tier default with its prefix', ['3.31', '3.32'], object('GlobalNetworkPolicy', '{name: default.a}')],
  ['a name like that of any tier', ['3.32'], object('GlobalNetworkPolicy', '{name: a.b}')],
  ['a set with dots', regimes, object('GlobalNetworkSet', '{name: a.b.c}', undefined, '{nets: []}')],
  [
    'a stored policy, by the name that clients know',
    regimes,
    object(
      'GlobalNetworkPolicy',
      `{name: default.a, annotations: {projectcalico.org/metadata: '{"name":"a"}'}}`,
      'crd.projectcalico.org/v1',
    ),
  ],
  [
    'a stored policy with its prefix alone',
    regimes,
    object('GlobalNetworkPolicy', `{name: default.a}`, 'crd.projectcalico.org/v1'),
  ],
  [
    'labels and annotations of all forms',
    regimes,
    object(
      'GlobalNetworkPolicy',
      `{name: a, labels: {a_b: "", example.com/App-1: a.B_c-1}, annotations: {Example.com/x: "any thing"}}`,
    ),
  ],
])('%s is fine', (_, where, text) => {
  for (const regime of where) expect(toldOf(text, regime)).toEqual([]);
});

test('what a template has left is told as such, and as nothing else', () => {
  const text = object('GlobalNetworkPolicy', `{name: <your-policy>, labels: {app: "{{ .Values.app }}"}}`);
  expect(toldOf(text, '3.32').map(({ code }) => code)).toEqual(['text/placeholder', 'text/template']);
});

test('labels of pods, their namespaces and their accounts are looked at too', () => {
  for (const kind of ['Pod', 'Namespace', 'ServiceAccount']) {
    const meta = `{name: a, ${kind === 'Namespace' ? '' : 'namespace: n, '}labels: {app: my app}}`;
    expect(toldOf(`apiVersion: v1\nkind: ${kind}\nmetadata: ${meta}\n`, '3.32')).toMatchObject([
      {
        severity: 'warning',
        marks: 'my app',
        hint: expect.stringContaining('The Kubernetes API refuses this') as string,
      },
    ]);
  }
});

test('annotations have a size', () => {
  const text = (size: number) => object('GlobalNetworkPolicy', `{name: a, annotations: {a: ${'x'.repeat(size)}}}`);
  expect(toldOf(text(256 * 1024 - 1), '3.32')).toEqual([]);
  expect(toldOf(text(256 * 1024), '3.32')).toMatchObject([{ marks: 'annotations' }]);
});
