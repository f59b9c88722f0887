/** Orders and compiled selectors that the reference fixes. Source: calico-semantics 12.3, 12.5. */
import type { Cluster, Regime } from '../model/cluster';
import type { EntityRule } from '../model/resource';
import { cluster, tier } from './builders';
import { entity, type EntitySpec } from './build-policies';
import { partOf, readFixture, type ObjectText } from './read-vector';

interface OrderText<Given> {
  readonly title: string;
  readonly given: Given;
  readonly order: readonly string[];
  readonly 'before-3.32'?: readonly string[];
  readonly 'not-before-3.32'?: readonly string[];
  readonly from?: Regime;
}

export interface OrderVector {
  readonly name: string;
  readonly cluster: Cluster;
  /** Ids of policies, which all count; or names of tiers. */
  readonly order: readonly string[];
}

const sorting = readFixture('sorting.yaml') as {
  policies: readonly OrderText<readonly ObjectText[]>[];
  tiers: readonly OrderText<Readonly<Record<string, Parameters<typeof tier>[1]>>>[];
};

const expand = <Given>(
  texts: readonly OrderText<Given>[],
  clusterOf: (text: OrderText<Given>, regime: Regime) => Cluster,
): readonly OrderVector[] =>
  texts.flatMap((text) =>
    (['3.28', '3.31', '3.32'] as const)
      .filter((regime) => regime >= (text.from ?? '3.28'))
      .map((regime) => ({
        name: `${text.title} (${regime})`,
        cluster: clusterOf(text, regime),
        order: (regime === '3.32' ? undefined : text['before-3.32']) ?? text.order,
      })),
  );

/** To be sorted in the pending scope. */
export const policyOrderVectors = expand(sorting.policies, (text, regime) => {
  const absent = regime === '3.32' ? [] : (text['not-before-3.32'] ?? []);
  const given = text.given.filter((object) => !absent.includes(String(Object.values(object)[0])));
  return cluster(given.map(partOf), { regime });
});

export const tierOrderVectors = expand(sorting.tiers, (text, regime) =>
  cluster(
    Object.entries(text.given).map(([name, spec]) => tier(name, spec)),
    { regime },
  ),
);

interface CompilationText {
  readonly policy?: ObjectText;
  readonly text?: string;
  readonly namespace?: string;
  readonly rule?: EntitySpec;
  readonly positive?: string;
  readonly negative?: string;
}

const compilation = readFixture('compilation.yaml') as readonly CompilationText[];

/** A cluster of one policy, and the text of its selector. */
export const policySelectorVectors = compilation.flatMap(({ policy, text }) =>
  policy === undefined || text === undefined ? [] : [{ cluster: cluster([partOf(policy)]), text }],
);

export interface RuleSelectorVector {
  /** `''`: a global policy. */
  readonly namespace: string;
  readonly entity: EntityRule;
  readonly positive: string;
  readonly negative: string;
}

/** One side of a rule, and the texts of its selectors. */
export const ruleSelectorVectors: readonly RuleSelectorVector[] = compilation.flatMap(
  ({ rule, namespace = '', positive = '', negative = '' }) =>
    rule === undefined ? [] : [{ namespace, entity: entity(rule), positive, negative }],
);
