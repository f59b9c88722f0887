import type { CalicoRule, HttpMatch, IcmpMatch, ProtocolMatch, RuleAction } from '../../model/resource';
import { checkHttp } from './check-http';
import { checkPorts } from './check-ports';
import { checkRule } from './check-rule';
import { tellLost, tellRefused, tellWidened, type Owner } from './consequence';
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
  return mapsAt(spec, key).map((rule, index) => {
    const name = `${key} rule ${index + 1}`;
    const reject = (reason: string) => owner.reject(`${name}: ${reason}`);
    return readRule({ ...rule, subject: `${spec.subject}, ${name}`, path: '' }, key, { ...owner, reject });
  });
}

function readRule(rule: Reading, direction: 'ingress' | 'egress', owner: RuleOwner): CalicoRule {
  checkFields(rule, ruleFields, advice);
  const read: CalicoRule = {
    action: readAction(rule, owner),
    ipVersion: readIPVersion(rule, owner),
    protocol: protocolAt(rule, 'protocol', owner),
    notProtocol: protocolAt(rule, 'notProtocol', owner),
    icmp: icmpAt(rule, 'icmp', owner),
    notICMP: icmpAt(rule, 'notICMP', owner),
    source: readEntity(rule, 'source', owner),
    destination: readEntity(rule, 'destination', owner),
    http: httpAt(rule),
    at: rule.node.at,
  };
  checkPorts(rule, read, owner);
  checkRule(rule, direction, read);
  checkHttp(rule, direction, read);
  return read;
}

const actions: readonly RuleAction[] = ['Allow', 'Deny', 'Log', 'Pass'];

/**
 * The data plane lowers the case of an action, so `allow` counts; only `Pass` must be written so.
 * Source: calico-semantics 7.6, 8.4.
 */
function readAction(rule: Reading, owner: Owner): RuleAction {
  const written = writtenAt(rule, 'action');
  const exact = actions.find((action) => action === written?.text);
  if (exact !== undefined) return exact;
  const near = actions.find((action) => action.toLowerCase() === written?.text.toLowerCase());
  const known = actions.join(', ');
  const fault = {
    says: written === undefined ? 'it has no `action`' : `\`action\` is ${quoted(written.text)}, none of ${known}`,
    at: written?.at ?? rule.node.at,
    fix: near === undefined ? `Write one of ${known}.` : `Write \`${near}\`.`,
  };
  if (near !== undefined && near !== 'Pass') tellRefused(rule, { ...fault, evaluated: `as ${near}` });
  else tellLost(rule, owner, fault);
  // A rejected policy is never evaluated; `Deny` only keeps the place of the rule.
  return near ?? 'Deny';
}

function readIPVersion(rule: Reading, owner: Owner): 4 | 6 | undefined {
  const version = numberAt(rule, 'ipVersion');
  if (version === undefined || version === 4 || version === 6) return version;
  const at = present(rule, 'ipVersion')?.at ?? rule.node.at;
  tellLost(rule, owner, { says: `\`ipVersion\` is ${quoted(String(version))}, neither 4 nor 6`, at });
  return undefined;
}

function protocolAt(rule: Reading, key: 'protocol' | 'notProtocol', owner: Owner): ProtocolMatch | undefined {
  const node = present(rule, key);
  if (node === undefined) return undefined;
  const read = readProtocol(node);
  if (read === undefined) {
    tellLost(rule, owner, {
      says: `${fieldName(rule, key)} is ${wordsOf(node)}, which is no protocol`,
      at: node.at,
      fix: 'Protocols are TCP, UDP, ICMP, ICMPv6, SCTP, UDPLite, or a number from 1 to 255; absent means any.',
    });
    return undefined;
  }
  if (read.spelling !== undefined) {
    tellRefused(rule, {
      says: `${fieldName(rule, key)} is ${wordsOf(node)}, and protocols are written like ${read.spelling}`,
      at: node.at,
      fix: `Write ${read.spelling}.`,
      evaluated: `as ${read.spelling}`,
    });
  }
  return read.match;
}

function icmpAt(rule: Reading, key: 'icmp' | 'notICMP', owner: Owner): IcmpMatch | undefined {
  const icmp = mapAt(rule, key);
  if (icmp === undefined) return undefined;
  checkFields(icmp, ['type', 'code'], new Map());
  const type = icmpNumber(icmp, 'type', 254, owner);
  const code = icmpNumber(icmp, 'code', 255, owner);
  if (code !== undefined && type === undefined) {
    tellWidened(rule, {
      says: `${fieldName(icmp, 'code')} is ${code} without a type and restricts nothing`,
      at: icmp.node.entries.get('code')?.value.at ?? icmp.node.at,
      fix: 'Add the type.',
      now: 'the rule is about every ICMP message',
    });
  }
  return { type, code };
}

function icmpNumber(icmp: Reading, key: 'type' | 'code', highest: number, owner: Owner): number | undefined {
  const number = numberAt(icmp, key);
  if (number === undefined || (Number.isInteger(number) && number >= 0 && number <= highest)) return number;
  const says = `${fieldName(icmp, key)} is ${quoted(String(number))}, which is not between 0 and ${highest}`;
  tellLost(icmp, owner, { says, at: present(icmp, key)?.at ?? icmp.node.at });
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
