import { memoItems } from '../../base/memo-items';
import { sortedBy } from '../../base/order';
import type { Policy, Regime, Tier } from '../../model/cluster';
import type { Report, SourceRange } from '../../model/diagnostic';
import type { PolicyResource, TierResource } from '../../model/resource';
import { builtInTiers, type BuiltInTier } from '../built-in-tiers';
import { defaultTierOrder } from '../defaults';
import { nearestName } from '../nearest-name';
import { nameOfObject } from './object-name';

/** Built-in tiers and those of the input, by name. Before 3.29 there is one tier and no others. */
export function assembleTiers(written: readonly TierResource[], regime: Regime, report: Report): readonly Tier[] {
  const tiers = new Map<string, Tier>(
    builtInTiers[regime].map(({ name, order, defaultAction }) => [name, { name, order, defaultAction, at: undefined }]),
  );
  for (const tier of written) {
    const builtIn = builtInTiers[regime].find(({ name }) => name === tier.meta.name);
    if (builtIn !== undefined) {
      tiers.set(builtIn.name, fixedTier(builtIn, tier));
    } else if (regime === '3.28') {
      report({
        code: 'resource/not-enforced',
        severity: 'error',
        message: `${nameOfObject(tier)} is not enforced: Calico before 3.29 has no tiers.`,
        at: tier.meta.nameAt ?? tier.meta.at,
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
const fixedTier = ({ name, order, defaultAction, actionFixed }: BuiltInTier, written: TierResource): Tier => ({
  name,
  order,
  defaultAction: actionFixed ? defaultAction : written.defaultAction,
  at: written.meta.at,
});

/** Policies in tiers that no object describes: one diagnostic a tier, at its first policy. */
export function createMissingTiers(): (
  policies: readonly Policy[],
  tiers: readonly Tier[],
  tiersKnown: boolean,
  report: Report,
) => void {
  let last: Strays | undefined;
  return (policies, tiers, tiersKnown, report) => {
    const names = new Set(tiers.map(({ name }) => name));
    if (last?.tiers !== tiers) {
      last = { tiers, strays: memoItems((policy) => (names.has(policy.tier) ? undefined : policy)) };
    }
    tellStrays(last.strays(policies), names, tiersKnown, report);
  };
}

interface Strays {
  readonly tiers: readonly Tier[];
  readonly strays: (policies: readonly Policy[]) => readonly Policy[];
}

function tellStrays(strays: readonly Policy[], names: ReadonlySet<string>, tiersKnown: boolean, report: Report): void {
  const told = new Set<string>();
  for (const { tier, resource } of strays) {
    if (told.has(tier)) continue;
    told.add(tier);
    const near = nearestName(tier, names);
    const meaning = tiersKnown
      ? "Calico's clients refuse this; if it got in past them, it is evaluated after every tier that exists, and denies what it does not match."
      : 'The input has no Tier object at all, so its place among the tiers is unknown: add the tiers.';
    report({
      code: 'cluster/tier-missing',
      severity: tiersKnown ? 'warning' : 'error',
      message: `${nameOfObject(resource)} is in tier \`${tier}\`, which does not exist in the input.`,
      at: placeOfTier(resource),
      hint: near === undefined ? meaning : `Did you mean \`${near}\`? ${meaning}`,
    });
  }
}

/** Where the tier is named; without that, where the policy is. */
export const placeOfTier = (resource: PolicyResource): SourceRange =>
  ('tierAt' in resource ? resource.tierAt : undefined) ?? resource.meta.nameAt ?? resource.meta.at;
