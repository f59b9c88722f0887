/** What somebody who asks should know about the ends before the verdict. */
import type { FlowNote } from '../../model/explanation';
import { hasPorts, type Flow } from '../../model/flow';
import { printAddress } from '../../net/address';
import type { CompiledCluster } from '../compile/compiled';
import type { Terminal } from './terminal';

export function notesOf(
  compiled: CompiledCluster,
  flow: Flow,
  from: Terminal,
  to: Terminal,
  translated: boolean,
): readonly FlowNote[] {
  const { cluster } = compiled;
  const notes: FlowNote[] = [];
  for (const { end, endpoint, addresses } of [from, to]) {
    const known = endpoint === undefined ? undefined : cluster.endpoints[endpoint];
    if (end.kind === 'ip' && known !== undefined && !translated) {
      notes.push({ kind: 'address-is-pod', address: end.ip, pod: known.id });
    }
    if (known?.representative === true) notes.push({ kind: 'representative', endpoint: known.id });
    const [address] = addresses;
    if (end.kind === 'node' && address !== undefined) {
      notes.push({ kind: 'node-address', node: end.name, address: printAddress(address) });
    }
  }
  if (!translated) notes.push(...servicePortNotes(compiled, flow, to));
  return notes;
}

/** Somebody who asks a pod for the port of its Service has not reckoned with DNAT. */
function servicePortNotes({ cluster, space }: CompiledCluster, flow: Flow, to: Terminal): readonly FlowNote[] {
  const pod = to.endpoint === undefined ? undefined : cluster.endpoints[to.endpoint];
  if (pod === undefined || flow.port === undefined || !hasPorts(flow.protocol)) return [];
  return space.directory.servicesBefore(pod).flatMap(({ id, ports, backends }): readonly FlowNote[] => {
    const index = ports.findIndex(({ protocol, port }) => protocol === flow.protocol && port === flow.port);
    const backend = index === -1 ? undefined : backends.find(({ endpoint }) => endpoint === pod.id);
    const target = backend?.targets[index];
    if (target === undefined || target === flow.port || backend?.targets.includes(flow.port) === true) return [];
    return [{ kind: 'service-port-asked', service: id, servicePort: flow.port as number, targetPort: target }];
  });
}
