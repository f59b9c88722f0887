/** What Calico's API refuses in a policy and its data plane evaluates all the same. Source: calico-semantics 8.3. */
import type { CalicoPolicyResource } from '../../model/resource';
import { present, tell, type Reading } from './reading';

export function checkCalicoPolicy(spec: Reading, policy: CalicoPolicyResource): void {
  const { doNotTrack, preDNAT, applyOnForward, types, egress } = policy;
  if (preDNAT && doNotTrack) warn(spec, 'preDNAT', '`preDNAT` and `doNotTrack` are both true.');
  if (preDNAT && (egress.length > 0 || types.includes('Egress'))) {
    warn(spec, 'preDNAT', '`preDNAT` is true, and such a policy can have neither egress rules nor type Egress.');
  }
  if ((preDNAT || doNotTrack) && !applyOnForward) {
    const flag = preDNAT ? 'preDNAT' : 'doNotTrack';
    warn(spec, flag, `\`${flag}\` is true without \`applyOnForward: true\`.`);
  }
}

const warn = (spec: Reading, key: string, says: string): void =>
  tell(spec, {
    code: 'resource/bad-value',
    severity: 'warning',
    says,
    at: present(spec, key)?.at ?? spec.node.at,
    hint: 'The API refuses the policy.',
  });
