/** Policies of every kind for `cluster`, from specs whose keys and defaults are those of the YAML. */
import type { Policy, Regime } from '../model/cluster';
import { protocolNumbers } from '../model/flow';
import { policyId } from '../model/ids';
import type { CalicoPolicyResource, CalicoRule, Direction, EntityRule, HttpMatch, IcmpMatch } from '../model/resource';
import type { PolicyResource, PortMatch, ProtocolMatch, RuleAction, StagedAction } from '../model/resource';
import { at, metaOf, net, protocolOf, split, type Part } from './builders';

export interface EntitySpec {
  readonly selector?: string;
  readonly notSelector?: string;
  readonly namespaceSelector?: string;
  readonly nets?: readonly string[];
  readonly notNets?: readonly string[];
  readonly ports?: readonly (number | string)[];
  readonly notPorts?: readonly (number | string)[];
  readonly serviceAccounts?: { readonly names?: readonly string[]; readonly selector?: string };
  readonly services?: { readonly name: string; readonly namespace?: string };
}

export interface RuleSpec {
  readonly action: RuleAction;
  readonly ipVersion?: 4 | 6;
  readonly protocol?: string | number;
  readonly notProtocol?: string | number;
  readonly icmp?: Partial<IcmpMatch>;
  readonly notICMP?: Partial<IcmpMatch>;
  readonly source?: EntitySpec;
  readonly destination?: EntitySpec;
  readonly http?: HttpMatch;
}

export interface CalicoSpec {
  readonly tier?: string;
  readonly order?: number;
  readonly selector?: string;
  readonly namespaceSelector?: string;
  readonly serviceAccountSelector?: string;
  readonly types?: readonly Direction[];
  readonly ingress?: readonly RuleSpec[];
  readonly egress?: readonly RuleSpec[];
  readonly doNotTrack?: boolean;
  readonly preDNAT?: boolean;
  readonly applyOnForward?: boolean;
  readonly stagedAction?: StagedAction;
  /** Why the data plane takes no notice of it. */
  readonly rejected?: string;
}

/** `name` is `name` for the global kinds and `namespace/name` for the others, without a tier in front. */
export const gnp = (name: string, spec: CalicoSpec = {}): Part => calico('GlobalNetworkPolicy', 'gnp', name, spec);
export const np = (name: string, spec: CalicoSpec = {}): Part => calico('NetworkPolicy', 'np', name, spec);
export const sgnp = (name: string, spec: CalicoSpec = {}): Part =>
  calico('StagedGlobalNetworkPolicy', 'sgnp', name, { stagedAction: 'Set', ...spec });
export const snp = (name: string, spec: CalicoSpec = {}): Part =>
  calico('StagedNetworkPolicy', 'snp', name, { stagedAction: 'Set', ...spec });

function calico(kind: CalicoPolicyResource['kind'], short: string, id: string, spec: CalicoSpec): Part {
  const global = kind === 'GlobalNetworkPolicy' || kind === 'StagedGlobalNetworkPolicy';
  const [namespace, plain] = global ? [undefined, id] : split(id);
  return {
    part: 'policy',
    policyIn: (regime) => {
      const { name, storedName, tier } = calicoIdentity(plain, spec.tier ?? 'default', regime);
      const place = `${short}:${id}`;
      return {
        id: policyId(`${short}:${namespace === undefined ? name : `${namespace}/${name}`}`),
        name,
        namespace,
        storedName,
        tier,
        resource: calicoResource(kind, name, namespace, spec, place),
      };
    },
  };
}

/** How a policy is called, stored and placed, as clients of the regime do it. Source: calico-semantics 1.2, 3.1. */
export function calicoIdentity(
  name: string,
  tier: string,
  regime: Regime,
): Pick<Policy, 'name' | 'storedName' | 'tier'> {
  if (regime === '3.32') return { name, storedName: name, tier };
  if (regime === '3.28') return { name, storedName: `default.${name}`, tier: 'default' };
  if (tier === 'default') return { name, storedName: name.includes('.') ? name : `default.${name}`, tier };
  const full = name.startsWith(`${tier}.`) ? name : `${tier}.${name}`;
  return { name: full, storedName: full, tier };
}

