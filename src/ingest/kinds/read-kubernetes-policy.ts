import { printCidr } from '../../net/cidr';
import type {
  Direction,
  IPBlock,
  KubernetesPeer,
  KubernetesPolicyResource,
  KubernetesPort,
  KubernetesRule,
  Meta,
  Net,
} from '../../model/resource';
import { kubernetesTypes, stagedKubernetesTypes } from '../defaults';
import { calicoVersions, type KindReader } from './kind-reader';
import { stagedActionAt, withoutSpec } from './read-calico-policy';
import { emptySelector, labelSelectorAt } from './read-label-selector';
import { adviceOnBlock, hasHostBits, parseBlock } from './read-net';
import { isPortName, parsePort, transportOf } from './read-port';
import {
  checkFields,
  fieldName,
  mapAt,
  mapsAt,
  numberAt,
  present,
  quoted,
  tell,
  textOf,
  textsAt,
  wordsOf,
  writtenAt,
  type Reading,
} from './reading';

/** Source: kubernetes-policy-semantics 1.1, 1.2, 1.6. */
export const kubernetesPolicyReader: KindReader = {
  kind: 'NetworkPolicy',
  apiVersions: ['networking.k8s.io/v1', 'extensions/v1beta1'],
  scope: 'namespaced',
  called: 'Kubernetes NetworkPolicy',
  read: (object, meta) => readPolicy(object, meta, 'KubernetesNetworkPolicy'),
};

export const stagedKubernetesPolicyReader: KindReader = {
  kind: 'StagedKubernetesNetworkPolicy',
  apiVersions: calicoVersions,
  scope: 'namespaced',
  called: 'StagedKubernetesNetworkPolicy',
  read: (object, meta) => readPolicy(object, meta, 'StagedKubernetesNetworkPolicy'),
};

const outsideSpec: ReadonlyMap<string, string> = new Map(
  ['podSelector', 'policyTypes', 'ingress', 'egress'].map((name) => [name, 'It belongs under `spec`.']),
);

const specAdvice: ReadonlyMap<string, string> = new Map([
  ['selector', 'Kubernetes writes `podSelector`.'],
  ['types', 'Kubernetes writes `policyTypes`.'],
  ['namespaceSelector', 'It belongs into an entry of `from` or `to`.'],
]);

function readPolicy(object: Reading, meta: Meta, kind: KubernetesPolicyResource['kind']): KubernetesPolicyResource[] {
  checkFields(object, ['apiVersion', 'kind', 'metadata', 'spec', 'status'], outsideSpec);
  const spec = mapAt(object, 'spec');
  if (spec === undefined) return [...withoutSpec(object)];
  const staged = kind === 'StagedKubernetesNetworkPolicy';
  const fields = ['podSelector', 'policyTypes', 'ingress', 'egress', ...(staged ? ['stagedAction'] : [])];
  checkFields(spec, fields, specAdvice);

  const egress = readRules(spec, 'egress');
  const listed = typesAt(spec);
  const enforcedTypes = listed ?? kubernetesTypes(egress.length);
  return [
    {
      kind,
      meta,
      podSelector: labelSelectorAt(spec, 'podSelector') ?? emptySelector,
      types: staged ? (listed ?? stagedKubernetesTypes) : enforcedTypes,
      ingress: readRules(spec, 'ingress'),
      egress,
      stagedAction: staged ? stagedActionAt(spec) : undefined,
      ...(staged ? { promotedTypes: enforcedTypes } : {}),
    },
  ];
}

/** The directions listed; `undefined` when none is. Unknown ones alone leave ingress, as the converter has it. */
function typesAt(spec: Reading): readonly Direction[] | undefined {
  const listed = textsAt(spec, 'policyTypes');
  if (listed.length === 0) return undefined;
  for (const { text, at } of listed) {
    if (text === 'Ingress' || text === 'Egress') continue;
    tell(spec, {
      code: 'resource/bad-value',
      severity: 'error',
      says: `${quoted(text)} in \`policyTypes\` is neither Ingress nor Egress.`,
      at,
      hint: 'It is ignored; the API refuses the policy.',
    });
  }
  const types = (['Ingress', 'Egress'] as const).filter((type) => listed.some(({ text }) => text === type));
  return types.length === 0 ? ['Ingress'] : types;
}

