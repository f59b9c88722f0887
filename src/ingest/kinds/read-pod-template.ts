import type { ContainerPort, Labels, OwnerReference, PodTemplate } from '../../model/resource';
import { defaultServiceAccount } from '../defaults';
import { checkLabels } from './check-labels';
import { isPortNumber, transportOf } from './read-port';
import { fieldName, flagAt, mapsAt, numberAt, present, quoted, tell, textAt, type Reading } from './reading';

/**
 * What a pod and a pod template say alike. The API demands `containers`, so ports of an object without them are
 * unknown, not absent; without a `spec` nothing but the labels is known.
 */
export function readPodTemplate(spec: Reading | undefined, labels: Labels, labelsKnown: boolean): PodTemplate {
  const portsKnown = spec !== undefined && present(spec, 'containers') !== undefined;
  return {
    labels,
    labelsKnown,
    serviceAccount: spec === undefined ? undefined : (accountOf(spec) ?? defaultServiceAccount),
    hostNetwork: spec !== undefined && flagAt(spec, 'hostNetwork'),
    ports: portsKnown ? [...portsOf(spec, 'containers'), ...portsOf(spec, 'initContainers')] : [],
    portsKnown,
  };
}

/** `serviceAccount` is the old name of the field. */
function accountOf(spec: Reading): string | undefined {
  const account = textAt(spec, 'serviceAccountName') ?? textAt(spec, 'serviceAccount');
  return account === '' ? undefined : account;
}

/** Ports with a number, in the order written. Other protocols than TCP, UDP and SCTP are none to Calico. */
function portsOf(spec: Reading, key: 'containers' | 'initContainers'): readonly ContainerPort[] {
  const init = key === 'initContainers';
  return mapsAt(spec, key).flatMap((container) =>
    mapsAt(container, 'ports').flatMap((entry): readonly ContainerPort[] => {
      const port = numberAt(entry, 'containerPort');
      const protocol = transportOf(textAt(entry, 'protocol'));
      if (port !== undefined && port !== 0 && !isPortNumber(port)) tellNoPort(entry, port);
      if (port === undefined || !isPortNumber(port) || protocol === undefined) return [];
      const name = textAt(entry, 'name');
      return [{ name: name === '' ? undefined : name, protocol, port, init }];
    }),
  );
}

function tellNoPort(entry: Reading, port: number): void {
  tell(entry, {
    code: 'resource/bad-value',
    severity: 'warning',
    says: `${fieldName(entry, 'containerPort')} is \`${port}\`, and a port is a number from 1 to 65535.`,
    at: present(entry, 'containerPort')?.at ?? entry.node.at,
    hint: 'The API refuses this; it is left out.',
  });
}

/** The owner that controls the object; the only one where none is marked. */
export function ownerOf(metadata: Reading | undefined): OwnerReference | undefined {
  const references = metadata === undefined ? [] : mapsAt(metadata, 'ownerReferences');
  const controlling = references.find(
    (reference) => present(reference, 'controller') && flagAt(reference, 'controller'),
  );
  const reference = controlling ?? (references.length === 1 ? references[0] : undefined);
  const kind = reference === undefined ? undefined : textAt(reference, 'kind');
  const name = reference === undefined ? undefined : textAt(reference, 'name');
  return kind === undefined || name === undefined ? undefined : { kind, name };
}

/** Labels of Calico's own name space on a pod are replaced or dropped. Source: calico-semantics 5.1. */
export function checkPodLabels(reading: Reading, labels: Labels): void {
  checkLabels(reading);
  for (const key of labels.keys()) {
    const replaced = calicoLabels.includes(key);
    if (!replaced && !key.startsWith('pcns.') && !key.startsWith('pcsa.')) continue;
    tell(reading, {
      code: 'resource/bad-value',
      severity: 'warning',
      says: `label ${quoted(key)} is Calico's own, which ${replaced ? 'replaces its value' : 'drops it from pods'}.`,
      at: reading.node.at,
    });
  }
}

/** Labels that Calico gives to every pod. */
export const calicoLabels: readonly string[] = [
  'projectcalico.org/namespace',
  'projectcalico.org/orchestrator',
  'projectcalico.org/serviceaccount',
];
