/** Ports need a protocol that has them. Source: calico-semantics 7.4, 8.4. */
import { hasPorts, printProtocol } from '../../model/flow';
import type { CalicoRule, EntityRule, PortMatch } from '../../model/resource';
import { nodeAt } from '../node';
import { tellLost, tellNotEnforced, type Fault, type Owner } from './consequence';
import { before332 } from './regimes';
import { quoted, type Reading } from './reading';

interface PortList {
  readonly side: 'source' | 'destination';
  readonly key: 'ports' | 'notPorts';
  readonly ports: readonly PortMatch[];
}

export function checkPorts(rule: Reading, { protocol, source, destination }: CalicoRule, owner: Owner): void {
  const lists = [...listsOf('source', source), ...listsOf('destination', destination)];
  const fix = 'Add `protocol: TCP`, UDP or SCTP.';
  for (const list of lists) {
    const [number] = list.ports.filter(({ kind }) => kind === 'range');
    const [first] = list.ports;
    if (first === undefined || (protocol !== undefined && hasPorts(protocol.number))) continue;
    if (protocol !== undefined) {
      const says = `\`${list.side}.${list.key}\` has ${quoted(printPort(first))}, and protocol ${printProtocol(protocol.number)} has no ports`;
      tellLost(rule, owner, { ...faultAt(rule, list, says), fix: 'Ports go with protocol TCP, UDP or SCTP.' });
    } else if (number !== undefined) {
      const says = `\`${list.side}.${list.key}\` has the number ${quoted(printPort(number))} without a \`protocol\``;
      tellLost(rule, owner, { ...faultAt(rule, list, says), fix });
    } else {
      const says = `\`${list.side}.${list.key}\` has the name ${quoted(printPort(first))} without a \`protocol\`, which Calico takes from 3.32 on`;
      tellNotEnforced(rule, owner.what, { ...faultAt(rule, list, says), fix, only: before332 });
    }
  }
}

const faultAt = (rule: Reading, { side, key }: PortList, says: string): Pick<Fault, 'says' | 'at'> => ({
  says,
  at: nodeAt(rule.node, side, key)?.at ?? rule.node.at,
});

const listsOf = (side: PortList['side'], { ports, notPorts }: EntityRule): readonly PortList[] => [
  { side, key: 'ports', ports },
  { side, key: 'notPorts', ports: notPorts },
];

const printPort = (port: PortMatch): string =>
  port.kind === 'name' ? port.name : port.first === port.last ? `${port.first}` : `${port.first}:${port.last}`;
