import type { TierResource } from '../../model/resource';
import { checkBuiltInTier } from './check-tier';
import { checkWritten } from './check-written';
import { tellRefused } from './consequence';
import { calicoVersions, type KindReader } from './kind-reader';
import { checkFields, mapAt, numberAt, quoted, writtenAt, type Reading } from './reading';

/** Source: Calico v3 API, `TierSpec`; calico-semantics 2.3, 8.2. */
export const tierReader: KindReader = {
  kind: 'Tier',
  apiVersions: calicoVersions,
  scope: 'cluster',
  called: 'Tier',
  read(object, meta): readonly TierResource[] {
    checkFields(object, ['apiVersion', 'kind', 'metadata', 'spec', 'status'], new Map());
    checkWritten(object, meta, 'tier');
    const spec = mapAt(object, 'spec');
    if (spec !== undefined)
      checkFields(spec, ['order', 'defaultAction'], new Map([['action', 'Tiers write `defaultAction`.']]));
    const tier: TierResource = {
      kind: 'Tier',
      meta,
      order: spec === undefined ? undefined : numberAt(spec, 'order'),
      defaultAction: spec === undefined ? 'Deny' : defaultActionOf(spec),
    };
    checkBuiltInTier(object, spec, tier);
    return [tier];
  },
};

/** Anything but exactly `Pass` denies. */
function defaultActionOf(spec: Reading): 'Deny' | 'Pass' {
  const written = writtenAt(spec, 'defaultAction');
  if (written === undefined || written.text === 'Deny') return 'Deny';
  if (written.text === 'Pass') return 'Pass';
  tellRefused(spec, {
    says: `\`spec.defaultAction\` is ${quoted(written.text)}, neither Deny nor Pass`,
    at: written.at,
    fix: /^pass$/i.test(written.text) ? 'Write `Pass`.' : 'Write `Deny`.',
    evaluated: 'as Deny',
  });
  return 'Deny';
}
