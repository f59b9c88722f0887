import { hasPorts, printProtocol } from '../../model/flow';
import type { CalicoRule, EntityRule, HttpMatch, IcmpMatch, ProtocolMatch, RuleAction } from '../../model/resource';
import { checkRule } from './check-rule';
import { readEntity, type RuleOwner } from './read-entity';
import { readProtocol } from './read-port';
import {
  checkFields,
  fieldName,
  mapAt,
  mapsAt,
  numberAt,
  present,
  quoted,
  tell,
  textAt,
  textsAt,
  wordsOf,
  writtenAt,
  type Reading,
} from './reading';

const ruleFields = [
  'action',
  'ipVersion',
  'protocol',
  'notProtocol',
  'icmp',
  'notICMP',
  'source',
  'destination',
  'http',
  'metadata',
];

const advice: ReadonlyMap<string, string> = new Map([
  ['from', 'Calico writes `source`.'],
  ['to', 'Calico writes `destination`.'],
  ...['nets', 'notNets', 'selector', 'notSelector', 'namespaceSelector', 'serviceAccounts', 'services'].map(
    (name) => [name, 'It belongs under `source` or `destination`.'] as const,
  ),
  ...['ports', 'notPorts'].map((name) => [name, 'It belongs under `destination` or `source`.'] as const),
]);

/** Rules of one direction, in order. Source: calico-semantics 1.3, 8.4. */
export function readRules(spec: Reading, key: 'ingress' | 'egress', owner: RuleOwner): readonly CalicoRule[] {
  return mapsAt(spec, key).map(({ node, subject, report }, index) => {
    const name = `${key} rule ${index + 1}`;
    const reject = (reason: string) => owner.reject(`${name}: ${reason}`);
    return readRule({ node, subject: `${subject}, ${name}`, path: '', report }, key, { ...owner, reject });
  });
}

function readRule(rule: Reading, direction: 'ingress' | 'egress', owner: RuleOwner): CalicoRule {
  checkFields(rule, ruleFields, advice);
  const { reject } = owner;
  const read: CalicoRule = {
    action: readAction(rule, reject),
    ipVersion: readIPVersion(rule, reject),
    protocol: protocolAt(rule, 'protocol', reject),
    notProtocol: protocolAt(rule, 'notProtocol', reject),
    icmp: icmpAt(rule, 'icmp', reject),
    notICMP: icmpAt(rule, 'notICMP', reject),
    source: readEntity(rule, 'source', owner),
    destination: readEntity(rule, 'destination', owner),
    http: httpAt(rule),
    at: rule.node.at,
  };
  checkPorts(rule, read, reject);
  checkRule(rule, direction, read);
  return read;
}

const actions: readonly RuleAction[] = ['Allow', 'Deny', 'Log', 'Pass'];

/**
 * The data plane lowers the case of an action, so `allow` counts; only `Pass` must be written so.
 * Source: calico-semantics 7.6, 8.4.
 */
function readAction(rule: Reading, reject: (reason: string) => void): RuleAction {
  const written = writtenAt(rule, 'action');
  const exact = actions.find((action) => action === written?.text);
  if (exact !== undefined) return exact;
  const near = actions.find((action) => action.toLowerCase() === written?.text.toLowerCase());
  const counts = near !== undefined && near !== 'Pass';
  const says =
    written === undefined
      ? 'it has no `action`.'
      : `\`action\` is ${quoted(written.text)}, none of ${actions.join(', ')}.`;
  tell(rule, {
    code: 'resource/bad-value',
    severity: counts ? 'warning' : 'error',
    says,
    at: written?.at ?? rule.node.at,
    hint:
      near === undefined ? 'The API refuses the policy.' : `Write \`${near}\`; the API refuses the policy as it is.`,
  });
  if (!counts) reject(written === undefined ? 'it has no action' : `action ${quoted(written.text)} is unknown`);
  // A rejected policy is never evaluated; `Deny` only keeps the place of the rule.
  return near ?? 'Deny';
}

function readIPVersion(rule: Reading, reject: (reason: string) => void): 4 | 6 | undefined {
  const version = numberAt(rule, 'ipVersion');
  if (version === undefined || version === 4 || version === 6) return version;
  tell(rule, {
    code: 'resource/bad-value',
    severity: 'error',
    says: `\`ipVersion\` is ${quoted(String(version))}, neither 4 nor 6.`,
    at: present(rule, 'ipVersion')?.at ?? rule.node.at,
  });
  reject('ipVersion is neither 4 nor 6');
  return undefined;
}

