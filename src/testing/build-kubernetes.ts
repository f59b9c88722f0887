/** Policies of Kubernetes kinds for `cluster`. Label selectors are written as `kubectl -l` takes them. */
import { parseCidr } from '../net/cidr';
import type { AdminPeer, AdminPolicyResource, AdminPort, AdminRule, Direction } from '../model/resource';
import type { KubernetesPeer, KubernetesPolicyResource, KubernetesPort, KubernetesRule } from '../model/resource';
import type { LabelSelector, Net, StagedAction } from '../model/resource';
import { at, metaOf, protocolOf, split, type Part } from './builders';
import { kubernetesPart } from './build-policies';

export interface PeerSpec {
  readonly pods?: string;
  readonly namespaces?: string;
  readonly block?: string;
  readonly except?: readonly string[];
}

export interface KubernetesRuleSpec {
  readonly peers?: readonly PeerSpec[];
  /** `80`, `8000-8090`, `http`, `UDP 53`, `UDP dns`, `UDP *`; TCP where no protocol is named. */
  readonly ports?: readonly (number | string)[];
  readonly broken?: string;
}

export interface KubernetesSpec {
  readonly pods?: string;
  readonly types?: readonly Direction[];
  readonly ingress?: readonly KubernetesRuleSpec[];
  readonly egress?: readonly KubernetesRuleSpec[];
  readonly stagedAction?: StagedAction;
}

/** A NetworkPolicy of Kubernetes; `id` is `namespace/name`. */
export const knp = (id: string, spec: KubernetesSpec = {}): Part => {
  const resource = kubernetesResource('KubernetesNetworkPolicy', 'knp', id, spec);
  return kubernetesPart(resource, 'knp', 'default', 'knp.default.');
};

export const sknp = (id: string, spec: KubernetesSpec = {}): Part => {
  const proposed = { stagedAction: 'Set' as const, ...spec };
  const resource = kubernetesResource('StagedKubernetesNetworkPolicy', 'sknp', id, proposed);
  return kubernetesPart(resource, 'sknp', 'default', 'knp.default.');
};

function kubernetesResource(
  kind: KubernetesPolicyResource['kind'],
  short: string,
  id: string,
  spec: KubernetesSpec,
): KubernetesPolicyResource {
  const [namespace, name] = split(id);
  const { ingress = [], egress = [] } = spec;
  const staged = kind === 'StagedKubernetesNetworkPolicy';
  const filledIn: readonly Direction[] = egress.length > 0 ? ['Ingress', 'Egress'] : ['Ingress'];
  const rules = (list: readonly KubernetesRuleSpec[], direction: string) =>
    list.map((rule, i) => kubernetesRule(rule, `${short}:${id} ${direction}`, i));
  return {
    kind,
    meta: metaOf(name, namespace, `${short}:${id}`),
    podSelector: labelSelector(spec.pods ?? ''),
    types: spec.types ?? (staged ? ['Ingress'] : filledIn),
    ingress: rules(ingress, 'ingress'),
    egress: rules(egress, 'egress'),
    stagedAction: spec.stagedAction,
    ...(staged ? { promotedTypes: spec.types ?? filledIn } : {}),
  };
}

const kubernetesRule = (spec: KubernetesRuleSpec, place: string, index: number): KubernetesRule => ({
  peers: (spec.peers ?? []).map((peer) => kubernetesPeer(peer, place, index)),
  ports: (spec.ports ?? []).map(kubernetesPort),
  broken: spec.broken,
  at: at(place, index),
});

const kubernetesPeer = (spec: PeerSpec, place: string, index: number): KubernetesPeer => ({
  podSelector: spec.pods === undefined ? undefined : labelSelector(spec.pods),
  namespaceSelector: spec.namespaces === undefined ? undefined : labelSelector(spec.namespaces),
  ipBlock:
    spec.block === undefined
      ? undefined
      : { text: spec.block, cidr: parseCidr(spec.block), except: nets(spec.except ?? []) },
  at: at(place, index),
});

function kubernetesPort(text: number | string): KubernetesPort {
  const words = String(text).split(' ');
  const [protocol, port = ''] = words.length > 1 ? [words[0] ?? '', words[1]] : ['TCP', words[0]];
  return { protocol: protocolOf(protocol), port: port === '*' ? undefined : portOf(port) };
}

function portOf(text: string): NonNullable<KubernetesPort['port']> {
  const range = rangeOf(text);
  return range === undefined ? { kind: 'name', name: text } : { kind: 'range', ...range };
}

function rangeOf(text: string): { first: number; last: number } | undefined {
  const [, first, last = first] = /^(\d+)(?:-(\d+))?$/.exec(text) ?? [];
  return first === undefined ? undefined : { first: Number(first), last: Number(last) };
}

/** What parses of a list, up to the first that does not. */
function nets(texts: readonly string[]): readonly Net[] {
  const read = texts.map((text) => ({ text, cidr: parseCidr(text) }));
  const end = read.findIndex(({ cidr }) => cidr === undefined);
  return (end === -1 ? read : read.slice(0, end)).flatMap(({ text, cidr }) => (cidr ? [{ text, cidr }] : []));
}

