import { sortedBy } from '../../base/order';
import type { Policy, Regime, Tier } from '../../model/cluster';
import type { Report } from '../../model/diagnostic';
import type { TierResource } from '../../model/resource';
import { defaultTierOrder } from '../defaults';
import { nearestName } from '../nearest-name';
import { nameOfObject } from './object-name';

interface BuiltIn {
  readonly name: string;
  readonly order: number;
  readonly defaultAction: 'Deny' | 'Pass';
}

const defaultTier: BuiltIn = { name: 'default', order: defaultTierOrder, defaultAction: 'Deny' };

/** Tiers that Calico makes itself. Source: calico-semantics 3.1. */
const builtIns: Readonly<Record<Regime, readonly BuiltIn[]>> = {
  '3.28': [defaultTier],
  '3.31': [
    { name: 'adminnetworkpolicy', order: 1000, defaultAction: 'Pass' },
    defaultTier,
    { name: 'baselineadminnetworkpolicy', order: 10_000_000, defaultAction: 'Pass' },
  ],
  '3.32': [
    { name: 'kube-admin', order: 1000, defaultAction: 'Pass' },
    defaultTier,
    { name: 'kube-baseline', order: 10_000_000, defaultAction: 'Pass' },
  ],
};

/** Built-in tiers and those of the input, by name. Before 3.29 there is one tier and no others. */
export function assembleTiers(written: readonly TierResource[], regime: Regime, report: Report): readonly Tier[] {
  const tiers = new Map<string, Tier>(builtIns[regime].map((tier) => [tier.name, { ...tier, at: undefined }]));
  for (const tier of written) {
    const builtIn = builtIns[regime].find(({ name }) => name === tier.meta.name);
    if (builtIn !== undefined) {
      tiers.set(builtIn.name, fixedTier(builtIn, tier, regime, report));
    } else if (regime === '3.28') {
      report({
        code: 'resource/not-enforced',
        severity: 'error',
        message: `${nameOfObject(tier)}: Calico before 3.29 has no tiers, so it is not enforced.`,
        at: tier.meta.at,
        hint: 'Every policy is in tier `default`.',
      });
    } else {
      const { meta, order = defaultTierOrder, defaultAction } = tier;
      tiers.set(meta.name, { name: meta.name, order, defaultAction, at: meta.at });
    }
  }
  return sortedBy(tiers.values(), ({ name }) => name);
}

/** Order and action of a built-in tier are fixed; up to 3.31 only its order is. Source: calico-semantics 8.2. */
function fixedTier(builtIn: BuiltIn, written: TierResource, regime: Regime, report: Report): Tier {
  const { order = builtIn.order, defaultAction, meta } = written;
  const action = regime === '3.31' ? defaultAction : builtIn.defaultAction;
  if (order !== builtIn.order || defaultAction !== action) {
    report({
      code: 'resource/bad-value',
      severity: 'warning',
      message: `${nameOfObject(written)} is built in: its order is ${builtIn.order}${regime === '3.31' ? '' : ` and its default action ${builtIn.defaultAction}`}.`,
      at: meta.at,
      hint: 'What is written is ignored; the API refuses it.',
    });
  }
  return { ...builtIn, defaultAction: action, at: meta.at };
}

/** Policies in tiers that no object describes: one diagnostic a tier, at its first policy. */
export function tellMissingTiers(
  policies: readonly Policy[],
  tiers: readonly Tier[],
  tiersKnown: boolean,
  report: Report,
): void {
  const names = new Set(tiers.map(({ name }) => name));
  const told = new Set<string>();
  for (const { tier, resource } of policies) {
    if (names.has(tier) || told.has(tier)) continue;
    told.add(tier);
    const near = nearestName(tier, names);
    const meaning = tiersKnown
      ? 'Calico evaluates it after every tier that exists and denies what it does not match.'
      : 'The input has no Tier object at all, so its place among the tiers is unknown: add the tiers.';
    report({
      code: 'cluster/tier-missing',
      severity: tiersKnown ? 'warning' : 'error',
      message: `${nameOfObject(resource)} is in tier \`${tier}\`, which does not exist in the input.`,
      at: resource.meta.at,
      hint: near === undefined ? meaning : `Did you mean \`${near}\`? ${meaning}`,
    });
  }
}