function protocolAt(
  rule: Reading,
  key: 'protocol' | 'notProtocol',
  reject: (reason: string) => void,
): ProtocolMatch | undefined {
  const node = present(rule, key);
  if (node === undefined) return undefined;
  const read = readProtocol(node);
  if (read === undefined) {
    tell(rule, {
      code: 'resource/bad-value',
      severity: 'error',
      says: `${fieldName(rule, key)} is ${wordsOf(node)}, which is no protocol.`,
      at: node.at,
      hint: 'Protocols are TCP, UDP, ICMP, ICMPv6, SCTP, UDPLite, or a number from 1 to 255. Absent means any.',
    });
    reject(`${key} ${wordsOf(node)} is unknown`);
    return undefined;
  }
  if (read.spelling !== undefined) {
    tell(rule, {
      code: 'resource/bad-value',
      severity: 'warning',
      says: `${fieldName(rule, key)} is ${wordsOf(node)} and counts as ${read.spelling}.`,
      at: node.at,
      hint: `Write ${read.spelling}; the API refuses the policy as it is.`,
    });
  }
  return read.match;
}

function icmpAt(rule: Reading, key: 'icmp' | 'notICMP', reject: (reason: string) => void): IcmpMatch | undefined {
  const icmp = mapAt(rule, key);
  if (icmp === undefined) return undefined;
  checkFields(icmp, ['type', 'code'], new Map());
  const type = icmpNumber(icmp, 'type', 254, reject);
  const code = icmpNumber(icmp, 'code', 255, reject);
  if (code !== undefined && type === undefined) {
    tell(rule, {
      code: 'resource/bad-value',
      severity: 'warning',
      says: `${fieldName(icmp, 'code')} stands without a type and restricts nothing.`,
      at: icmp.node.at,
      hint: 'The API refuses the policy.',
    });
  }
  return { type, code };
}

function icmpNumber(
  icmp: Reading,
  key: 'type' | 'code',
  highest: number,
  reject: (reason: string) => void,
): number | undefined {
  const number = numberAt(icmp, key);
  if (number === undefined || (Number.isInteger(number) && number >= 0 && number <= highest)) return number;
  tell(icmp, {
    code: 'resource/bad-value',
    severity: 'error',
    says: `${fieldName(icmp, key)} is ${quoted(String(number))}, which is not between 0 and ${highest}.`,
    at: present(icmp, key)?.at ?? icmp.node.at,
  });
  reject(`${icmp.path}${key} is out of range`);
  return undefined;
}

function httpAt(rule: Reading): HttpMatch | undefined {
  const http = mapAt(rule, 'http');
  if (http === undefined) return undefined;
  checkFields(http, ['methods', 'paths'], new Map());
  return {
    methods: textsAt(http, 'methods').map(({ text }) => text),
    paths: mapsAt(http, 'paths').map((path) => {
      checkFields(path, ['exact', 'prefix'], new Map());
      return { exact: textAt(path, 'exact'), prefix: textAt(path, 'prefix') };
    }),
  };
}

/**
 * Ports need a protocol that has them. Named ports without any protocol are left to the engine: whether they
 * cost the policy depends on the version of Calico. Source: calico-semantics 8.4.
 */
function checkPorts(rule: Reading, read: CalicoRule, reject: (reason: string) => void): void {
  const { protocol } = read;
  const lists = [...portLists('source', read.source), ...portLists('destination', read.destination)];
  const clash = lists.find(({ ports }) =>
    protocol === undefined
      ? ports.some(({ kind }) => kind === 'range')
      : ports.length > 0 && !hasPorts(protocol.number),
  );
  if (clash === undefined) return;
  const why =
    protocol === undefined
      ? `lists port numbers without a \`protocol\``
      : `lists ports, which protocol ${printProtocol(protocol.number)} does not have`;
  tell(rule, {
    code: 'resource/bad-value',
    severity: 'error',
    says: `\`${clash.field}\` ${why}.`,
    at: rule.node.at,
    hint: 'Add `protocol: TCP`, UDP or SCTP.',
  });
  reject(`${clash.field} ${why.replaceAll('`', '')}`);
}

const portLists = (side: 'source' | 'destination', { ports, notPorts }: EntityRule) => [
  { field: `${side}.ports`, ports },
  { field: `${side}.notPorts`, ports: notPorts },
];