// --- rules -------------------------------------------------------------------------------------------------------

const ruleAdvice: ReadonlyMap<string, string> = new Map([
  ['action', 'Rules of a Kubernetes NetworkPolicy only allow.'],
  ['source', 'Kubernetes writes `from`.'],
  ['destination', 'Kubernetes writes `to`.'],
  ['podSelector', 'It belongs into an entry of `from` or `to`.'],
  ['namespaceSelector', 'It belongs into an entry of `from` or `to`.'],
  ['ipBlock', 'It belongs into an entry of `from` or `to`.'],
  ['from', 'An egress rule has `to`.'],
  ['to', 'An ingress rule has `from`.'],
]);

function readRules(spec: Reading, key: 'ingress' | 'egress'): readonly KubernetesRule[] {
  const peers = key === 'ingress' ? 'from' : 'to';
  return mapsAt(spec, key).map(({ node, subject, report }, index) => {
    const rule: Reading = { node, subject: `${subject}, ${key} rule ${index + 1}`, path: '', report };
    checkFields(rule, [peers, 'ports'], ruleAdvice);
    const ports = mapsAt(rule, 'ports').map(readPortEntry);
    return {
      peers: mapsAt(rule, peers).map(readPeer),
      ports: ports.flatMap((port) => ('broken' in port ? [] : [port])),
      broken: ports.flatMap((port) => ('broken' in port ? [port.broken] : []))[0],
      at: node.at,
    };
  });
}

function readPeer(peer: Reading): KubernetesPeer {
  checkFields(
    peer,
    ['podSelector', 'namespaceSelector', 'ipBlock'],
    new Map([['ports', 'It belongs beside the list of peers.']]),
  );
  const block = mapAt(peer, 'ipBlock');
  const podSelector = labelSelectorAt(peer, 'podSelector');
  const namespaceSelector = labelSelectorAt(peer, 'namespaceSelector');
  if (block !== undefined && (podSelector !== undefined || namespaceSelector !== undefined)) {
    warnOfPeer(peer, '`ipBlock` stands beside a selector, which is ignored.');
  }
  if (block === undefined && podSelector === undefined && namespaceSelector === undefined) {
    warnOfPeer(peer, `\`${peer.path.slice(0, -1)}\` is empty and stands for all pods of the policy's own namespace.`);
  }
  return {
    podSelector,
    namespaceSelector,
    ipBlock: block === undefined ? undefined : readBlock(block),
    at: peer.node.at,
  };
}

const warnOfPeer = (peer: Reading, says: string): void =>
  tell(peer, {
    code: 'resource/bad-value',
    severity: 'warning',
    says,
    at: peer.node.at,
    hint: 'The API refuses the policy.',
  });

/** A block that does not parse opens its peer, an exception that does not parse drops those behind it. */
function readBlock(block: Reading): IPBlock {
  checkFields(block, ['cidr', 'except'], new Map([['excepts', 'Did you mean `except`?']]));
  const written = writtenAt(block, 'cidr');
  const text = written?.text ?? '';
  const cidr = parseBlock(text);
  if (cidr === undefined) {
    tell(block, {
      code: 'resource/widened',
      severity: 'warning',
      says: `${fieldName(block, 'cidr')} is ${text === '' ? 'missing' : quoted(text)}, no CIDR, so the rule takes any peer.`,
      at: written?.at ?? block.node.at,
      hint: adviceOnBlock(text, 'The API refuses the policy.'),
    });
  } else if (hasHostBits(text, cidr)) {
    tell(block, {
      code: 'resource/bad-value',
      severity: 'warning',
      says: `${quoted(text)} has bits behind its prefix and counts as \`${printCidr(cidr)}\`.`,
      at: written?.at ?? block.node.at,
    });
  }
  return { text, cidr, except: readExceptions(block) };
}

