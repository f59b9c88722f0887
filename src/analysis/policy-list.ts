/** Policies as a list that may be long: a window of it at a time, and one of them in full. */
import { getOrMake } from '../base/collections';
import { lazily } from '../base/lazily';
import { memoLast } from '../base/memo-last';
import type { CompiledCluster, CompiledPolicy, CompiledTier } from '../engine/compile/compiled';
import { isHostOnly } from '../engine/compile/endpoint-programs';
import type { PolicyId } from '../model/ids';
import { selectorId } from '../selector/id';
import { parseSelector } from '../selector/parse';
import type { PolicyDetail, PolicyRow, PolicyWindow } from './answers';
import type { Applying } from './applying';
import { briefOf } from './endpoint-list';
import { wordsOf } from './names';

/** Which part of a list is asked for: `count` rows from `from` on, of those that hold every word of `text`. */
export interface Window {
  readonly text: string;
  readonly from: number;
  readonly count: number;
}

export interface PolicyList {
  window(asked: Window): PolicyWindow;
  /** `undefined` when there is none of this id. */
  detail(id: PolicyId): PolicyDetail | undefined;
}

interface Listed {
  readonly policy: CompiledPolicy;
  readonly tier: CompiledTier;
}

const shownEndpoints = 500;

export function createPolicyList(compiled: CompiledCluster, applying: Applying): PolicyList {
  const tiers = compiled.tiers.filter(({ policies, at }) => policies.length > 0 || at !== undefined);
  const listed = tiers.flatMap((tier) => tier.policies.map((policy): Listed => ({ policy, tier })));
  const byId = new Map(listed.map((one) => [one.policy.ref.id, one]));
  const rowOf = rowMaker(compiled);
  const fitting = memoLast((text: string) => {
    const words = wordsOf(text);
    const fits = ({ policy: { ref }, tier }: Listed) => {
      const own = `${ref.namespace ?? ''}/${ref.name} ${tier.name} ${ref.kind}`.toLowerCase();
      return words.every((word) => own.includes(word));
    };
    const found = words.length === 0 ? listed : listed.filter(fits);
    const counts = new Map<CompiledTier, number>();
    for (const { tier } of found) counts.set(tier, (counts.get(tier) ?? 0) + 1);
    return { found, counts };
  });

  return {
    window({ text, from, count }) {
      const { found, counts } = fitting(text);
      return {
        tiers: tiers.map((tier) => ({
          name: tier.name,
          order: tier.order,
          defaultAction: tier.defaultAction,
          known: tier.standing === 'real',
          at: tier.at,
          count: counts.get(tier) ?? 0,
          total: tier.policies.length,
        })),
        rows: found.slice(from, from + count).map(({ policy }) => rowOf(policy)),
      };
    },
    detail(id) {
      const one = byId.get(id);
      if (one === undefined) return undefined;
      const endpoints = applying.endpointsOf(one.policy);
      return {
        row: rowOf(one.policy),
        tier: { name: one.tier.name, order: one.tier.order },
        appliesTo: endpoints
          .slice(0, shownEndpoints)
          .flatMap((index) => compiled.cluster.endpoints[index] ?? [])
          .map(briefOf),
        total: endpoints.length,
      };
    },
  };
}

/** Rows are made when they are told: counting what a policy applies to is a pass over its classes of labels. */
function rowMaker({ sets, cluster }: CompiledCluster): (policy: CompiledPolicy) => PolicyRow {
  const made = new Map<CompiledPolicy, PolicyRow>();
  const sizes = lazily(() => {
    const { classOf, size } = sets.index();
    const counts = new Float64Array(size);
    for (const labelClass of classOf) counts[labelClass] = (counts[labelClass] ?? 0) + 1;
    return counts;
  });
  const sum = (classes: Int32Array) => classes.reduce((total, one) => total + (sizes()[one] ?? 0), 0);

  /** Endpoints in any direction; hosts are not counted. */
  function countsOf(policy: CompiledPolicy): { readonly selects: number; readonly maySelect: number } {
    if (isHostOnly(policy) || cluster.endpoints.length === 0) return { selects: 0, maySelect: 0 };
    if (policy.selected === undefined) return { selects: cluster.endpoints.length, maySelect: 0 };
    const { certain, maybe } = sets.membersOf(policy.selected);
    return { selects: sum(certain), maySelect: sum(maybe) };
  }

  return (policy) =>
    getOrMake(made, policy, () => {
      const { ref, order, types, staged, subject, at, ingress, egress } = policy;
      return {
        ref,
        order,
        types,
        ...countsOf(policy),
        rules: { ingress: ruleCount(ingress), egress: ruleCount(egress) },
        staged,
        selector: subject,
        selectorId: subject === '' ? undefined : idOf(subject),
        at,
      };
    });
}

function idOf(selector: string): string | undefined {
  const parsed = parseSelector(selector);
  return parsed.ok ? selectorId(parsed.value) : undefined;
}

/** Rules as written: those of Kubernetes kinds are expanded before. */
const ruleCount = (rules: readonly { readonly index: number }[]): number =>
  new Set(rules.map(({ index }) => index)).size;
