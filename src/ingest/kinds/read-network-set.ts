import type { Meta, NetworkSetResource } from '../../model/resource';
import { calicoVersions, type KindReader } from './kind-reader';
import { netsOfSet } from './read-net';
import { checkFields, mapAt, tell, type Reading } from './reading';

/** Source: Calico v3 API, `NetworkSetSpec`; calico-semantics 1.4, 5.1. */
export const networkSetReaders: readonly KindReader[] = [
  networkSetReader('NetworkSet', 'namespaced'),
  networkSetReader('GlobalNetworkSet', 'cluster'),
];

function networkSetReader(kind: NetworkSetResource['kind'], scope: KindReader['scope']): KindReader {
  return {
    kind,
    apiVersions: calicoVersions,
    scope,
    called: kind,
    read(object, meta): readonly NetworkSetResource[] {
      checkFields(object, ['apiVersion', 'kind', 'metadata', 'spec', 'status'], new Map());
      const spec = mapAt(object, 'spec');
      if (spec !== undefined)
        checkFields(spec, ['nets'], new Map([['allowedEgressDomains', 'Open source Calico does not know it.']]));
      checkLabels(object, meta);
      return [{ kind, meta, nets: spec === undefined ? [] : netsOfSet(spec, 'nets') }];
    },
  };
}

/** Labels that Calico gives to endpoints make a set look like one. */
function checkLabels(object: Reading, { labels }: Meta): void {
  const trap = ['projectcalico.org/namespace', 'projectcalico.org/orchestrator'].find((key) => labels.has(key));
  if (trap === undefined) return;
  tell(object, {
    code: 'resource/bad-value',
    severity: 'warning',
    says:
      trap === 'projectcalico.org/namespace'
        ? `label \`${trap}\` is Calico's own, and its API refuses it on a set.`
        : `label \`${trap}\` makes Kubernetes policies take the set for pods.`,
    at: object.node.entries.get('metadata')?.value.at ?? object.node.at,
  });
}