function readExceptions(block: Reading): readonly Net[] {
  const nets: Net[] = [];
  for (const { text, at } of textsAt(block, 'except')) {
    const cidr = parseBlock(text);
    if (cidr === undefined) {
      tell(block, {
        code: 'resource/widened',
        severity: 'warning',
        says: `${quoted(text)} in \`${block.path}except\` is no CIDR; it and what follows are not excepted.`,
        at,
        hint: adviceOnBlock(text, 'The API refuses the policy.'),
      });
      break;
    }
    nets.push({ text, cidr });
  }
  return nets;
}

// --- ports -------------------------------------------------------------------------------------------------------

/** Read as Calico's converter does; one that it cannot convert costs the whole rule. */
function readPortEntry(entry: Reading): KubernetesPort | { readonly broken: string } {
  checkFields(entry, ['protocol', 'port', 'endPort'], new Map());
  const written = writtenAt(entry, 'protocol');
  const protocol = transportOf(written?.text);
  if (protocol === undefined) {
    return broken(entry, 'protocol', `${quoted(written?.text ?? '')} is none of TCP, UDP, SCTP`);
  }
  if (written !== undefined && written.text !== written.text.toUpperCase()) {
    tell(entry, {
      code: 'resource/bad-value',
      severity: 'warning',
      says: `${fieldName(entry, 'protocol')} is ${quoted(written.text)} and counts as ${written.text.toUpperCase()}.`,
      at: written.at,
      hint: 'The API refuses the policy.',
    });
  }
  const node = present(entry, 'port');
  const end = numberAt(entry, 'endPort');
  if (node === undefined) {
    if (end !== undefined) tellWidened(entry, 'endPort', '`endPort` stands without `port`, so every port counts');
    return { protocol, port: undefined };
  }
  if (node.kind !== 'scalar') return broken(entry, 'port', `${wordsOf(node)} is no port`);
  const text = end === undefined ? textOf(node) : `${textOf(node)}:${end}`;
  const port = parsePort(text);
  if (!port.ok) return broken(entry, 'port', `${quoted(text)} ${port.error}`);
  checkPortEntry(entry, textOf(node), typeof node.value === 'string');
  return { protocol, port: port.value };
}

function broken(entry: Reading, key: string, why: string): { readonly broken: string } {
  tell(entry, {
    code: 'resource/bad-value',
    severity: 'error',
    says: `in ${fieldName(entry, key)}, ${why}.`,
    at: present(entry, key)?.at ?? entry.node.at,
    hint: 'The API refuses the policy; Calico leaves the whole rule out, and before 3.32 the whole policy.',
  });
  return { broken: `${entry.path}${key}: ${why.replaceAll('`', '')}` };
}

const tellWidened = (entry: Reading, key: string, says: string): void =>
  tell(entry, {
    code: 'resource/widened',
    severity: 'warning',
    says: `${says}.`,
    at: present(entry, key)?.at ?? entry.node.at,
    hint: 'The API refuses the policy.',
  });

/** What the API refuses and Calico reads all the same. */
function checkPortEntry(entry: Reading, text: string, isText: boolean): void {
  const digits = /^[0-9]+$/.test(text);
  const says =
    digits && isText
      ? `${quoted(text)} is a number in quotes, which the API takes for a name; Calico reads the number.`
      : digits && Number(text) === 0
        ? 'port 0 is none.'
        : !digits && !isPortName(text)
          ? `${quoted(text)} is not a possible name of a port.`
          : undefined;
  if (says === undefined) return;
  tell(entry, {
    code: 'resource/bad-value',
    severity: 'warning',
    says: `in ${fieldName(entry, 'port')}, ${says}`,
    at: present(entry, 'port')?.at ?? entry.node.at,
    hint: 'The API refuses the policy.',
  });
}
