import type { Labels } from '../../model/resource';
import { createRandom } from '../generate/random';
import { labelsOf, type Application, type LoadNode, type Plan } from './parts';
import { addressAt, hexOf } from './plain';

export interface LoadPod {
  readonly application: Application;
  /** Among all pods of the cluster. */
  readonly index: number;
  readonly name: string;
  /** Shared by pods alike. */
  readonly labels: Labels;
  readonly node: LoadNode;
  readonly address: number;
  /** ReplicaSet or StatefulSet. */
  readonly owner: string;
}

/** Pod after pod, the same ones in every walk; nothing of them is kept. */
export function* podsOf(plan: Plan): Generator<LoadPod> {
  const random = createRandom(plan.seed + 4_000);
  const taken = new Uint8Array(plan.nodes.length);
  let index = 0;
  for (const application of plan.applications) {
    for (const { name, labels, owner } of replicasOf(application, index)) {
      const node = plan.nodes[random.below(plan.nodes.length)] as LoadNode;
      const last = ((taken[node.index] ?? 0) % 250) + 1;
      taken[node.index] = last;
      const address = addressAt(10, 128 + (node.index >> 8), node.index & 255, last);
      yield { application, index, name, labels, node, address, owner };
      index += 1;
    }
  }
}

type Replica = Pick<LoadPod, 'name' | 'labels' | 'owner'>;

function* replicasOf(application: Application, first: number): Generator<Replica> {
  const { name, labels, replicas, canaries, stateful } = application;
  if (stateful) {
    for (let number = 0; number < replicas; number += 1) {
      const pod = `${name}-${number}`;
      const version = replicas - number <= canaries ? 'v3' : labels.get('version');
      const own = { 'apps.kubernetes.io/pod-index': String(number), 'statefulset.kubernetes.io/pod-name': pod };
      yield { name: pod, owner: name, labels: labelsOf({ ...Object.fromEntries(labels), ...own, version }) };
    }
    return;
  }
  yield* replicaSet(application, replicas - canaries, first, {});
  yield* replicaSet(application, canaries, first + replicas - canaries, { version: 'v3' });
}

function* replicaSet(
  { name, labels }: Application,
  replicas: number,
  first: number,
  changed: Readonly<Record<string, string>>,
): Generator<Replica> {
  const hash = letters(Number.parseInt(hexOf(first + 1, 11), 16), 9);
  const own = labelsOf({ ...Object.fromEntries(labels), 'pod-template-hash': hash, ...changed });
  const owner = `${name}-${hash}`;
  for (let number = 0; number < replicas; number += 1) {
    yield { name: `${owner}-${letters((first + number + 1) * 7_368_787, 5)}`, owner, labels: own };
  }
}

/** Letters and digits that no word is made of, as Kubernetes draws them. */
const alphabet = 'bcdfghjklmnpqrstvwxz2456789';

/** Numbers below 27^5 that differ give texts that differ. */
function letters(number: number, length: number): string {
  let text = '';
  let rest = number;
  for (let place = 0; place < length; place += 1) {
    text += alphabet[rest % alphabet.length];
    rest = Math.floor(rest / alphabet.length);
  }
  return text;
}
