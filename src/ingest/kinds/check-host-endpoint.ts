/** What Calico's API refuses in a host endpoint. Source: calico-semantics 8.5. */
import type { HostEndpointResource } from '../../model/resource';
import { parseAddress } from '../../net/address';
import { tellRefused } from './consequence';
import { adviceOnPortName, isPortName, isPortNumber, transportOf } from './read-port';
import {
  fieldName,
  mapsAt,
  numberAt,
  present,
  quoted,
  textAt,
  textsAt,
  wordsOf,
  type Reading,
  type Written,
} from './reading';

export function checkHostEndpoint(spec: Reading, { node, interfaceName, expectedIPs }: HostEndpointResource): void {
  // The reader has told of fields that are of the wrong type.
  const quiet: Reading = { ...spec, report: () => {} };
  if ((node ?? '') === '') {
    tellRefused(spec, {
      says: '`spec.node` is missing',
      at: present(spec, 'node')?.at ?? spec.node.at,
      fix: 'Write the name of the node.',
      evaluated: 'as written: it belongs to no node and governs nothing',
    });
  }
  if (interfaceName === undefined && expectedIPs.length === 0) {
    tellRefused(spec, {
      says: 'it has neither `spec.interfaceName` nor `spec.expectedIPs`',
      at: spec.node.at,
      fix: 'For every interface of the node write `interfaceName: "*"`.',
      evaluated: 'as written: it stands for no interface and governs nothing',
    });
  }
  checkInterface(spec, interfaceName);
  for (const address of textsAt(quiet, 'expectedIPs')) checkAddress(spec, address);
  for (const port of mapsAt(quiet, 'ports')) checkPort({ ...port, report: spec.report }, port);
}

function checkAddress(spec: Reading, { text, at }: Written): void {
  const bare = text.split('/')[0] ?? '';
  const known = parseAddress(bare) !== undefined;
  if (known && text === bare) return;
  tellRefused(spec, {
    says: `${quoted(text)} in \`spec.expectedIPs\` ${known ? 'has a prefix, and addresses stand there without' : 'is no address'}`,
    at,
    fix: known ? `Write \`${bare}\`.` : undefined,
    evaluated: known ? `as ${bare}` : 'without it',
  });
}

function checkInterface(spec: Reading, name: string | undefined): void {
  if (name === undefined || name === '*' || /^[A-Za-z0-9_.-]{1,15}$/.test(name)) return;
  tellRefused(spec, {
    says: `\`spec.interfaceName\` is ${quoted(name)}, which no interface is called`,
    at: present(spec, 'interfaceName')?.at ?? spec.node.at,
    fix: 'Write the name of one interface, or `"*"` for all of them.',
    evaluated: 'as written: it stands for no interface',
  });
}

/** A port is read when it has a number and a protocol with ports. */
function checkPort(port: Reading, quiet: Reading): void {
  const place = (key: string) => present(port, key)?.at ?? port.node.at;
  const words = (key: string): string => {
    const node = present(port, key);
    return `${fieldName(port, key)} is ${node === undefined ? 'missing' : wordsOf(node)}`;
  };
  const ignored = 'as if the port were absent';
  const name = textAt(quiet, 'name') ?? '';
  if (!isPortName(name)) {
    const says = `${words('name')}${name === '' ? '' : ', which is no name of a port'}`;
    tellRefused(port, { says, at: place('name'), fix: adviceOnPortName(name), evaluated: 'as written' });
  }
  const protocol = textAt(quiet, 'protocol');
  if (protocol === undefined || transportOf(protocol) === undefined) {
    tellRefused(port, {
      says: `${words('protocol')}, and ports go with TCP, UDP or SCTP`,
      at: place('protocol'),
      evaluated: protocol === undefined ? 'as TCP' : ignored,
    });
  }
  const number = numberAt(quiet, 'port');
  if (number === undefined || !isPortNumber(number)) {
    const says = `${words('port')}, and a port is a number from 1 to 65535`;
    tellRefused(port, {
      says,
      at: place('port'),
      evaluated: ignored,
    });
  }
}
