/** Why a rule does not match a packet, criterion by criterion, in the terms in which it was written. */
import { getOrMake } from '../base/collections';
import type { End, Miss, OutsideReason } from '../model/explanation';
import { printConnection, printProtocol } from '../model/flow';
import type { EntityRule } from '../model/resource';
import { printAddress } from '../net/address';
import { contains } from '../net/intervals';
import { matchSelector } from '../selector/match';
import { missesOf } from '../selector/misses';
import { parseSelector } from '../selector/parse';
import { prefixLabels, type Selector } from '../selector/tree';
import { skipsFamily } from './compile/compile-rule';
import type { CompiledCluster, CompiledPorts, CompiledRule, CompiledSide } from './compile/compiled';
import { portsExtent, servicesExtent } from './extent';
import { icmpOf, pointOf } from './line';
import { matcherOf, type Packet } from './match';
import { icmpText, netsText, portsText, withoutOrchestrator } from './rule-text';
import { placeInNets, placeInObjects } from './sets';
import { addressKey, type Place } from './space';

/** Empty exactly when the rule certainly matches. `namespace` confines the selectors of a namespaced policy. */
export function ruleMisses(
  compiled: CompiledCluster,
  rule: CompiledRule,
  namespace: string | undefined,
  packet: Packet,
): readonly Miss[] {
  return [
    ...protocolMisses(rule, packet),
    ...sideMisses(compiled, rule, rule.destination, namespace, packet),
    ...sideMisses(compiled, rule, rule.source, namespace, packet),
  ];
}

function protocolMisses({ written }: CompiledRule, { flow, source }: Packet): readonly Miss[] {
  const { protocol, notProtocol, icmp, notICMP } = written;
  const misses: Miss[] = [];
  const got = printProtocol(flow.protocol);
  if (protocol !== undefined && protocol.number !== flow.protocol) {
    misses.push({ kind: 'protocol', wanted: protocol.name ?? printProtocol(protocol.number), got, negated: false });
  }
  if (notProtocol !== undefined && notProtocol.number === flow.protocol) {
    misses.push({ kind: 'protocol', wanted: printProtocol(notProtocol.number), got, negated: true });
  }
  if (misses.length === 0 && skipsFamily(written, source.family)) {
    misses.push({ kind: 'family', wanted: source.family === 4 ? 6 : 4 });
  }
  const icmpMatches = (match: { type: number | undefined; code: number | undefined }) =>
    match.type === undefined ||
    contains([icmpOf(flow.protocol === 58 ? 58 : 1, match.type, match.code)], pointOf(flow));
  if (icmp !== undefined && !icmpMatches(icmp) && misses.length === 0) {
    misses.push({ kind: 'icmp', wanted: icmpText(icmp), got: printConnection(flow), negated: false });
  }
  if (notICMP?.type !== undefined && icmpMatches(notICMP)) {
    misses.push({ kind: 'icmp', wanted: icmpText(notICMP), got: printConnection(flow), negated: true });
  }
  return misses;
}

function sideMisses(
  compiled: CompiledCluster,
  rule: CompiledRule,
  side: CompiledSide,
  namespace: string | undefined,
  packet: Packet,
): readonly Miss[] {
  if (matcherOf(compiled, packet).side(side) === 'yes') return [];
  const entity = rule.written[side.end];
  const place = packet[side.end];
  return [
    ...objectMisses(compiled, side, entity, namespace, place),
    ...netMisses(compiled, side, entity, place),
    ...serviceMisses(side, packet, place),
    ...portMisses(compiled, side, entity, packet, place),
  ];
}

// --- selectors ---------------------------------------------------------------------------------------------------

function objectMisses(
  compiled: CompiledCluster,
  side: CompiledSide,
  entity: EntityRule,
  namespace: string | undefined,
  place: Place,
): readonly Miss[] {
  const { space } = compiled;
  const { end } = side;
  const negative = side.negative === undefined ? 'no' : placeInObjects(side.negative, place, space);
  if (negative !== 'no')
    return [{ kind: 'not-selector', end, selector: entity.notSelector, open: negative === 'maybe' }];
  if (side.positive === undefined) return [];
  const positive = placeInObjects(side.positive, place, space);
  if (positive === 'yes') return [];
  const selector = selectorText(entity);
  if (positive === 'maybe')
    return [{ kind: 'selector', end, selector, open: true, label: undefined, outside: undefined }];

  const index = place.endpoints[0];
  if (index === undefined) {
    return [{ kind: 'selector', end, selector, open: false, label: undefined, outside: outsideOf(compiled, place) }];
  }
  return endpointMisses(compiled, end, entity, namespace, index);
}

/** Restrictions of a selector one by one, for the endpoint that stands at the place. */
function endpointMisses(
  compiled: CompiledCluster,
  end: End,
  entity: EntityRule,
  namespace: string | undefined,
  index: number,
): readonly Miss[] {
  const { cluster, space } = compiled;
  const lookup = space.labelsOf(index);
  const got = cluster.endpoints[index]?.namespace;
  const misses: Miss[] = [];

  const failing = (text: string, prefix: string) => {
    const tree = text === '' ? undefined : prefixedTree(text, prefix);
    if (tree === undefined || matchSelector(tree, lookup) !== 'no') return;
    for (const label of missesOf(tree, lookup)) {
      const { key, wanted, got: has, near } = label;
      const plain = {
        key: key.slice(prefix.length),
        wanted: wanted.replaceAll(prefix + key.slice(prefix.length), key.slice(prefix.length)),
        got: has,
        near,
      };
      misses.push({ kind: 'selector', end, selector: text, open: false, label: plain, outside: undefined });
    }
  };

  if (entity.namespaceSelector === 'global()') {
    misses.push({ kind: 'namespace', end, wanted: '', got });
  } else if (entity.namespaceSelector !== '') {
    failing(entity.namespaceSelector, 'pcns.');
  } else if (namespace !== undefined && got !== namespace) {
    misses.push({ kind: 'namespace', end, wanted: namespace, got });
  }
  failing(withoutOrchestrator(entity.selector), '');
  if (entity.serviceAccounts !== undefined) misses.push(...accountMisses(compiled, end, entity.serviceAccounts, index));
  failing(entity.serviceAccounts?.selector ?? '', 'pcsa.');
  if (misses.length === 0) {
    misses.push(
      entity.notSelector === ''
        ? { kind: 'selector', end, selector: selectorText(entity), open: false, label: undefined, outside: undefined }
        : { kind: 'not-selector', end, selector: entity.notSelector, open: false },
    );
  }
  return misses;
}

