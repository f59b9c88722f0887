/** What Calico's API refuses in a policy and its data plane evaluates all the same. Source: calico-semantics 8.3. */
import type { CalicoPolicyResource } from '../../model/resource';
import type { Node } from '../node';
import { checkRuleCount } from './check-limits';
import { tellRefused } from './consequence';
import { fieldName, present, type Reading } from './reading';

export function checkCalicoPolicy(spec: Reading, policy: CalicoPolicyResource): void {
  checkRuleCount(spec, 'ingress');
  checkRuleCount(spec, 'egress');
  checkHostFlags(spec, policy);
  // Clients empty `types` themselves before they check.
  if (policy.stagedAction === 'Delete') checkDeletion(spec, ['tier', 'stagedAction', 'types']);
}

function checkHostFlags(spec: Reading, { doNotTrack, preDNAT, applyOnForward, types, egress }: Flags): void {
  if (preDNAT && doNotTrack) {
    tellRefused(spec, {
      says: '`spec.preDNAT` and `spec.doNotTrack` are both true',
      at: placeOf(spec, 'preDNAT'),
      fix: 'Leave one of them out.',
      evaluated: 'as untracked policy, as if `preDNAT` were absent',
    });
  }
  if (preDNAT && (egress.length > 0 || types.includes('Egress'))) {
    tellRefused(spec, {
      says: `\`spec.preDNAT\` is true beside ${egress.length > 0 ? 'egress rules' : 'type `Egress`'}`,
      at: placeOf(spec, egress.length > 0 ? 'egress' : 'types'),
      fix: 'Pre-DNAT policy is about ingress only.',
      evaluated: 'as if it were about ingress only',
    });
  }
  if ((preDNAT || doNotTrack) && !applyOnForward) {
    const flag = preDNAT ? 'preDNAT' : 'doNotTrack';
    tellRefused(spec, {
      says: `\`spec.${flag}\` is true without \`applyOnForward: true\``,
      at: placeOf(spec, flag),
      fix: 'Add `applyOnForward: true`.',
      evaluated: 'as if that were there',
    });
  }
}

type Flags = Pick<CalicoPolicyResource, 'doNotTrack' | 'preDNAT' | 'applyOnForward' | 'types' | 'egress'>;

/** A staged policy that asks for Delete names what is to go and says nothing else. */
export function checkDeletion(spec: Reading, allowed: readonly string[]): void {
  for (const [key, { key: at, value }] of spec.node.entries) {
    if (allowed.includes(key) || isZero(value)) continue;
    tellRefused(spec, {
      says: `${fieldName(spec, key)} stands beside \`stagedAction: Delete\`, which goes with no other field${allowed.includes('tier') ? ' but `tier`' : ''}`,
      at,
      fix: 'Leave it out.',
      evaluated: 'as if the field were absent',
    });
  }
}

/** What a field holds that was never set. */
function isZero(node: Node): boolean {
  if (node.kind === 'map') return node.entries.size === 0;
  if (node.kind === 'list') return node.items.length === 0;
  return node.value === null || node.value === false || node.value === '';
}

const placeOf = (spec: Reading, key: string) => present(spec, key)?.at ?? spec.node.at;
