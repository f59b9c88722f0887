import type { AdminPort } from '../../model/resource';
import { tellUnconvertible, type AdminRuleOf } from './admin-rule';
import { checkOneField } from './check-admin-policy';
import { tellRefused, tellWidened } from './consequence';
import { transportOf } from './read-port';
import {
  checkFields,
  fieldName,
  mapAt,
  numberAt,
  present,
  quoted,
  tell,
  textAt,
  writtenAt,
  type Reading,
} from './reading';

const transports = [
  ['tcp', 6],
  ['udp', 17],
  ['sctp', 132],
] as const;

/** An entry of `protocols` (v1alpha2). Source: kubernetes-policy-semantics 2.2, 2.3. */
export function readClusterProtocol(entry: Reading, of: AdminRuleOf): AdminPort {
  const fields = [...transports.map(([key]) => key), 'destinationNamedPort'];
  checkFields(entry, fields, new Map());
  for (const [key, protocol] of transports) {
    const transport = mapAt(entry, key);
    if (transport === undefined) continue;
    checkOneField(entry, fields, key);
    checkFields(transport, ['destinationPort'], new Map());
    const port = mapAt(transport, 'destinationPort');
    if (port !== undefined) return { kind: 'ports', protocol, range: destinationPort(port, of) };
    tellWhole(transport);
    return { kind: 'ports', protocol, range: undefined };
  }
  const name = textAt(entry, 'destinationNamedPort');
  if (name === undefined) return unknownPort(entry);
  if (!isReadableName(name)) {
    const says = `${fieldName(entry, 'destinationNamedPort')} is ${quoted(name)}, which is no name of a port`;
    tellUnconvertible(entry, of, { says, at: present(entry, 'destinationNamedPort')?.at ?? entry.node.at });
  }
  return { kind: 'named', name };
}

/** What Calico can convert; Kubernetes takes less. */
const isReadableName = (name: string): boolean => /^[A-Za-z0-9_.-]{1,128}$/.test(name);

/** Calico takes it for the whole protocol, as the prose of the API has it; its schema does not. */
const tellWhole = (transport: Reading): void =>
  tell(transport, {
    code: 'resource/bad-value',
    severity: 'info',
    says: `\`${transport.path.slice(0, -1)}\` has no \`destinationPort\` and is about every port of the protocol.`,
    at: transport.node.at,
    hint: 'The schema of the Kubernetes API refuses this, though its prose allows it.',
  });

function destinationPort(port: Reading, of: AdminRuleOf): Range | undefined {
  checkFields(port, ['number', 'range'], new Map());
  checkOneField(port, ['number', 'range'], 'number');
  const number = portAt(port, 'number');
  if (number !== undefined && number !== 0) return { first: number, last: number };
  const range = mapAt(port, 'range');
  if (range !== undefined) return rangeOf(range, of);
  tellWidened(port, {
    says: `\`${port.path.slice(0, -1)}\` has ${number === undefined ? 'no port' : 'port 0'}`,
    at: port.node.at,
    now: 'every port counts',
  });
  return undefined;
}

interface Range {
  readonly first: number;
  readonly last: number;
}

/** An entry of `ports` (v1alpha1). Source: kubernetes-policy-semantics 2.1. */
export function readAdminPort(entry: Reading, of: AdminRuleOf): AdminPort {
  checkFields(entry, ['portNumber', 'portRange', 'namedPort'], new Map());
  checkOneField(
    entry,
    ['portNumber', 'portRange', 'namedPort'],
    entry.node.entries.has('portNumber') ? 'portNumber' : 'portRange',
  );
  const number = mapAt(entry, 'portNumber');
  if (number !== undefined) {
    checkFields(number, ['protocol', 'port'], new Map());
    const port = portAt(number, 'port');
    return {
      kind: 'ports',
      protocol: protocolOf(number),
      range: port === undefined ? undefined : { first: port, last: port },
    };
  }
  const range = mapAt(entry, 'portRange');
  if (range !== undefined) {
    checkFields(range, ['protocol', 'start', 'end'], new Map());
    return { kind: 'ports', protocol: protocolOf(range), range: rangeOf(range, of) };
  }
  return unknownPort(entry);
}

function protocolOf(port: Reading): number {
  const written = writtenAt(port, 'protocol');
  const protocol = transportOf(written?.text);
  if (protocol !== undefined) return protocol;
  tell(port, {
    code: 'resource/bad-value',
    severity: 'error',
    says: `${fieldName(port, 'protocol')} is ${quoted(written?.text ?? '')}, none of TCP, UDP, SCTP.`,
    at: written?.at ?? port.node.at,
    hint: 'The Kubernetes API refuses this; if it got in past the API, it is evaluated as TCP.',
  });
  return 6;
}

/** A range that ends before it begins is kept as it is: Calico then gives up the whole rule. */
function rangeOf(range: Reading, of: AdminRuleOf): Range | undefined {
  const first = portAt(range, 'start');
  const last = portAt(range, 'end');
  const name = `\`${range.path.slice(0, -1)}\``;
  const { at } = range.node;
  if (first === undefined || last === undefined) {
    const says = `${name} lacks ${first === undefined ? '`start`' : '`end`'}`;
    tellWidened(range, { says, at, now: 'every port counts' });
    return undefined;
  }
  if (first > last) {
    const says = `${name} starts at ${first} and ends at ${last}`;
    tellUnconvertible(range, of, { says, at, fix: 'Swap the two.' });
  } else if (first === last && of.kind === 'ClusterNetworkPolicy') {
    const says = `${name} starts and ends at ${first}, and a range has two ports at least`;
    tellRefused(range, { says, at, fix: `Write \`number: ${first}\`.`, evaluated: 'as written' });
  }
  return { first, last };
}

function portAt(reading: Reading, key: string): number | undefined {
  const port = numberAt(reading, key);
  if (port === undefined || (Number.isInteger(port) && port >= 0 && port <= 65535)) return port;
  tell(reading, {
    code: 'resource/bad-value',
    severity: 'error',
    says: `${fieldName(reading, key)} is ${quoted(String(port))}, which is no port.`,
    at: present(reading, key)?.at ?? reading.node.at,
    hint: 'The Kubernetes API refuses this; if it got in past the API, it is evaluated as if it were absent.',
  });
  return undefined;
}

function unknownPort(entry: Reading): AdminPort {
  const [field] = entry.node.entries.keys();
  const name = `\`${entry.path.slice(0, -1)}\``;
  tell(entry, {
    code: 'resource/widened',
    severity: 'warning',
    says: `${name} ${field === undefined ? 'is empty' : `has \`${field}\`, which Calico ignores`}, so it matches more than written: the rule is about every port and protocol.`,
    at: entry.node.at,
    hint: 'Use port numbers.',
  });
  return { kind: 'unknown' };
}