export interface AdminPeerSpec {
  readonly namespaces?: string;
  readonly pods?: string;
  /** One that does not parse is told apart by its text. */
  readonly networks?: readonly string[];
  readonly unsupported?: string;
}

export interface AdminRuleSpec {
  readonly action?: 'Allow' | 'Deny' | 'Pass';
  readonly peers: readonly AdminPeerSpec[];
  /** `TCP 80`, `UDP 50-60`, `TCP *`; a name alone is a named port, `?` an entry that says nothing known. */
  readonly ports?: readonly string[];
}

export interface AdminSpec {
  readonly priority?: number;
  readonly tier?: 'Admin' | 'Baseline';
  /** `undefined` written out: no subject at all. */
  readonly subject?: { readonly namespaces?: string; readonly pods?: string } | undefined;
  readonly ingress?: readonly AdminRuleSpec[];
  readonly egress?: readonly AdminRuleSpec[];
}

export const cnp = (name: string, spec: AdminSpec = {}): Part => {
  const resource = adminResource('ClusterNetworkPolicy', 'cnp', name, spec);
  return kubernetesPart(resource, 'cnp', spec.tier === 'Baseline' ? 'kube-baseline' : 'kube-admin', '');
};

export const anp = (name: string, spec: AdminSpec = {}): Part => {
  const resource = adminResource('AdminNetworkPolicy', 'anp', name, spec);
  return kubernetesPart(resource, 'anp', 'adminnetworkpolicy', 'kanp.adminnetworkpolicy.');
};

export const banp = (spec: AdminSpec = {}): Part => {
  const resource = adminResource('BaselineAdminNetworkPolicy', 'banp', 'default', { ...spec, tier: 'Baseline' });
  return kubernetesPart(resource, 'banp', 'baselineadminnetworkpolicy', 'kbanp.baselineadminnetworkpolicy.');
};

function adminResource(
  kind: AdminPolicyResource['kind'],
  short: string,
  name: string,
  spec: AdminSpec,
): AdminPolicyResource {
  const subject = 'subject' in spec ? spec.subject : {};
  const rules = (list: readonly AdminRuleSpec[], direction: string): readonly AdminRule[] =>
    list.map(({ action, peers, ports }, i) => ({
      name: '',
      action,
      peers: peers.map(adminPeer),
      ports: ports?.map(adminPort),
      at: at(`${short}:${name} ${direction}`, i),
    }));
  return {
    kind,
    meta: metaOf(name, undefined, `${short}:${name}`),
    tier: spec.tier ?? 'Admin',
    priority: spec.priority ?? 0,
    subject: subject && {
      namespaces: labelSelector(subject.namespaces ?? ''),
      pods: labelSelector(subject.pods ?? ''),
    },
    ingress: rules(spec.ingress ?? [], 'ingress'),
    egress: rules(spec.egress ?? [], 'egress'),
  };
}

function adminPeer({ namespaces, pods, networks, unsupported }: AdminPeerSpec): AdminPeer {
  if (unsupported !== undefined) return { kind: 'unsupported', field: unsupported };
  if (networks !== undefined) {
    const read = networks.map((text) => ({ text, cidr: parseCidr(text) }));
    return { kind: 'networks', networks: read.map(({ text, cidr }) => cidr && { text, cidr }) };
  }
  if (pods === undefined) return { kind: 'namespaces', namespaces: labelSelector(namespaces ?? '') };
  return { kind: 'pods', namespaces: labelSelector(namespaces ?? ''), pods: labelSelector(pods) };
}

function adminPort(text: string): AdminPort {
  if (text === '?') return { kind: 'unknown' };
  const [protocol = '', port] = text.split(' ');
  if (port === undefined) return { kind: 'named', name: protocol };
  return { kind: 'ports', protocol: protocolOf(protocol), range: port === '*' ? undefined : rangeOf(port) };
}

/** `app=web,env!=dev` is not taken; `a=b`, `a in (b,c)`, `a notin (b)`, `a` and `!a` are, with commas between. */
export function labelSelector(text: string): LabelSelector {
  const terms = text === '' ? [] : text.split(/,(?![^(]*\))/).map((term) => term.trim());
  const equal = terms.filter((term) => term.includes('='));
  return {
    matchLabels: new Map(equal.map((term) => [term.slice(0, term.indexOf('=')), term.slice(term.indexOf('=') + 1)])),
    matchExpressions: terms
      .filter((term) => !term.includes('='))
      .map((term) => {
        const [, key = '', operator = '', list = ''] = /^(\S+) (in|notin) \((.*)\)$/.exec(term) ?? [];
        if (key !== '') return { key, operator: operator === 'in' ? 'In' : 'NotIn', values: list.split(',') };
        return term.startsWith('!')
          ? { key: term.slice(1), operator: 'DoesNotExist', values: [] }
          : { key: term, operator: 'Exists', values: [] };
      }),
  };
}
