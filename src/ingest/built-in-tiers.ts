/** Tiers that Calico makes itself. Source: calico-semantics 3.1, 8.2. */
import type { Regime } from '../model/cluster';
import { defaultTierOrder } from './defaults';

export interface BuiltInTier {
  readonly name: string;
  readonly order: number;
  readonly defaultAction: 'Deny' | 'Pass';
  /** `false`: what the object says counts. */
  readonly actionFixed: boolean;
}

const tier = (
  name: string,
  order: number,
  defaultAction: BuiltInTier['defaultAction'],
  actionFixed: boolean,
): BuiltInTier => ({ name, order, defaultAction, actionFixed });

export const builtInTiers: Readonly<Record<Regime, readonly BuiltInTier[]>> = {
  '3.28': [tier('default', defaultTierOrder, 'Deny', true)],
  '3.31': [
    tier('adminnetworkpolicy', 1000, 'Pass', false),
    tier('default', defaultTierOrder, 'Deny', false),
    tier('baselineadminnetworkpolicy', 10_000_000, 'Pass', false),
  ],
  '3.32': [
    tier('kube-admin', 1000, 'Pass', true),
    tier('default', defaultTierOrder, 'Deny', true),
    tier('kube-baseline', 10_000_000, 'Pass', true),
  ],
};
