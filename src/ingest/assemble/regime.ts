/**
 * Which generation of Calico the input comes from. Only what no other generation could have made counts as
 * evidence. Source: kubernetes-policy-semantics 0; calico-semantics 1.2, 3.1; input-formats 0.1.
 */
import type { Regime } from '../../model/cluster';
import type { CalicoPolicyResource, Resource } from '../../model/resource';
import { isCalicoPolicy } from './is-policy';
import { nameOfObject } from './object-name';
import { ofKind } from './of-kind';
import { tierOfStoredName } from './policy-names';

export interface Detected {
  readonly regime: Regime;
  /** One sentence a line; empty when nothing tells and the newest is assumed. */
  readonly evidence: readonly string[];
}

/** Versions as ClusterInformation objects tell them: `v3.30.2`. */
export function detectRegime(resources: readonly Resource[], versions: readonly string[]): Detected {
  const told = [...new Set(versions.flatMap((version) => regimeOfVersion(version) ?? []))].sort().at(-1);
  if (told !== undefined) {
    const named = [...new Set(versions)].sort().join(', ');
    return { regime: told, evidence: [`ClusterInformation tells version ${named}.`] };
  }
  const steps: readonly (readonly [Regime, readonly string[]])[] = [
    ['3.32', kindEvidence(resources, newKinds, newTiers, 'only Calico 3.32 and newer know it')],
    ['3.32', namesOutsideTier(resources)],
    ['3.31', kindEvidence(resources, oldKinds, oldTiers, 'only Calico 3.29 to 3.31 know it')],
    ['3.32', plainStoredNames(resources)],
    ['3.31', prefixedStoredNames(resources)],
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
  resources: readonly Resource[],
  kinds: readonly Resource['kind'][],
  tiers: readonly string[],
  why: string,
): readonly string[] {
  const names = [
    ...resources.filter(({ kind }) => kinds.includes(kind)).map(nameOfObject),
    ...ofKind(resources, 'Tier')
      .filter(({ meta }) => tiers.includes(meta.name))
      .map(nameOfObject),
  ].sort();
  return sentences(names, why);
}

/** A policy of another tier than `default` whose name does not begin with that tier's. */
const namesOutsideTier = (resources: readonly Resource[]): readonly string[] =>
  sentences(
    resources
      .filter(isCalicoPolicy)
      .filter(({ meta }) => meta.apiVersion === 'projectcalico.org/v3' && meta.stored === undefined)
      .filter(({ meta, tier }) => tier !== '' && tier !== 'default' && tierOfStoredName(meta.name) !== tier)
      .map(nameOfObject)
      .sort(),
    'its name does not begin with its tier, which only Calico 3.32 and newer accept',
  );

/** A policy of tier `default` stored under its plain name by Calico itself. */
const plainStoredNames = (resources: readonly Resource[]): readonly string[] =>
  sentences(
    storedByCalico(resources)
      .filter(({ meta, tier }) => (tier === '' || tier === 'default') && !meta.name.includes('.'))
      .map(nameOfObject)
      .sort(),
    'it is stored under its plain name, as only Calico 3.32 and newer store it',
  );

const prefixedStoredNames = (resources: readonly Resource[]): readonly string[] => [
  ...sentences(
    storedByCalico(resources)
      .filter(({ meta }) => meta.name.startsWith('default.') && meta.stored?.name !== meta.name)
      .map(nameOfObject)
      .sort(),
    'it is stored with the prefix `default.`, as Calico up to 3.31 stores it',
  ),
  ...sentences(
    ofKind(resources, 'NetworkPolicy')
      .filter(({ meta }) => meta.name.startsWith('knp.default.'))
      .map(nameOfObject)
      .sort(),
    'Calico up to 3.31 shows Kubernetes policies under such names',
  ),
];

/** Policies that carry the annotation which only Calico writes. */
const storedByCalico = (resources: readonly Resource[]): readonly CalicoPolicyResource[] =>
  resources.filter(isCalicoPolicy).filter(({ meta }) => meta.stored !== undefined);

/** One sentence for however many objects tell the same. */
function sentences(names: readonly string[], why: string): readonly string[] {
  const [first, ...rest] = names;
  if (first === undefined) return [];
  return [`${first}${rest.length === 0 ? '' : ` and ${rest.length} more`}: ${why}.`];
}
