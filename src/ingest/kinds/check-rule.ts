/** What Calico's API refuses in a rule and its data plane evaluates all the same. Source: calico-semantics 8.4. */
import type { SourceRange } from '../../model/diagnostic';
import type { CalicoRule } from '../../model/resource';
import type { Family } from '../../net/address';
import { parseCidr } from '../../net/cidr';
import { nodeAt } from '../node';
import { tellRefused } from './consequence';
import { before332 } from './regimes';
import { quoted, textOf, type Reading } from './reading';

export function checkRule(rule: Reading, direction: 'ingress' | 'egress', read: CalicoRule): void {
  checkFamilies(rule, read);
  checkProtocolFamily(rule, read);
  checkIcmp(rule, read);
  checkServicesSide(rule, direction, read);
}

function checkFamilies(rule: Reading, read: CalicoRule): void {
  if (isOfOneFamily(read)) return;
  const { ipVersion } = read;
  const nets = writtenNets(rule);
  const [first] = nets;
  const other = nets.find(({ family }) => family !== first?.family);
  if (first !== undefined && other !== undefined) {
    tellRefused(rule, {
      says: `${quoted(other.text)} in \`${other.field}\` is IPv${other.family} and ${quoted(first.text)} in \`${first.field}\` is IPv${first.family}, and a rule has CIDRs of one family`,
      at: other.at,
      fix: 'Write one rule a family.',
      evaluated: 'as written, for the families of which each of its lists has a CIDR',
    });
  }
  const wrong = nets.find(({ family }) => ipVersion !== undefined && family !== ipVersion);
  if (wrong !== undefined) {
    tellRefused(rule, {
      says: `\`ipVersion\` is ${ipVersion} and ${quoted(wrong.text)} in \`${wrong.field}\` is IPv${wrong.family}`,
      at: wrong.at,
      fix: `Write \`ipVersion: ${wrong.family}\`.`,
      evaluated: 'as written: a list without a CIDR of that version matches nothing',
    });
  }
}

/** So it is with almost every rule, and nothing has to be looked up in its text. */
function isOfOneFamily({ ipVersion, source, destination }: CalicoRule): boolean {
  let only: Family | undefined = ipVersion;
  for (const nets of [source.nets, source.notNets, destination.nets, destination.notNets]) {
    for (const { cidr } of nets) {
      only ??= cidr.family;
      if (only !== cidr.family) return false;
    }
  }
  return true;
}

interface WrittenNet {
  readonly field: string;
  readonly text: string;
  readonly family: Family;
  readonly at: SourceRange;
}

/** The CIDRs of a rule with their places, in the order in which the API looks at them. */
const writtenNets = (rule: Reading): readonly WrittenNet[] =>
  (['source', 'destination'] as const).flatMap((side) =>
    (['nets', 'notNets'] as const).flatMap((key) => {
      const list = nodeAt(rule.node, side, key);
      return (list?.kind === 'list' ? list.items : []).flatMap((item): readonly WrittenNet[] => {
        const text = item.kind === 'scalar' ? textOf(item) : '';
        const cidr = parseCidr(text);
        return cidr === undefined ? [] : [{ field: `${side}.${key}`, text, family: cidr.family, at: item.at }];
      });
    }),
  );

function checkProtocolFamily(rule: Reading, { ipVersion, protocol, notProtocol }: CalicoRule): void {
  for (const [key, match] of [['protocol', protocol] as const, ['notProtocol', notProtocol] as const]) {
    const only = match?.name === 'ICMP' ? 4 : match?.name === 'ICMPv6' ? 6 : undefined;
    if (only === undefined || ipVersion === undefined || only === ipVersion) continue;
    tellRefused(rule, {
      says: `\`${key}\` ${match?.name} belongs to IPv${only} and \`ipVersion\` is ${ipVersion}`,
      at: placeOf(rule, 'ipVersion'),
      fix: `Write \`ipVersion: ${only}\`.`,
      evaluated: 'as written',
    });
  }
}

/** The numbers of the two protocols do as well, but not before 3.32. */
function checkIcmp(rule: Reading, { icmp, protocol }: CalicoRule): void {
  if (icmp === undefined || protocol?.name === 'ICMP' || protocol?.name === 'ICMPv6') return;
  const byNumber = protocol?.number === 1 || protocol?.number === 58;
  tellRefused(rule, {
    says: byNumber
      ? `\`icmp\` stands beside \`protocol: ${protocol.number}\`, and before Calico 3.32 it goes with the name only`
      : `\`icmp\` stands ${protocol === undefined ? 'without `protocol`' : 'beside another protocol'}, and it goes with ICMP or ICMPv6`,
    at: rule.node.entries.get('icmp')?.key ?? rule.node.at,
    fix: `Write \`protocol: ${protocol?.number === 58 ? 'ICMPv6' : 'ICMP'}\`.`,
    evaluated: 'as written',
    only: byNumber ? before332 : undefined,
  });
}

function checkServicesSide(rule: Reading, direction: 'ingress' | 'egress', read: CalicoRule): void {
  const side = direction === 'ingress' ? 'destination' : 'source';
  const { services } = read[side];
  if (services === undefined) return;
  tellRefused(rule, {
    says: `\`${side}.services\` names ${quoted(services.name)} in an ${direction} rule, and it goes into \`${direction === 'ingress' ? 'source' : 'destination'}\``,
    at: nodeAt(rule.node, side, 'services')?.at ?? rule.node.at,
    evaluated: 'as if it were absent',
  });
}

const placeOf = (rule: Reading, key: string): SourceRange => rule.node.entries.get(key)?.value.at ?? rule.node.at;
