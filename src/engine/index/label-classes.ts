/**
 * Endpoints that no selector tells apart, as classes: what their labels, inherited ones too, say in the vocabulary of
 * the selectors, and the profiles that end their walk.
 */
import { getOrMake } from '../../base/collections';
import { createSequences } from '../../base/sequences';
import type { Cluster, Endpoint } from '../../model/cluster';
import type { Labels } from '../../model/resource';
import { endpointLabels, hostEndpointLabels, namespaceOfProfile, networkSetLabels, ownLabelCounts } from '../labels';
import { unknown, type LabelKey, type Vocabulary } from './vocabulary';

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
  const { endpoints } = cluster;
  const classOf = new Int32Array(endpoints.length);
  const classes = createSequences();
  const samples: Sample[] = [];
  const own = ownLabels(vocabulary);
  const inheritedOf = inheritance(cluster, vocabulary);
  let last: Endpoint | undefined;
  let lastInherited = -1;
  for (let index = 0; index < classOf.length; index += 1) {
    const endpoint = endpoints[index] as Endpoint;
    const inherited = 2 * inheritedOf(endpoint) + (endpoint.labelsKnown ? 1 : 0);
    // Pods of one workload stand side by side and share their labels.
    if (last !== undefined && last.labels === endpoint.labels && lastInherited === inherited) {
      classOf[index] = classOf[index - 1] as number;
      continue;
    }
    last = endpoint;
    lastInherited = inherited;
    const block = own.blockOf(endpoint.labels);
    const found = classes.next(own.stateOf(block), inherited) - 1;
    if (found === samples.length) samples.push({ endpoint, block, inherited });
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
  inherit(cluster, vocabulary, samples, columns);
  for (let labelClass = 0; labelClass < samples.length; labelClass += 1) {
    own.write(columns, labelClass, (samples[labelClass] as Sample).block);
  }
  return { classOf, endpointClasses: samples.length, size, columns };
}

/** An endpoint of a class, its block of own labels, and a number for all that it inherits. */
interface Sample {
  readonly endpoint: Endpoint;
  readonly block: number;
  readonly inherited: number;
}

/** What blocks of own labels say where they count, each block read once. */
interface OwnLabels {
  blockOf(labels: Labels): number;
  /** Equal for blocks that say the same. */
  stateOf(block: number): number;
  write(columns: readonly Int32Array[], labelClass: number, block: number): void;
}

function ownLabels(vocabulary: Vocabulary): OwnLabels {
  const sequences = createSequences();
  const counting = new Map([...vocabulary].filter(([name]) => ownLabelCounts(name)));
  const blocks = new Map<Labels, number>();
  const states: number[] = [];
  /** Keys of block `i`, ascending, and the token of each, from `starts[i]` to `starts[i + 1]`. */
  const starts: number[] = [0];
  const keys: number[] = [];
  const tokens: number[] = [];
  const put = (value: string, name: string): void => {
    const key = counting.get(name);
    if (key === undefined) return;
    const token = key.tokenOf(value);
    const first = starts[states.length] as number;
    let at = keys.length;
    for (; at > first && (keys[at - 1] as number) > key.index; at -= 1) {
      keys[at] = keys[at - 1] as number;
      tokens[at] = tokens[at - 1] as number;
    }
    keys[at] = key.index;
    tokens[at] = token;
  };
  return {
    blockOf(labels) {
      const known = blocks.get(labels);
      if (known !== undefined) return known;
      labels.forEach(put);
      let state = 0;
      for (let i = starts[states.length] as number; i < keys.length; i += 1) {
        state = sequences.next(sequences.next(state, keys[i] as number), tokens[i] as number);
      }
      const block = states.push(state) - 1;
      starts.push(keys.length);
      blocks.set(labels, block);
      return block;
    },
    stateOf: (block) => states[block] as number,
    write(columns, labelClass, block) {
      for (let i = starts[block] as number; i < (starts[block + 1] as number); i += 1) {
        (columns[keys[i] as number] as Int32Array)[labelClass] = tokens[i] as number;
      }
    },
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

/**
 * Where own labels say nothing: the same for all that inherit alike and whose own labels are known, or are not. Columns
 * come filled with what is absent.
 */
function inherit(
  cluster: Cluster,
  vocabulary: Vocabulary,
  samples: readonly Sample[],
  columns: readonly Int32Array[],
): void {
  const inheriting = inheritedKeys(cluster, vocabulary);
  const filled = inheriting.map(({ index }) => columns[index] as Int32Array);
  const ofInherited = new Set(filled);
  const others = columns.filter((column) => !ofInherited.has(column));
  const rows: Int32Array[] = [];
  for (let labelClass = 0; labelClass < samples.length; labelClass += 1) {
    const { endpoint, inherited } = samples[labelClass] as Sample;
    const row = (rows[inherited] ??= inheritedTokens(cluster, endpoint, inheriting));
    for (let i = 0; i < filled.length; i += 1) (filled[i] as Int32Array)[labelClass] = row[i] as number;
    if (!endpoint.labelsKnown) for (const column of others) column[labelClass] = unknown;
  }
}

/** What labels of others say of these keys. */
function inheritedTokens(cluster: Cluster, endpoint: Endpoint, keys: readonly LabelKey[]): Int32Array {
  const lookup = endpointLabels(cluster, endpoint, none);
  return Int32Array.from(keys, (key) => key.tokenOf(lookup(key.name)));
}

const none: Labels = new Map();

/** Keys of labels that may be of a namespace, a service account or a profile. */
const inheritedKeys = ({ profiles }: Cluster, vocabulary: Vocabulary): readonly LabelKey[] =>
  [...vocabulary.values()].filter(({ name }) => profiles.size > 0 || /^(?:pcns|pcsa|projectcalico)\./.test(name));
