/**
 * Endpoints that no selector tells apart, as classes: what their labels, inherited ones too, say in the vocabulary of
 * the selectors, and the profiles that end their walk.
 */
import { getOrMake } from '../../base/collections';
import { createSequences, type Sequences } from '../../base/sequences';
import type { Cluster, Endpoint } from '../../model/cluster';
import type { Labels } from '../../model/resource';
import { endpointLabels, hostEndpointLabels, namespaceOfProfile, networkSetLabels, ownLabelCounts } from '../labels';
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
  const samples: Sample[] = [];
  const known = new Map<number, number>();
  const saidBy = ownLabels(vocabulary, sequences);
  const inheritedOf = inheritance(cluster, vocabulary);
  for (let index = 0; index < classOf.length; index += 1) {
    const endpoint = cluster.endpoints[index] as Endpoint;
    const said = saidBy(endpoint.labels);
    const inherited = 2 * inheritedOf(endpoint) + (endpoint.labelsKnown ? 1 : 0);
    const both = sequences.next(sequences.next(said.state, vocabulary.size), inherited);
    let found = known.get(both);
    if (found === undefined) {
      found = samples.push({ endpoint, said, inherited }) - 1;
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

/** What own labels say where they count: keys, ascending, and the token of each. */
interface Said {
  /** Equal where they say the same. */
  readonly state: number;
  readonly keys: readonly number[];
  readonly tokens: readonly number[];
}

/** An endpoint of a class, and a number for all that it inherits. */
interface Sample {
  readonly endpoint: Endpoint;
  readonly said: Said;
  readonly inherited: number;
}

/** Worked out once for each label block. */
function ownLabels(vocabulary: Vocabulary, sequences: Sequences): (labels: Labels) => Said {
  const known = new Map<Labels, Said>();
  const counting = new Map([...vocabulary].filter(([name]) => ownLabelCounts(name)));
  const read = (labels: Labels): Said => {
    const keys: number[] = [];
    const tokens: number[] = [];
    labels.forEach((value, name) => {
      const key = counting.get(name);
      if (key === undefined) return;
      let at = keys.length;
      while (at > 0 && (keys[at - 1] as number) > key.index) at -= 1;
      keys.splice(at, 0, key.index);
      tokens.splice(at, 0, key.tokenOf(value));
    });
    let state = 0;
    for (let i = 0; i < keys.length; i += 1) {
      state = sequences.next(sequences.next(state, keys[i] as number), tokens[i] as number);
    }
    return { state, keys, tokens };
  };
  return (labels) => {
    const found = known.get(labels);
    if (found !== undefined) return found;
    const made = read(labels);
    known.set(labels, made);
    return made;
  };
}

/**
 * A number for all that does not come from an endpoint's own labels: namespace, service account where a selector asks
 * for it, and profiles. Equal texts give equal numbers.
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
    const ofNamespaces = profiles.findLastIndex((name) => namespaceOfProfile(name) !== undefined);
    const plain = written.size === 0 && !asksAccount && ofNamespaces === 0 && profiles[0] === `kns.${namespace}`;
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
  samples: readonly Sample[],
  columns: readonly Int32Array[],
): void {
  const keys = { inheriting: inheritedKeys(cluster, vocabulary), all: columns.length };
  const bases: Int32Array[] = [];
  for (const { endpoint, inherited } of samples) bases[inherited] ??= inheritedTokens(cluster, endpoint, keys);
  for (const [key, column] of columns.entries()) {
    for (let labelClass = 0; labelClass < samples.length; labelClass += 1) {
      column[labelClass] = (bases[(samples[labelClass] as Sample).inherited] as Int32Array)[key] as number;
    }
  }
  for (let labelClass = 0; labelClass < samples.length; labelClass += 1) {
    const { said } = samples[labelClass] as Sample;
    for (let i = 0; i < said.keys.length; i += 1) {
      (columns[said.keys[i] as number] as Int32Array)[labelClass] = said.tokens[i] as number;
    }
  }
}

const none: Labels = new Map();

/** What labels of others say where own ones say nothing. */
function inheritedTokens(
  cluster: Cluster,
  endpoint: Endpoint,
  { inheriting, all }: { readonly inheriting: readonly LabelKey[]; readonly all: number },
): Int32Array {
  const lookup = endpointLabels(cluster, { ...endpoint, labels: none });
  const tokens = new Int32Array(all).fill(endpoint.labelsKnown ? absent : unknown);
  for (const key of inheriting) tokens[key.index] = key.tokenOf(lookup(key.name));
  return tokens;
}

/** Keys of labels that may be of a namespace, a service account or a profile. */
const inheritedKeys = ({ profiles }: Cluster, vocabulary: Vocabulary): readonly LabelKey[] =>
  [...vocabulary.values()].filter(({ name }) => profiles.size > 0 || /^(?:pcns|pcsa|projectcalico)\./.test(name));