const prefixedTrees = new WeakMap<Selector, Map<string, Selector>>();

/** `undefined` for a text that does not parse. */
function prefixedTree(text: string, prefix: string): Selector | undefined {
  const parsed = parseSelector(text);
  if (!parsed.ok || prefix === '') return parsed.ok ? parsed.value : undefined;
  const trees = prefixedTrees.get(parsed.value) ?? new Map<string, Selector>();
  prefixedTrees.set(parsed.value, trees);
  return getOrMake(trees, prefix, () => prefixLabels(parsed.value, prefix));
}

function accountMisses(
  { cluster }: CompiledCluster,
  end: End,
  { names }: { readonly names: readonly string[] },
  index: number,
): readonly Miss[] {
  const account = cluster.endpoints[index]?.serviceAccount;
  if (names.length === 0 || account === undefined || names.includes(account)) return [];
  const wanted = `service account ${names.join(' or ')}`;
  const label = { key: 'service account', wanted, got: account, near: undefined };
  return [{ kind: 'selector', end, selector: wanted, open: false, label, outside: undefined }];
}

/** The restrictions of one side in one line. */
function selectorText({ selector, namespaceSelector, serviceAccounts, notSelector }: EntityRule): string {
  const accounts = serviceAccounts === undefined ? [] : [...serviceAccounts.names, serviceAccounts.selector];
  const texts = [
    withoutOrchestrator(selector),
    namespaceSelector,
    ...accounts,
    notSelector === '' ? '' : `!(${notSelector})`,
  ];
  return texts.filter((text) => text !== '').join(' && ') || 'pods';
}

const outsideOf = ({ space }: CompiledCluster, { address }: Place): OutsideReason =>
  address === undefined || space.directory.nodeAt(address) === undefined ? 'unknown-address' : 'node';

// --- addresses and ports -------------------------------------------------------------------------------------------

function netMisses({ space }: CompiledCluster, side: CompiledSide, entity: EntityRule, place: Place): readonly Miss[] {
  const { end } = side;
  const got = place.address === undefined ? 'unknown' : printAddress(place.address);
  const misses: Miss[] = [];
  const inNets = side.nets === undefined ? 'yes' : placeInNets(side.nets, place, space);
  if (inNets !== 'yes') {
    misses.push({ kind: 'nets', end, wanted: netsText(entity.nets), got, negated: false, open: inNets === 'maybe' });
  }
  const inNotNets = side.notNets === undefined ? 'no' : placeInNets(side.notNets, place, space);
  if (inNotNets !== 'no') {
    misses.push({
      kind: 'nets',
      end,
      wanted: netsText(entity.notNets),
      got,
      negated: true,
      open: inNotNets === 'maybe',
    });
  }
  return misses;
}

function serviceMisses(side: CompiledSide, { flow }: Packet, place: Place): readonly Miss[] {
  const { services, end } = side;
  if (services === undefined) return [];
  if (contains(servicesExtent(services, side, place).certain, pointOf(flow))) return [];
  const cause = services.id.startsWith('/')
    ? ('no-namespace' as const)
    : services.known !== 'yes'
      ? ('unknown-service' as const)
      : place.address !== undefined && services.endpoints.has(addressKey(place.address))
        ? ('other-port' as const)
        : ('not-a-backend' as const);
  return [{ kind: 'services', end, service: services.id, cause }];
}

function portMisses(
  { space }: CompiledCluster,
  side: CompiledSide,
  entity: EntityRule,
  { flow }: Packet,
  place: Place,
): readonly Miss[] {
  const { end } = side;
  if (flow.port === undefined || !side.protocols.includes(flow.protocol)) {
    // Where the rule names a protocol, that alone tells why another one does not match.
    const wantsAnyPort = side.ports !== undefined && side.protocols.length > 1;
    const wanted = portsText({ ...entity, notPorts: [] });
    return wantsAnyPort ? [{ kind: 'port', end, wanted, got: printConnection(flow), negated: false }] : [];
  }
  const got = String(end === 'destination' ? flow.port : flow.sourcePort);
  const at = (ports: CompiledPorts) => portsExtent(ports, side, place, space, flow.sourcePort);
  const misses: Miss[] = [];
  if (side.ports !== undefined && !contains(at(side.ports).certain, pointOf(flow))) {
    misses.push({ kind: 'port', end, wanted: portsText({ ...entity, notPorts: [] }), got, negated: false });
  }
  if (side.notPorts !== undefined && contains(at(side.notPorts).possible, pointOf(flow))) {
    misses.push({
      kind: 'port',
      end,
      wanted: portsText({ ...entity, ports: entity.notPorts, notPorts: [] }),
      got,
      negated: true,
    });
  }
  return misses;
}
