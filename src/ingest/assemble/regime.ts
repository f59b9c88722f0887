/**
 * Which generation of Calico the input comes from. Only what no other generation could have made counts as
 * evidence. Source: kubernetes-policy-semantics 0; calico-semantics 1.2, 3.1; input-formats 0.1.
 */
import { getOrMake } from '../../base/collections';
import { memoItems } from '../../base/memo-items';
import type { Regime } from '../../model/cluster';
import type { CalicoPolicyResource, Resource } from '../../model/resource';
import { ofKind, type ByKind } from './by-kind';
import { nameOfObject } from './object-name';
import { tierOfStoredName } from './policy-names';

export interface Detected {
  readonly regime: Regime;
  /** One sentence a line; empty when nothing tells and the newest is assumed. */
  readonly evidence: readonly string[];
}

/** `versions` as ClusterInformation objects tell them: `v3.30.2`. */
export function createDetect(): (resources: ByKind, versions: readonly string[]) => Detected {
  const signedOf = new Map<Resource['kind'], (policies: readonly CalicoPolicyResource[]) => readonly Signed[]>();
  return (resources, versions) => {
    const signed = calicoKinds.flatMap((kind) =>
      getOrMake(signedOf, kind, () => memoItems(signsOf))(ofKind(resources, kind)),
    );
    return detectRegime(resources, signed, versions);
  };
}

function detectRegime(resources: ByKind, signed: readonly Signed[], versions: readonly string[]): Detected {
  const told = [...new Set(versions.flatMap((version) => regimeOfVersion(version) ?? []))].sort().at(-1);
  if (told !== undefined) {
    const named = [...new Set(versions)].sort().join(', ');
    return { regime: told, evidence: [`ClusterInformation tells version ${named}.`] };
  }
  const having = (sign: keyof Signs) => signed.filter(({ signs }) => signs[sign]).map(({ policy }) => policy);
  const steps: readonly (readonly [Regime, readonly string[]])[] = [
    ['3.32', kindEvidence(resources, newKinds, newTiers, 'only Calico 3.32 and newer know it')],
    [
      '3.32',
      sentences(
        having('outsideTier'),
        'its name does not begin with its tier, which only Calico 3.32 and newer accept',
      ),
    ],
    ['3.31', kindEvidence(resources, oldKinds, oldTiers, 'only Calico 3.29 to 3.31 know it')],
    ['3.32', sentences(having('plain'), 'it is stored under its plain name, as only Calico 3.32 and newer store it')],
    [
      '3.31',
      [
        ...sentences(having('prefixed'), 'it is stored with the prefix `default.`, as Calico up to 3.31 stores it'),
        ...sentences(having('view'), 'Calico up to 3.31 shows Kubernetes policies under such names'),
      ],
    ],
  ];
  for (const [regime, evidence] of steps) if (evidence.length > 0) return { regime, evidence };
  return { regime: '3.32', evidence: [] };
}

/** `undefined` for a text that is no version: a development build. */
export function regimeOfVersion(version: string): Regime | undefined {
  const parts = /^v?([0-9]+)\.([0-9]+)/.exec(version);
  if (parts === null) return undefined;
  const [major, minor] = [Number(parts[1]), Number(parts[2])];
  if (major !== 3) return major < 3 ? '3.28' : '3.32';
  return minor <= 28 ? '3.28' : minor <= 31 ? '3.31' : '3.32';
}

const newKinds: readonly Resource['kind'][] = ['ClusterNetworkPolicy'];
const newTiers = ['kube-admin', 'kube-baseline'];
const oldKinds: readonly Resource['kind'][] = ['AdminNetworkPolicy', 'BaselineAdminNetworkPolicy'];
const oldTiers = ['adminnetworkpolicy', 'baselineadminnetworkpolicy'];

function kindEvidence(
  resources: ByKind,
  kinds: readonly Resource['kind'][],
  tiers: readonly string[],
  why: string,
): readonly string[] {
  const named = ofKind(resources, 'Tier').filter(({ meta }) => tiers.includes(meta.name));
  return sentences([...kinds.flatMap((kind): readonly Resource[] => ofKind(resources, kind)), ...named], why);
}

/** What the name of a policy can tell of the generation it comes from. */
interface Signs {
  /** Of another tier than `default`, and its name does not begin with that tier's. */
  readonly outsideTier: boolean;
  /** Of tier `default`, and stored under its plain name by Calico itself. */
  readonly plain: boolean;
  /** Stored with the prefix by Calico itself. */
  readonly prefixed: boolean;
  /** Calico's view of a Kubernetes policy. */
  readonly view: boolean;
}

interface Signed {
  readonly policy: CalicoPolicyResource;
  readonly signs: Signs;
}

const calicoKinds = [
  'NetworkPolicy',
  'GlobalNetworkPolicy',
  'StagedNetworkPolicy',
  'StagedGlobalNetworkPolicy',
] as const;

/** `undefined` for most. */
function signsOf(policy: CalicoPolicyResource): Signed | undefined {
  const { kind, meta, tier } = policy;
  const inDefault = tier === '' || tier === 'default';
  // Policies that carry the annotation which only Calico writes.
  const storedByCalico = meta.stored !== undefined;
  const isShown = meta.apiVersion === 'projectcalico.org/v3' && !storedByCalico;
  const signs: Signs = {
    outsideTier: isShown && !inDefault && tierOfStoredName(meta.name) !== tier,
    plain: storedByCalico && inDefault && !meta.name.includes('.'),
    prefixed: storedByCalico && meta.name.startsWith('default.') && meta.stored?.name !== meta.name,
    view: kind === 'NetworkPolicy' && meta.name.startsWith('knp.default.'),
  };
  return signs.outsideTier || signs.plain || signs.prefixed || signs.view ? { policy, signs } : undefined;
}

/** One sentence for however many objects tell the same, by the first in the order of names. */
function sentences(objects: readonly Resource[], why: string): readonly string[] {
  const [some] = objects;
  if (some === undefined) return [];
  const first = objects.reduce((least, object) => {
    const name = nameOfObject(object);
    return name < least ? name : least;
  }, nameOfObject(some));
  return [`${first}${objects.length === 1 ? '' : ` and ${objects.length - 1} more`}: ${why}.`];
}
