/** The pods that rows tell of, as their reader in `kinds` would make them. */
import type { FileId } from '../../model/ids';
import type { ContainerPort, Labels, PodResource } from '../../model/resource';
import { defaultServiceAccount } from '../defaults';
import { addressesIn, FLAG, PLACES, ROW, ROW_LENGTH, type PodRows } from './pod-rows';
import type { PodValues } from './pod-tables';
import { asciiOf } from './scan';

const noLabels: Labels = new Map();
const noPorts: readonly ContainerPort[] = [];

/** Makes all of them, in order, onto the end of a list. */
export function makePods(rows: PodRows, values: PodValues, file: FileId, pods: PodResource[]): void {
  const { numbers } = rows;
  let text = 0;
  for (let index = 0; index < rows.count; index += 1) {
    const row = ROW_LENGTH * index;
    pods.push(makePod(rows, values, file, { index, text }));
    for (let part = ROW.nameLength; part <= ROW.addressesLength; part += 1) text += numbers[row + part] ?? 0;
  }
}

/** Which of the rows, and where its texts start. */
interface RowAt {
  readonly index: number;
  readonly text: number;
}

function makePod(rows: PodRows, values: PodValues, file: FileId, { index, text }: RowAt): PodResource {
  const { places, numbers, texts } = rows;
  const row = ROW_LENGTH * index;
  const place = PLACES * index;
  const idOf = (part: number): number => numbers[row + part] ?? -1;
  const valueOf = <T>(of: readonly T[], part: number): T | undefined => {
    const id = idOf(part);
    return id < 0 ? undefined : of[id];
  };
  const version = text + idOf(ROW.nameLength);
  const addresses = version + idOf(ROW.versionLength);
  const generation = idOf(ROW.generation);
  const flags = idOf(ROW.flags);
  const labels = valueOf(values.labels, ROW.labels) ?? noLabels;
  return {
    kind: 'Pod',
    meta: {
      apiVersion: 'v1',
      name: asciiOf(texts, text, version),
      nameAt: { file, start: whole(places[place + 2]), end: whole(places[place + 3]) },
      namespace: valueOf(values.namespace, ROW.namespace),
      labels,
      resourceVersion: addresses > version ? asciiOf(texts, version, addresses) : undefined,
      generation: generation < 0 ? undefined : generation,
      stored: undefined,
      at: { file, start: whole(places[place]), end: whole(places[place + 1]) },
    },
    labels,
    labelsKnown: true,
    serviceAccount:
      (flags & FLAG.spec) === 0 ? undefined : valueOf(values.account, ROW.account) || defaultServiceAccount,
    hostNetwork: (flags & FLAG.hostNetwork) !== 0,
    // Ports of an object without containers are unknown, not absent.
    ports: valueOf(values.ports, ROW.ports) ?? noPorts,
    portsKnown: (flags & FLAG.containers) !== 0,
    node: valueOf(values.node, ROW.node) || undefined,
    phase: valueOf(values.phase, ROW.phase) || undefined,
    released: (flags & FLAG.released) !== 0,
    addresses: addressesIn(texts, addresses, addresses + idOf(ROW.addressesLength)),
    hostIP: valueOf(values.hostIP, ROW.hostIP),
    ready: (flags & FLAG.ready) !== 0,
    owner: valueOf(values.owner, ROW.owner),
    generateName: valueOf(values.generateName, ROW.generateName) || undefined,
  };
}

/** The same number, which takes no memory of its own where it is small; one from an array of fractions would. */
const whole = (place = 0): number => ((place | 0) === place ? place | 0 : place);
