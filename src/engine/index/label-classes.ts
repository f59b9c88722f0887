/**
 * Endpoints that no selector tells apart, as classes: what their labels, inherited ones too, say in the vocabulary of
 * the selectors, and the profiles that end their walk.
 */
import { getOrMake } from '../../base/collections';
import { createSequences, type Sequences } from '../../base/sequences';
import type { Cluster, Endpoint } from '../../model/cluster';
import type { Labels } from '../../model/resource';
import { endpointLabels, hostEndpointLabels, networkSetLabels } from '../labels';
import { absent, unknown, type LabelKey, type Vocabulary } from './vocabulary';

export interface LabelClasses {
  /** By endpoint. */
  readonly classOf: Int32Array;
  /** Of endpoints; then follow every network set and every host endpoint as a class by itself. */
  readonly endpointClasses: number;
  readonly size: number;
  /** By key of the vocabulary, in its order: the token of every class. */
  readonly columns: readonly Int32Array[];
}

export function labelClassesOf(cluster: Cluster, vocabulary: Vocabulary): LabelClasses {
  const sequences = createSequences();
  const classOf = new Int32Array(cluster.endpoints.length);
  const samples: number[] = [];
  const known = new Map<number, number>();
  const ownOf = ownLabels(vocabulary, sequences);
  const inheritedOf = inheritance(cluster, vocabulary);
  for (const [index, endpoint] of cluster.endpoints.entries()) {
    const own = sequences.next(ownOf(endpoint.labels), endpoint.labelsKnown ? 1 : 0);
    const both = sequences.next(own, inheritedOf(endpoint));
    let found = known.get(both);
    if (found === undefined) {
      found = samples.push(index) - 1;
      known.set(both, found);
    }
    classOf[index] = found;
  }
  const lookups = [
    ...cluster.networkSets.map((set) => networkSetLabels(cluster, set)),
    ...cluster.hostEndpoints.map((host) => hostEndpointLabels(cluster, host)),
  ];
  const size = samples.length + lookups.length;
  const columns = [...vocabulary.values()].map((key) => {
    const column = new Int32Array(size);
    for (const [i, lookup] of lookups.entries()) column[samples.length + i] = key.tokenOf(lookup(key.name));
    return column;
  });
  fillColumns(cluster, vocabulary, samples, columns);
  return { classOf, endpointClasses: samples.length, size, columns };
}

/** A number for what an endpoint's own labels say; worked out once for each label block. */
function ownLabels(vocabulary: Vocabulary, sequences: Sequences): (labels: Labels) => number {
  const known = new Map<Labels, number>();
  const said: [key: number, token: number][] = [];
  return (labels) => {
    const found = known.get(labels);
    if (found !== undefined) return found;
    said.length = 0;
    for (const [name, value] of labels) {
      const key = vocabulary.get(name);
      if (key !== undefined) said.push([key.index, key.tokenOf(value)]);
    }
    said.sort((a, b) => a[0] - b[0]);
    let state = 0;
    for (const [key, token] of said) state = sequences.next(sequences.next(state, key), token);
    known.set(labels, state);
    return state;
  };
}

/**
 * A number for all that does not come from an endpoint's own labels: namespace, service account where a selector asks
 * for it, and profiles up to the one that ends every walk. Equal texts give equal numbers.
 */
function inheritance({ profiles: written }: Cluster, vocabulary: Vocabulary): (endpoint: Endpoint) => number {
  const asksAccount = [...vocabulary.keys()].some(
    (key) => key.startsWith('pcsa.') || key === 'projectcalico.org/serviceaccount',
  );
  const known = new Map<string, number>();
  let last: Endpoint | undefined;
  let lastNumber = 0;
  return (endpoint) => {
    const { namespace, serviceAccount, profiles } = endpoint;
    const same = last?.namespace === namespace && last.serviceAccount === serviceAccount && last.profiles === profiles;
    if (same) return lastNumber;
    const plain = written.size === 0 && !asksAccount && profiles[0] === `kns.${namespace}`;
    const key = plain ? namespace : JSON.stringify([namespace, profiles, asksAccount ? [serviceAccount] : []]);
    last = endpoint;
    lastNumber = getOrMake(known, key, () => known.size);
    return lastNumber;
  };
}

/** What is not an own label is the same for all that inherit alike and whose own labels are known, or are not. */
function fillColumns(
  cluster: Cluster,
  vocabulary: Vocabulary,
  samples: readonly number[],
  columns: readonly Int32Array[],
): void {
  const groupOf = inheritance(cluster, vocabulary);
  const keys = inheritedKeys(cluster, vocabulary);
  const inherited = new Map<number, Int32Array>();
  for (const [labelClass, sample] of samples.entries()) {
    const endpoint = cluster.endpoints[sample] as Endpoint;
    const group = 2 * groupOf(endpoint) + (endpoint.labelsKnown ? 1 : 0);
    const base = getOrMake(inherited, group, () => inheritedTokens(cluster, endpoint, keys));
    for (let key = 0; key < columns.length; key += 1) (columns[key] as Int32Array)[labelClass] = base[key] as number;
    const lookup = endpointLabels(cluster, endpoint);
    for (const name of endpoint.labels.keys()) {
      const key = vocabulary.get(name);
      if (key !== undefined) (columns[key.index] as Int32Array)[labelClass] = key.tokenOf(lookup(name));
    }
  }
}

const none: Labels = new Map();

/** What labels of others say where own ones say nothing. */
function inheritedTokens(cluster: Cluster, endpoint: Endpoint, keys: readonly InheritedKey[]): Int32Array {
  const lookup = endpointLabels(cluster, { ...endpoint, labels: none });
  const otherwise = endpoint.labelsKnown ? absent : unknown;
  return Int32Array.from(keys, ({ key, inherits }) => (inherits ? key.tokenOf(lookup(key.name)) : otherwise));
}

interface InheritedKey {
  readonly key: LabelKey;
  /** May be a label of a namespace, a service account or a profile. */
  readonly inherits: boolean;
}

const inheritedKeys = ({ profiles }: Cluster, vocabulary: Vocabulary): readonly InheritedKey[] =>
  Array.from(vocabulary.values(), (key) => ({
    key,
    inherits: profiles.size > 0 || /^(?:pcns|pcsa|projectcalico)\./.test(key.name),
  }));
