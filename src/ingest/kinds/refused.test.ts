/** Every row of the tables of what an API refuses, in every generation of Calico: what comes of it, and where. */
import { expect, test } from 'vitest';
import type { Regime } from '../../model/cluster';
import { readFixture } from '../../testing/read-vector';
import { regimes, toldOf, type Told } from '../../testing/told';

type Outcome = 'refused' | 'not-enforced' | 'widened' | 'error' | 'info';

interface Row {
  readonly row: string;
  readonly object?: string;
  readonly spec?: string;
  readonly ingress?: string;
  readonly egress?: string;
  readonly np?: string;
  readonly anp?: string;
  readonly cnp?: string;
  readonly in?: readonly Regime[];
  readonly told: Outcome;
  readonly marks: string;
  readonly says: readonly string[];
  /** How many other diagnostics the same text gets. */
  readonly more?: number;
}

const files = ['refused-rules.yaml', 'refused-objects.yaml', 'refused-kubernetes.yaml'];
const rows = files.flatMap((name) => readFixture(name) as readonly Row[]);

/** The shortest object in which the fault can stand. */
function textOf({ object, spec, ingress, egress, np, anp, cnp }: Row): string {
  if (object !== undefined) return object;
  if (spec !== undefined) return objectOf('projectcalico.org/v3', 'GlobalNetworkPolicy', '{name: p}', spec);
  const meta = '{name: p, namespace: shop}';
  if (np !== undefined) return objectOf('networking.k8s.io/v1', 'NetworkPolicy', meta, np);
  if (anp !== undefined) return objectOf('policy.networking.k8s.io/v1alpha1', 'AdminNetworkPolicy', '{name: p}', anp);
  if (cnp !== undefined) return objectOf('policy.networking.k8s.io/v1alpha2', 'ClusterNetworkPolicy', '{name: p}', cnp);
  const rules = ingress === undefined ? `egress: [${egress}]` : `ingress: [${ingress}]`;
  return objectOf('projectcalico.org/v3', 'NetworkPolicy', meta, `{types: [Ingress, Egress], ${rules}}`);
}

const objectOf = (apiVersion: string, kind: string, metadata: string, spec: string): string =>
  `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: ${metadata}\nspec: ${spec}\n`;

const codes: Readonly<Record<Outcome, string>> = {
  refused: 'warning resource/bad-value',
  'not-enforced': 'error resource/not-enforced',
  widened: 'warning resource/widened',
  error: 'error resource/bad-value',
  info: 'info resource/bad-value',
};

/** The words by which each consequence is known, in the message or the hint. */
const words: Readonly<Record<Outcome, RegExp>> = {
  refused: / (?:refuses|refuse) this; if it got in past the API, it is evaluated /,
  'not-enforced': /, so the policy is not enforced: the data plane treats it as absent\./,
  widened: /, so it matches more than written: /,
  error: /it is evaluated as|this entry is left out|so the rule (?:is not enforced|matches more than written): Calico/,
  info: /\./,
};

const codeOf = ({ severity, code }: Told): string => `${severity} ${code}`;

const wordsOf = ({ message, hint }: Told): string => `${message} ${hint}`;

/** A kind that the generation does not know is left out, which is another matter. */
const known = ({ message }: Told): boolean => !/ is not enforced: Calico (?:before|3)/.test(message);

test.each(rows.flatMap((row) => regimes.map((regime) => ({ ...row, regime }))))('$row in $regime', (row) => {
  const { in: where = regimes, regime, told, marks, says, more = 0 } = row;
  const found = toldOf(textOf(row), regime).filter(known);
  const ours = found.filter(
    (each) =>
      codeOf(each) === codes[told] && each.marks === marks && says.every((part) => wordsOf(each).includes(part)),
  );
  if (!where.includes(regime)) {
    expect(ours).toEqual([]);
    return;
  }
  expect(ours.map(codeOf), JSON.stringify(found)).toEqual([codes[told]]);
  expect(ours.map(wordsOf)[0]).toMatch(words[told]);
  expect(found, JSON.stringify(found)).toHaveLength(1 + more);
});
