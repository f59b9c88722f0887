/** What Calico's API refuses in the tiers that Calico makes itself. Source: calico-semantics 8.2. */
import type { Regime } from '../../model/cluster';
import type { SourceRange } from '../../model/diagnostic';
import type { TierResource } from '../../model/resource';
import { builtInTiers, type BuiltInTier } from '../built-in-tiers';
import { tellRefused } from './consequence';
import { present, type Reading } from './reading';

const regimes: readonly Regime[] = ['3.28', '3.31', '3.32'];

/** Their order is fixed, and in most versions their default action is. */
export function checkBuiltInTier(object: Reading, spec: Reading | undefined, tier: TierResource): void {
  const place = (key: string): SourceRange =>
    (spec === undefined ? undefined : present(spec, key)?.at) ?? tier.meta.nameAt ?? tier.meta.at;
  const { name } = tier.meta;
  for (const { builtIn, only } of builtInsCalled(name)) {
    if (tier.order !== undefined && tier.order !== builtIn.order) {
      tellRefused(object, {
        says: `\`spec.order\` is ${tier.order}, and that of the built-in tier \`${name}\` is ${builtIn.order}`,
        at: place('order'),
        fix: 'Leave the built-in tier as Calico made it.',
        evaluated: `as ${builtIn.order}`,
        only,
      });
    }
    if (builtIn.actionFixed && tier.defaultAction !== builtIn.defaultAction) {
      tellRefused(object, {
        says: `\`spec.defaultAction\` is ${tier.defaultAction}, and that of the built-in tier \`${name}\` is ${builtIn.defaultAction}`,
        at: place('defaultAction'),
        fix: 'Leave the built-in tier as Calico made it.',
        evaluated: `as ${builtIn.defaultAction}`,
        only,
      });
    }
  }
}

/** Each form of the tier, with the generations that have it so. */
const builtInsCalled = (name: string): readonly { readonly builtIn: BuiltInTier; readonly only: readonly Regime[] }[] =>
  regimes.flatMap((regime) => {
    const builtIn = builtInTiers[regime].find((candidate) => candidate.name === name);
    return builtIn === undefined ? [] : [{ builtIn, only: [regime] }];
  });
