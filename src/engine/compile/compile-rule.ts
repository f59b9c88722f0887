import { getOrMake } from '../../base/collections';
import type { Truth } from '../../base/truth';
import { anyEntity } from '../../model/any-entity';
import type { Cluster, Service } from '../../model/cluster';
import type { CalicoRule, Direction, EntityRule, IcmpMatch, PortMatch } from '../../model/resource';
import type { Decision, PolicyRef } from '../../model/verdict';
import type { Family } from '../../net/address';
import { intersect, normalize, subtract, union, type Interval } from '../../net/intervals';
import { icmpOf, nothing, portProtocols, portsOf, stretchOf, wholeLine, type Line } from '../line';
import { netsOf, type Nets, type SetMaker } from '../sets';
import { addressKey } from '../space';
import { profileDecision } from './profile-decision';
import type { CompiledPorts, CompiledRule, CompiledServices, CompiledSide } from './compiled';
import { sideSelectors } from './selectors';
import type { WrittenRule } from './written-policy';

/** What a rule belongs to: its policy and tier, or a profile. */
export type RuleOwner =
  | {
      readonly kind: 'policy';
      readonly ref: PolicyRef;
      readonly tier: string;
      readonly order: number | undefined;
      readonly namespace: string | undefined;
    }
  | { readonly kind: 'profile'; readonly profile: string };

export interface RuleCompiler {
  /** Every distinct side compiled so far, by its id. */
  sides(): readonly CompiledSide[];
  /** Whether a decision is that of a rule with a match of HTTP requests. */
  matchesHttp(decision: Decision): boolean;
  compile(owner: RuleOwner, direction: Direction, written: WrittenRule): CompiledRule;
}

/** Source: calico-semantics 5.4 to 5.6 and 7. */
export function createRuleCompiler(cluster: Cluster, sets: SetMaker): RuleCompiler {
  const sides = new Map<string, CompiledSide>();
  const services = new Map<string, CompiledServices>();
  const lists = new Map<string, Nets>();
  const ofHttp = new WeakSet<Decision>();
  let last: LastDecision = { owner: undefined, direction: 'Ingress', index: -1, decision: undefined };

  const sideOf = (
    entity: EntityRule,
    end: 'source' | 'destination',
    rule: CalicoRule,
    namespace: string | undefined,
  ) => {
    const { positive, negative } = sideSelectors(entity, namespace);
    const wantsPorts = entity.ports.length > 0 || entity.notPorts.length > 0;
    const protocols = rule.protocol !== undefined ? [rule.protocol.number] : portProtocols;
    // Lengths keep texts apart whatever is in them.
    const key =
      entity === anyEntity
        ? end
        : `${end} ${positive.length} ${positive} ${negative.length} ${negative} ` +
          `${textsOf(entity.nets)} ${textsOf(entity.notNets)}` +
          (wantsPorts ? ` ${protocols.join()} ${portsKey(entity.ports)} ${portsKey(entity.notPorts)}` : '') +
          (entity.services === undefined ? '' : JSON.stringify(entity.services));
    return getOrMake(sides, key, (): CompiledSide => {
      const side = {
        id: sides.size,
        end,
        positive: positive === '' ? undefined : sets.objectsOf(positive),
        negative: negative === '' ? undefined : sets.objectsOf(negative),
        nets: listOf(entity.nets),
        notNets: listOf(entity.notNets),
        protocols: protocols.filter((protocol) => portProtocols.includes(protocol)),
        ports: compilePorts(entity.ports),
        notPorts: compilePorts(entity.notPorts),
        services: entity.services === undefined ? undefined : servicesOf(entity.services),
      };
      const { positive: p, negative: n, nets, notNets, ports, notPorts, services: s } = side;
      return { ...side, any: [p, n, nets, notNets, ports, notPorts, s].every((criterion) => criterion === undefined) };
    });
  };

  /** Lists that read alike are one object. */
  const listOf = (nets: EntityRule['nets']): Nets | undefined =>
    nets.length === 0 ? undefined : getOrMake(lists, textsOf(nets), () => netsOf(nets));

  const servicesOf = ({ name, namespace }: { name: string; namespace: string }): CompiledServices =>
    getOrMake(services, `${namespace}/${name}`, () => compileServices(cluster, `${namespace}/${name}`));

  /** The rules that one rule of a Kubernetes kind becomes stand together and decide alike: theirs is one decision. */
  const internDecision = (owner: RuleOwner, direction: Direction, index: number, rule: CalicoRule) => {
    const { owner: before, direction: side, index: place, decision } = last;
    const same = before === owner && side === direction && place === index;
    if (same && decision !== undefined && decision.action === rule.action.toLowerCase()) return decision;
    last = { owner, direction, index, decision: decisionOf(owner, index, rule) };
    return last.decision;
  };

  return {
    sides: () => [...sides.values()],
    matchesHttp: (decision) => ofHttp.has(decision),
    compile(owner, direction, { index, rule }) {
      const decision = internDecision(owner, direction, index, rule);
      if (rule.http !== undefined && decision !== undefined) ofHttp.add(decision);
      const namespace = owner.kind === 'policy' ? owner.namespace : undefined;
      return {
        index,
        action: rule.action,
        decision,
        base: { 4: baseOf(rule, 4), 6: baseOf(rule, 6) },
        source: sideOf(withoutMisplacedServices(rule.source, direction === 'Ingress'), 'source', rule, namespace),
        destination: sideOf(
          withoutMisplacedServices(rule.destination, direction === 'Egress'),
          'destination',
          rule,
          namespace,
        ),
        written: rule,
        at: rule.at,
      };
    },
  };
}

