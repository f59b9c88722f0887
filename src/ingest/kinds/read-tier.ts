import type { TierResource } from '../../model/resource';
import { calicoVersions, type KindReader } from './kind-reader';
import { checkFields, mapAt, numberAt, quoted, tell, writtenAt, type Reading } from './reading';

/** Source: Calico v3 API, `TierSpec`; calico-semantics 2.3, 8.2. */
export const tierReader: KindReader = {
  kind: 'Tier',
  apiVersions: calicoVersions,
  scope: 'cluster',
  called: 'Tier',
  read(object, meta): readonly TierResource[] {
    checkFields(object, ['apiVersion', 'kind', 'metadata', 'spec', 'status'], new Map());
    const spec = mapAt(object, 'spec');
    if (spec !== undefined)
      checkFields(spec, ['order', 'defaultAction'], new Map([['action', 'Tiers write `defaultAction`.']]));
    return [
      {
        kind: 'Tier',
        meta,
        order: spec === undefined ? undefined : numberAt(spec, 'order'),
        defaultAction: spec === undefined ? 'Deny' : defaultActionOf(spec),
      },
    ];
  },
};

/** Anything but exactly `Pass` denies. */
function defaultActionOf(spec: Reading): 'Deny' | 'Pass' {
  const written = writtenAt(spec, 'defaultAction');
  if (written === undefined || written.text === 'Deny') return 'Deny';
  if (written.text === 'Pass') return 'Pass';
  tell(spec, {
    code: 'resource/bad-value',
    severity: 'warning',
    says: `\`spec.defaultAction\` is ${quoted(written.text)}, neither Deny nor Pass.`,
    at: written.at,
    hint: 'Read as Deny; the API refuses the tier.',
  });
  return 'Deny';
}
