import type { AdminPort } from '../../model/resource';
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
export function readClusterProtocol(entry: Reading): AdminPort {
  checkFields(entry, ['tcp', 'udp', 'sctp', 'destinationNamedPort'], new Map());
  for (const [key, protocol] of transports) {
    const transport = mapAt(entry, key);
    if (transport === undefined) continue;
    checkFields(transport, ['destinationPort'], new Map());
    const port = mapAt(transport, 'destinationPort');
    return { kind: 'ports', protocol, range: port === undefined ? undefined : destinationPort(port) };
  }
  const name = textAt(entry, 'destinationNamedPort');
  return name === undefined ? unknownPort(entry) : { kind: 'named', name };
}

function destinationPort(port: Reading): { readonly first: number; readonly last: number } | undefined {
  checkFields(port, ['number', 'range'], new Map());
  const number = portAt(port, 'number');
  if (number !== undefined && number !== 0) return { first: number, last: number };
  const range = mapAt(port, 'range');
  return range === undefined ? undefined : rangeOf(range);
}

/** An entry of `ports` (v1alpha1). Source: kubernetes-policy-semantics 2.1. */
export function readAdminPort(entry: Reading): AdminPort {
  checkFields(entry, ['portNumber', 'portRange', 'namedPort'], new Map());
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
    return { kind: 'ports', protocol: protocolOf(range), range: rangeOf(range) };
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
    hint: 'Read as TCP; the API refuses the policy.',
  });
  return 6;
}

/** A range that ends before it begins is kept as it is: Calico then gives up the whole rule. */
function rangeOf(range: Reading): { readonly first: number; readonly last: number } | undefined {
  const first = portAt(range, 'start');
  const last = portAt(range, 'end');
  if (first === undefined || last === undefined) {
    tell(range, {
      code: 'resource/widened',
      severity: 'warning',
      says: `\`${range.path.slice(0, -1)}\` lacks \`start\` or \`end\`, so every port counts.`,
      at: range.node.at,
      hint: 'The API refuses the policy.',
    });
    return undefined;
  }
  if (first > last) {
    tell(range, {
      code: 'resource/bad-value',
      severity: 'error',
      says: `\`${range.path.slice(0, -1)}\` starts at ${first} and ends at ${last}.`,
      at: range.node.at,
      hint: 'Calico gives up the whole rule: an allowing one is left out, any other denies everything.',
    });
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
    hint: 'Read as if it were absent; the API refuses the policy.',
  });
  return undefined;
}

function unknownPort(entry: Reading): AdminPort {
  const [field] = entry.node.entries.keys();
  tell(entry, {
    code: 'resource/widened',
    severity: 'warning',
    says: `\`${entry.path.slice(0, -1)}\` ${field === undefined ? 'is empty' : `has \`${field}\`, which Calico ignores`}, so the rule is about every port and protocol.`,
    at: entry.node.at,
    hint: 'Use port numbers.',
  });
  return { kind: 'unknown' };
}
