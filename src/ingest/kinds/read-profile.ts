import type { ProfileResource } from '../../model/resource';
import { calicoVersions, type KindReader } from './kind-reader';
import type { RuleOwner } from './read-entity';
import { readRules } from './read-rule';
import { checkFields, labelsAt, mapAt } from './reading';

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
    const owner: RuleOwner = { what: 'profile', scope: 'global', reject: (reason) => void reasons.push(reason) };
    const profile: ProfileResource = {
      kind: 'Profile',
      meta,
      labelsToApply: labelsAt(spec, 'labelsToApply'),
      ingress: readRules(spec, 'ingress', owner),
      egress: readRules(spec, 'egress', owner),
    };
    return reasons.length === 0 ? [profile] : [];
  },
};