function calicoResource(
  kind: CalicoPolicyResource['kind'],
  name: string,
  namespace: string | undefined,
  spec: CalicoSpec,
  place: string,
): CalicoPolicyResource {
  const { ingress = [], egress = [] } = spec;
  const inferred: readonly Direction[] =
    egress.length === 0 ? ['Ingress'] : ingress.length === 0 ? ['Egress'] : ['Ingress', 'Egress'];
  return {
    kind,
    meta: metaOf(name, namespace, place),
    tier: spec.tier ?? '',
    order: spec.order,
    selector: spec.selector ?? '',
    namespaceSelector: spec.namespaceSelector ?? '',
    serviceAccountSelector: spec.serviceAccountSelector ?? '',
    types: spec.types ?? inferred,
    ingress: ingress.map((rule, i) => calicoRule(rule, `${place} ingress`, i)),
    egress: egress.map((rule, i) => calicoRule(rule, `${place} egress`, i)),
    doNotTrack: spec.doNotTrack ?? false,
    preDNAT: spec.preDNAT ?? false,
    applyOnForward: spec.applyOnForward ?? false,
    stagedAction: spec.stagedAction,
    rejected: spec.rejected,
  };
}

export const calicoRule = (spec: RuleSpec, place: string, index: number): CalicoRule => ({
  action: spec.action,
  ipVersion: spec.ipVersion,
  protocol: protocolMatch(spec.protocol),
  notProtocol: protocolMatch(spec.notProtocol),
  icmp: icmpMatch(spec.icmp),
  notICMP: icmpMatch(spec.notICMP),
  source: entity(spec.source),
  destination: entity(spec.destination),
  http: spec.http,
  at: at(place, index),
});

export const entity = (spec: EntitySpec = {}): EntityRule => ({
  nets: (spec.nets ?? []).map(net),
  notNets: (spec.notNets ?? []).map(net),
  selector: spec.selector ?? '',
  notSelector: spec.notSelector ?? '',
  namespaceSelector: spec.namespaceSelector ?? '',
  ports: (spec.ports ?? []).map(portMatch),
  notPorts: (spec.notPorts ?? []).map(portMatch),
  serviceAccounts: spec.serviceAccounts && {
    names: spec.serviceAccounts.names ?? [],
    selector: spec.serviceAccounts.selector ?? '',
  },
  services: spec.services && { name: spec.services.name, namespace: spec.services.namespace ?? '' },
});

/** A number, a text of digits or of two numbers around a colon; any other text is a name. */
export function portMatch(port: number | string): PortMatch {
  const [, first, last = first] = /^(\d+)(?::(\d+))?$/.exec(String(port)) ?? [];
  if (first === undefined) return { kind: 'name', name: String(port) };
  return { kind: 'range', first: Number(first), last: Number(last) };
}

function protocolMatch(protocol: string | number | undefined): ProtocolMatch | undefined {
  if (protocol === undefined) return undefined;
  const number = protocolOf(String(protocol));
  return { number, name: protocolNumbers.has(String(protocol)) ? String(protocol) : undefined };
}

const icmpMatch = (icmp: Partial<IcmpMatch> | undefined): IcmpMatch | undefined =>
  icmp && { type: icmp.type, code: icmp.code };

/** A policy of a Kubernetes kind, which Calico before 3.32 presents under `prefix` and its name. */
export function kubernetesPart(resource: PolicyResource, short: string, tier: string, prefix: string): Part {
  const { name, namespace } = resource.meta;
  const id = policyId(`${short}:${namespace === undefined ? name : `${namespace}/${name}`}`);
  return {
    part: 'policy',
    policyIn: (regime) => {
      const storedName = regime === '3.32' ? name : prefix + name;
      return { id, name, namespace, storedName, tier, resource };
    },
  };
}
