/** What a Service turns a question into: one for each backend, aimed at its target port. Source: calico-semantics 10. */
import type { Backend, Service } from '../../model/cluster';
import type { FlowNote } from '../../model/explanation';
import { printConnection, type Flow, type FlowEnd } from '../../model/flow';
import type { OpenReason } from '../../model/verdict';
import { parseAddress, printAddress } from '../../net/address';
import type { CompiledCluster } from '../compile/compiled';
import type { Space } from '../space';
import { isToItself, resolvedPackets, settle, type Settled } from './packets';
import { open, type Resolved, type ResolvedBackend, type Translation } from './resolved';

/** The Service a question names, or whose address it names. */
export function serviceAimedAt(
  { directory }: Space,
  { to }: Flow,
): { kind: 'service'; service: Service } | { kind: 'open'; reason: OpenReason } | undefined {
  if (to.kind === 'service') {
    const service = directory.service(to.id);
    return service === undefined
      ? { kind: 'open', reason: { kind: 'no-such-service', name: to.id } }
      : { kind: 'service', service };
  }
  const address = to.kind === 'ip' ? parseAddress(to.ip) : undefined;
  if (address === undefined) return undefined;
  const service = directory.serviceAt(address);
  return service === undefined ? undefined : { kind: 'service', service };
}

export function resolveService(compiled: CompiledCluster, flow: Flow, service: Service): Resolved {
  if (service.type === 'ExternalName') return open({ kind: 'external-name', service: service.id });
  if (service.headless) return resolveHeadless(compiled, flow, service);
  const index = service.ports.findIndex(({ protocol, port }) => protocol === flow.protocol && port === flow.port);
  const asked = service.ports[index];
  if (asked === undefined) return open({ kind: 'no-such-port', service: service.id, port: printConnection(flow) });
  if (service.backends.length === 0) return withoutBackends(service);

  const backends = service.backends.map((backend): ResolvedBackend =>
    resolveBackend(compiled, flow, service, backend, backend.targets[index]),
  );
  const notes = [...notReadyNotes(service)];
  if (flow.to.kind === 'ip') notes.unshift({ kind: 'address-is-service', address: flow.to.ip, service: service.id });
  for (const [i, { to }] of backends.entries()) {
    const target = service.backends[i]?.targets[index];
    if (target !== undefined && target !== asked.port) {
      const backend = to.kind === 'pod' ? to.id : to.kind === 'ip' ? to.ip : '';
      notes.push({ kind: 'service', service: service.id, servicePort: asked.port, targetPort: target, backend });
    }
  }
  return { kind: 'service', notes, backends };
}

/** The sender looks the name up and speaks to a pod itself, on the very port it was told. */
function resolveHeadless(compiled: CompiledCluster, flow: Flow, service: Service): Resolved {
  if (service.backends.length === 0) return withoutBackends(service);
  const backends = service.backends.map((backend): ResolvedBackend => {
    const to = endOf(backend);
    const settled = settle(compiled, { ...flow, to });
    if ('kind' in settled) return { to, resolved: settled };
    const isSelf = settled.packets.some((packet) => isToItself(compiled.cluster, packet));
    return { to, resolved: isSelf ? { kind: 'self' } : resolvedPackets(compiled, { ...flow, to }, settled, true) };
  });
  return { kind: 'service', notes: notReadyNotes(service), backends };
}

const withoutBackends = (service: Service): Resolved =>
  open({ kind: isUntold(service) ? 'backends-unknown' : 'no-backends', service: service.id });

const notReadyNotes = ({ id, notReady }: Service): readonly FlowNote[] =>
  notReady > 0 ? [{ kind: 'not-ready', service: id, count: notReady }] : [];

/** Without a selector only slices tell what stands behind a Service, and the input has none of it. */
const isUntold = ({ selector, backendsFrom }: Service): boolean =>
  selector === undefined && backendsFrom === 'selector';

export function resolveBackend(
  compiled: CompiledCluster,
  flow: Flow,
  service: Service,
  backend: Backend,
  target: number | undefined,
): ResolvedBackend {
  const to = endOf(backend);
  if (target === undefined) {
    const port = printConnection(flow);
    return { to, resolved: open({ kind: 'target-port-unknown', service: service.id, port }) };
  }
  const translated = { ...flow, to, port: target };
  const settled = settle(compiled, translated);
  if ('kind' in settled) return { to, resolved: settled };
  const resolved = resolvedPackets(compiled, translated, settled, true);
  return { to, resolved: { ...resolved, translation: translationOf(compiled, flow, service, settled) } };
}

function endOf({ endpoint, address }: Backend): FlowEnd {
  const family = address?.family;
  if (endpoint === undefined) return { kind: 'ip', ip: address === undefined ? '' : printAddress(address) };
  return { kind: 'pod', id: endpoint, ...(family === undefined ? {} : { ipVersion: family }) };
}

/** The sender's own node translates the Service's address. */
function translationOf(
  { space }: CompiledCluster,
  flow: Flow,
  { addresses }: Service,
  { packets: [packet] }: Settled,
): Translation | undefined {
  const address = addresses.find(({ family }) => family === packet?.source.family);
  if (packet === undefined || address === undefined) return undefined;
  return {
    before: { ...packet, flow, destination: space.placeAt(address), receiver: undefined },
    at: 'sender',
    node: undefined,
    forwarded: undefined,
  };
}
