import type { ProfileResource } from '../../model/resource';
import { calicoVersions, type KindReader } from './kind-reader';
import { readRules } from './read-rule';
import { checkFields, labelsAt, mapAt, tell } from './reading';

/** Source: Calico v3 API, `ProfileSpec`; calico-semantics 1.4. */
export const profileReader: KindReader = {
  kind: 'Profile',
  apiVersions: calicoVersions,
  scope: 'cluster',
  called: 'Profile',
  read(object, meta): readonly ProfileResource[] {
    const spec = mapAt(object, 'spec');
    if (spec === undefined) return [{ kind: 'Profile', meta, labelsToApply: new Map(), ingress: [], egress: [] }];
    checkFields(spec, ['ingress', 'egress', 'labelsToApply'], new Map());
    const reasons: string[] = [];
    const owner = { scope: 'profile', reject: (reason: string) => void reasons.push(reason) } as const;
    const profile: ProfileResource = {
      kind: 'Profile',
      meta,
      labelsToApply: labelsAt(spec, 'labelsToApply'),
      ingress: readRules(spec, 'ingress', owner),
      egress: readRules(spec, 'egress', owner),
    };
    if (reasons[0] === undefined) return [profile];
    tell(spec, {
      code: 'resource/not-enforced',
      severity: 'error',
      says: 'one of its rules is refused, so Calico treats the profile as missing, which denies everything.',
      at: spec.node.at,
      hint: 'The profile is left out.',
    });
    return [];
  },
};
