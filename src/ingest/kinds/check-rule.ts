/** What Calico's API refuses in a rule and its data plane evaluates all the same. Source: calico-semantics 8.4. */
import type { CalicoRule, EntityRule } from '../../model/resource';
import { tell, type Reading } from './reading';

export function checkRule(rule: Reading, direction: 'ingress' | 'egress', read: CalicoRule): void {
  for (const { key, says } of [...familyFaults(read), ...icmpFaults(read), ...httpFaults(direction, read)]) {
    warn(rule, key, `${says}.`);
  }
  const misplaced = direction === 'ingress' ? 'destination' : 'source';
  if (read[misplaced].services !== undefined) {
    warn(rule, misplaced, `\`${misplaced}.services\` counts only in the other direction and is ignored here.`);
  }
}

const warn = (rule: Reading, key: string, says: string): void =>
  tell(rule, {
    code: 'resource/bad-value',
    severity: 'warning',
    says,
    at: rule.node.entries.get(key)?.value.at ?? rule.node.at,
    hint: 'The API refuses the policy.',
  });

interface Fault {
  readonly key: string;
  readonly says: string;
}

function familyFaults({ source, destination, protocol, notProtocol, ipVersion }: CalicoRule): readonly Fault[] {
  const faults: Fault[] = [];
  const families = new Set([...familiesOf(source), ...familiesOf(destination)]);
  if (families.size > 1) faults.push({ key: 'source', says: 'it mixes IPv4 and IPv6 CIDRs' });
  if (ipVersion !== undefined && families.size > 0 && !families.has(ipVersion)) {
    faults.push({ key: 'ipVersion', says: `\`ipVersion\` is ${ipVersion} and its CIDRs are not, so it never matches` });
  }
  for (const [key, match] of [['protocol', protocol] as const, ['notProtocol', notProtocol] as const]) {
    const only = match?.name === 'ICMP' ? 4 : match?.name === 'ICMPv6' ? 6 : undefined;
    if (only !== undefined && ipVersion !== undefined && only !== ipVersion) {
      faults.push({ key, says: `\`${key}\` ${match?.name} belongs to IPv${only} and \`ipVersion\` is ${ipVersion}` });
    }
  }
  return faults;
}

const familiesOf = ({ nets, notNets }: EntityRule): readonly number[] =>
  [...nets, ...notNets].map(({ cidr }) => cidr.family);

function icmpFaults({ icmp, protocol }: CalicoRule): readonly Fault[] {
  if (icmp === undefined || protocol?.number === 1 || protocol?.number === 58) return [];
  return [{ key: 'icmp', says: '`icmp` stands without `protocol: ICMP` or ICMPv6' }];
}

function httpFaults(direction: 'ingress' | 'egress', { http, action, protocol }: CalicoRule): readonly Fault[] {
  if (http === undefined) return [];
  if (direction === 'egress') return [{ key: 'http', says: '`http` stands in an egress rule' }];
  if (action !== 'Allow') return [{ key: 'http', says: '`http` stands in a rule that does not allow' }];
  return protocol === undefined || protocol.number === 6
    ? []
    : [{ key: 'http', says: '`http` stands in a rule that is not about TCP' }];
}