interface LastDecision {
  readonly owner: RuleOwner | undefined;
  readonly direction: Direction;
  readonly index: number;
  readonly decision: Decision | undefined;
}

const textsOf = (nets: EntityRule['nets']): string => nets.map(({ text }) => text).join();

const portsKey = (ports: readonly PortMatch[]): string =>
  ports.map((port) => (port.kind === 'name' ? JSON.stringify(port.name) : `${port.first}-${port.last}`)).join();

/** `services` counts in the source of ingress rules and the destination of egress rules only. */
const withoutMisplacedServices = (entity: EntityRule, allowed: boolean): EntityRule =>
  allowed || entity.services === undefined ? entity : { ...entity, services: undefined };

function decisionOf(owner: RuleOwner, index: number, { action, at }: CalicoRule): Decision | undefined {
  if (action !== 'Allow' && action !== 'Deny') return undefined;
  const verdict = action === 'Allow' ? 'allow' : 'deny';
  if (owner.kind === 'profile') return profileDecision(owner.profile, verdict);
  const { ref, tier, order } = owner;
  return { by: 'rule', action: verdict, tier, order, policy: ref, rule: index, at };
}

/** What protocol and ICMP criteria leave of the line for packets of one family. */
function baseOf(rule: CalicoRule, family: Family): Line {
  if (skipsFamily(rule, family)) return nothing;
  let line: Line = rule.protocol === undefined ? wholeLine : lineOfProtocol(rule.protocol.number);
  if (rule.notProtocol !== undefined) line = subtract(line, [stretchOf(rule.notProtocol.number)]);
  if (rule.icmp?.type !== undefined) line = intersect(line, icmpLine(rule.icmp, rule.icmp.type));
  if (rule.notICMP?.type !== undefined) line = subtract(line, icmpLine(rule.notICMP, rule.notICMP.type));
  return line;
}

/** Of protocols 1 to 255; thousands of rules name the same few. */
const protocolLines: Line[] = [];
const lineOfProtocol = (number: number): Line => (protocolLines[number] ??= [stretchOf(number)]);

const icmpLine = ({ code }: IcmpMatch, type: number): Line =>
  normalize([icmpOf(1, type, code), icmpOf(58, type, code)]);

/** A list of CIDRs without one of the packet's family takes the whole rule away. Source: calico-semantics 7.2. */
export function skipsFamily(rule: CalicoRule, family: Family): boolean {
  const version = rule.ipVersion ?? versionOfName(rule.protocol?.name);
  if (version !== undefined && version !== family) return true;
  const { source, destination } = rule;
  if (source === anyEntity && destination === anyEntity) return false;
  const lists = [source.nets, source.notNets, destination.nets, destination.notNets];
  if (lists.some((nets) => nets.length > 0 && !nets.some(({ cidr }) => cidr.family === family))) return true;
  return [source.notNets, destination.notNets].some((nets) =>
    nets.some(({ cidr }) => cidr.family === family && cidr.length === 0),
  );
}

/** The names imply a family where the rule does not give one; the numbers 1 and 58 imply none. */
function versionOfName(protocol: string | undefined): Family | undefined {
  const name = protocol?.toLowerCase();
  return name === 'icmp' ? 4 : name === 'icmpv6' ? 6 : undefined;
}

function compilePorts(ports: readonly PortMatch[]): CompiledPorts | undefined {
  if (ports.length === 0) return undefined;
  return {
    ranges: ports.flatMap((port) => (port.kind === 'range' ? [{ first: port.first, last: port.last }] : [])),
    names: ports.flatMap((port) => (port.kind === 'name' ? [port.name] : [])),
  };
}

/** Readiness does not count, nor does an entry without a number. Source: calico-semantics 5.6. */
function compileServices(cluster: Cluster, id: string): CompiledServices {
  const listed = cluster.serviceEndpoints.get(id);
  const known: Truth = listed !== undefined ? 'yes' : isUntold(cluster, id) && !id.startsWith('/') ? 'maybe' : 'no';
  const endpoints = new Map<string, Line>();
  for (const { address, protocol, port } of listed ?? []) {
    const key = addressKey(address);
    const cells: readonly Interval<number>[] =
      port === undefined || !portProtocols.includes(protocol) ? [] : [portsOf(protocol, port, port)];
    endpoints.set(key, union(endpoints.get(key) ?? nothing, normalize(cells)));
  }
  return { id, known, endpoints };
}

/** No Service at all is in the input; or this one is, has no selector, and nobody supplied slices. */
function isUntold({ services, serviceEndpoints }: Cluster, id: string): boolean {
  if (services.length === 0 && serviceEndpoints.size === 0) return true;
  const own = services.find((service) => service.id === id);
  return own?.selector === undefined && own?.backendsFrom === 'selector' && !services.some(hasSlices);
}

const hasSlices = ({ backendsFrom }: Service): boolean => backendsFrom === 'slices';
