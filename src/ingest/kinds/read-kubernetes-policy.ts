import type {
  Direction,
  KubernetesPeer,
  KubernetesPolicyResource,
  KubernetesPort,
  KubernetesRule,
  Meta,
} from '../../model/resource';
import { kubernetesTypes, stagedKubernetesTypes } from '../defaults';
import { calicoVersions, type KindReader } from './kind-reader';
import { checkDeletion } from './check-calico-policy';
import { checkWritten } from './check-written';
import { tellNotEnforced, tellRefused, tellWidened } from './consequence';
import { readBlock } from './read-block';
import { stagedActionAt, withoutSpec } from './read-calico-policy';
import { emptySelector, labelSelectorAt } from './read-label-selector';
import { adviceOnPortName, isPortName, parsePort, transportOf } from './read-port';
import { before332, since332 } from './regimes';
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
  type Written,
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
  checkWritten(object, meta, 'any');
  const spec = mapAt(object, 'spec');
  if (spec === undefined) return [...withoutSpec(object)];
  const staged = kind === 'StagedKubernetesNetworkPolicy';
  const fields = ['podSelector', 'policyTypes', 'ingress', 'egress', ...(staged ? ['stagedAction'] : [])];
  checkFields(spec, fields, specAdvice);

  const egress = readRules(spec, 'egress');
  const listed = typesAt(spec);
  const enforcedTypes = listed ?? kubernetesTypes(egress.length);
  const stagedAction = staged ? stagedActionAt(spec) : undefined;
  if (stagedAction === 'Delete') checkDeletion(spec, ['stagedAction', 'policyTypes']);
  return [
    {
      kind,
      meta,
      podSelector: labelSelectorAt(spec, 'podSelector') ?? emptySelector,
      types: staged ? (listed ?? stagedKubernetesTypes) : enforcedTypes,
      ingress: readRules(spec, 'ingress'),
      egress,
      stagedAction,
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
      says: `${quoted(text)} in \`spec.policyTypes\` is neither Ingress nor Egress.`,
      at,
      hint: 'The Kubernetes API refuses this; if it got in past the API, it is evaluated as if this entry were absent.',
    });
  }
  checkTypeCount(spec, listed);
  const types = (['Ingress', 'Egress'] as const).filter((type) => listed.some(({ text }) => text === type));
  return types.length === 0 ? ['Ingress'] : types;
}

function checkTypeCount(spec: Reading, listed: readonly Written[]): void {
  const third = listed[2];
  if (third === undefined) return;
  tellRefused(spec, {
    says: `\`spec.policyTypes\` has ${listed.length} entries, and it takes two`,
    at: third.at,
    fix: 'Leave the repeated one out.',
    evaluated: 'as if it stood once',
  });
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
  return mapsAt(spec, key).map((entry, index) => {
    const rule: Reading = { ...entry, subject: `${spec.subject}, ${key} rule ${index + 1}`, path: '' };
    checkFields(rule, [peers, 'ports'], ruleAdvice);
    const ports = mapsAt(rule, 'ports').map(readPortEntry);
    return {
      peers: mapsAt(rule, peers).map(readPeer),
      ports: ports.flatMap((port) => ('broken' in port ? [] : [port])),
      broken: ports.flatMap((port) => ('broken' in port ? [port.broken] : []))[0],
      at: rule.node.at,
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
    warnOfPeer(peer, `\`${peer.path}ipBlock\` stands beside a selector`, 'as if the selector were absent');
  }
  if (block === undefined && podSelector === undefined && namespaceSelector === undefined) {
    warnOfPeer(peer, `\`${peer.path.slice(0, -1)}\` is empty`, "as all pods of the policy's own namespace");
  }
  return {
    podSelector,
    namespaceSelector,
    ipBlock: block === undefined ? undefined : readBlock(block),
    at: peer.node.at,
  };
}

const warnOfPeer = (peer: Reading, says: string, evaluated: string): void =>
  tellRefused(peer, { says, at: peer.node.at, evaluated });

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
    const upper = written.text.toUpperCase();
    tellRefused(entry, {
      says: `${fieldName(entry, 'protocol')} is ${quoted(written.text)}, and protocols are written in capitals`,
      at: written.at,
      fix: `Write ${upper}.`,
      evaluated: `as ${upper}`,
    });
  }
  const node = present(entry, 'port');
  const end = numberAt(entry, 'endPort');
  if (node === undefined) {
    if (end !== undefined) tellEndAlone(entry, end);
    return { protocol, port: undefined };
  }
  if (node.kind !== 'scalar') return broken(entry, 'port', `${wordsOf(node)} is no port`);
  const text = end === undefined ? textOf(node) : `${textOf(node)}:${end}`;
  const port = parsePort(text);
  if (!port.ok) return broken(entry, 'port', `${quoted(text)} ${port.error}`);
  checkPortEntry(entry, textOf(node), typeof node.value === 'string');
  return { protocol, port: port.value };
}

/** From 3.32 on the rule is lost, before that the whole policy. Source: kubernetes-policy-semantics 1.6. */
function broken(entry: Reading, key: string, why: string): { readonly broken: string } {
  const fault = {
    says: `in ${fieldName(entry, key)}, ${why}`,
    at: present(entry, key)?.at ?? entry.node.at,
  } as const;
  tell(entry, {
    code: 'resource/bad-value',
    severity: 'error',
    says: `${fault.says}, so the rule is not enforced: Calico leaves the whole rule out.`,
    at: fault.at,
    hint: 'The Kubernetes API refuses this; less is allowed than written.',
    only: since332,
  });
  tellNotEnforced(entry, 'policy', { ...fault, only: before332 });
  return { broken: `${entry.path}${key}: ${why.replaceAll('`', '')}` };
}

const tellEndAlone = (entry: Reading, end: number): void =>
  tellWidened(entry, {
    says: `${fieldName(entry, 'endPort')} is ${end} without a \`port\` to begin with`,
    at: present(entry, 'endPort')?.at ?? entry.node.at,
    fix: 'Add `port`.',
    now: 'the rule is about every port of the protocol',
  });

/** What the API refuses and Calico reads all the same. */
function checkPortEntry(entry: Reading, text: string, isText: boolean): void {
  const digits = /^[0-9]+$/.test(text);
  if (digits ? !isText && Number(text) !== 0 : isPortName(text)) return;
  const quotedNumber = digits && isText;
  tellRefused(entry, {
    says: `${fieldName(entry, 'port')} is ${quoted(text)}${quotedNumber ? ' in quotes, which makes it a name' : ', which is no port'}`,
    at: present(entry, 'port')?.at ?? entry.node.at,
    fix: quotedNumber ? 'Leave the quotes out.' : digits ? undefined : adviceOnPortName(text),
    evaluated: quotedNumber ? 'as the number' : 'as written',
  });
}
