/**
 * Resources become a cluster: copies of one object merged, names settled for one generation of Calico, pods joined
 * with what knows them, and whatever is named and missing marked so. Everything is sorted: the order of files and
 * documents changes nothing.
 */
import { memoLast } from '../base/memo-last';
import { sortedBy } from '../base/order';
import type { Cluster, NetworkSet, Regime } from '../model/cluster';
import type { Report } from '../model/diagnostic';
import type { HostEndpointResource, NetworkSetResource, Resource, TierResource } from '../model/resource';
import { createJoin, createListJoin, ofKind, type ByKind } from './assemble/by-kind';
import { createEachObject } from './assemble/each-object';
import { felixOf } from './assemble/felix';
import { createInventory } from './assemble/inventory';
import { createNamespaces } from './assemble/labelled-objects';
import { notEvaluated } from './assemble/not-evaluated';
import { createPolicies } from './assemble/policies';
import { createRemarks } from './assemble/remarks';
import { createDetect, type Detected } from './assemble/regime';
import { remembered } from './assemble/remembered';
import { assembleTiers, createMissingTiers } from './assemble/tiers';
import type { UnreadObject } from './read-resources';

export interface AssembleOptions {
  /** As the user chose it; `undefined` to go by the input. */
  readonly regime: Regime | undefined;
}

/** What one file was read as. */
export interface ReadObjects {
  readonly resources: readonly Resource[];
  readonly unread: readonly UnreadObject[];
}

export type Assemble = (files: readonly ReadObjects[], options: AssembleOptions, report: Report) => Cluster;

export const assembleCluster = (
  resources: readonly Resource[],
  unread: readonly UnreadObject[],
  options: AssembleOptions,
  report: Report,
): Cluster => createAssembler()([{ resources, unread }], options, report);

/**
 * Assembles again and again: what follows from the very resources of last time is taken from last time. What it gives
 * and tells is what `assembleCluster` would.
 */
export function createAssembler(): Assemble {
  const join = createJoin();
  const joinUnread = createListJoin<UnreadObject>();
  const detect = createDetect();
  const eachObject = createEachObject();
  const tellRemarks = createRemarks();
  const policiesOf = createPolicies();
  const tiersOf = remembered((report, written: readonly TierResource[], regime: Regime) =>
    assembleTiers(written, regime, report),
  );
  const tellMissingTiers = createMissingTiers();
  const namespacesOf = createNamespaces();
  const inventoryOf = createInventory();
  const networkSetsOf = memoLast(assembleNetworkSets);
  const hostEndpointsOf = memoLast((written: readonly HostEndpointResource[]) =>
    sortedBy(written, ({ meta }) => meta.name),
  );
  const notEvaluatedOf = memoLast(notEvaluated);
  return (files, options, report) => {
    const read = join(files.map(({ resources }) => resources));
    const unread = joinUnread(files.map((file) => file.unread));
    const detected = detect(
      read,
      unread.flatMap(({ calicoVersion }) => calicoVersion ?? []),
    );
    const regime = options.regime ?? detected.regime;
    tellChoice(options, detected, read, report);

    const each = eachObject(read, regime, report);
    const unique = each.byKind;
    tellRemarks(each.lists, regime, report);
    const policies = policiesOf(each, regime, report);
    const tierResources = ofKind(unique, 'Tier');
    const tiersKnown = tierResources.length > 0;
    const tiers = tiersOf(report, tierResources, regime);
    tellMissingTiers(policies, tiers, tiersKnown, report);
    return {
      regime,
      regimeEvidence: detected.evidence,
      regimeChosen: options.regime !== undefined,
      tiers,
      tiersKnown,
      policies,
      namespaces: namespacesOf(ofKind(unique, 'Namespace'), each.lists, policies, report),
      ...inventoryOf(unique, policies, regime, report),
      networkSets: networkSetsOf(ofKind(unique, 'NetworkSet'), ofKind(unique, 'GlobalNetworkSet')),
      hostEndpoints: hostEndpointsOf(ofKind(unique, 'HostEndpoint')),
      felix: felixOf(ofKind(unique, 'FelixConfiguration')),
      notEvaluated: notEvaluatedOf(unread),
    };
  };
}

/** Said where the user chose another generation than the input shows. */
function tellChoice({ regime }: AssembleOptions, detected: Detected, read: ByKind, report: Report): void {
  if (regime === undefined || regime === detected.regime || detected.evidence.length === 0) return;
  const first = firstOf([...read.values()].flat());
  if (first === undefined) return;
  report({
    code: 'cluster/regime',
    severity: 'warning',
    message: `Calico ${regime} was chosen, and the input speaks for ${detected.regime}: ${detected.evidence.join(' ')}`,
    at: first.meta.at,
  });
}

/** By file and place. */
function firstOf(resources: readonly Resource[]): Resource | undefined {
  const [some] = resources;
  return resources.reduce((first, resource) => {
    const [a, b] = [first?.meta.at, resource.meta.at];
    return a !== undefined && (b.file < a.file || (b.file === a.file && b.start < a.start)) ? resource : first;
  }, some);
}

const assembleNetworkSets = (
  namespaced: readonly NetworkSetResource[],
  global: readonly NetworkSetResource[],
): readonly NetworkSet[] => sortedBy([...namespaced, ...global].map(toNetworkSet), keyOfSet);

const toNetworkSet = ({ meta, nets }: NetworkSetResource): NetworkSet => ({
  name: meta.name,
  namespace: meta.namespace,
  labels: meta.labels,
  nets,
  at: meta.at,
});

const keyOfSet = ({ namespace, name }: NetworkSet): string => `${namespace ?? ''}/${name}`;
