import type { SourceRange } from '../../model/diagnostic';
import type { Meta, NetworkSetResource } from '../../model/resource';
import { nodeAt } from '../node';
import { checkWritten } from './check-written';
import { tellRefused } from './consequence';
import { calicoVersions, type KindReader } from './kind-reader';
import { netsOfSet } from './read-net';
import { checkFields, mapAt, quoted, tell, type Reading } from './reading';

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
      checkWritten(object, meta, 'any');
      const spec = mapAt(object, 'spec');
      if (spec !== undefined)
        checkFields(spec, ['nets'], new Map([['allowedEgressDomains', 'Open source Calico does not know it.']]));
      checkTraps(object, meta);
      return [{ kind, meta, nets: spec === undefined ? [] : netsOfSet(spec, 'nets') }];
    },
  };
}

/** Labels that Calico gives to endpoints make a set look like one. Source: calico-semantics 5.1, 8.1. */
function checkTraps(object: Reading, { labels, at }: Meta): void {
  const metadata = nodeAt(object.node, 'metadata', 'labels');
  const placeOf = (key: string): SourceRange =>
    (metadata?.kind === 'map' ? metadata.entries.get(key)?.key : undefined) ??
    nodeAt(object.node, 'metadata')?.at ??
    at;
  const namespace = 'projectcalico.org/namespace';
  if (labels.has(namespace)) {
    tellRefused(object, {
      says: `label \`${namespace}\` is ${quoted(labels.get(namespace) ?? '')}, and the label is Calico's own`,
      at: placeOf(namespace),
      fix: 'Leave it out.',
      evaluated: 'as written',
    });
  }
  const orchestrator = 'projectcalico.org/orchestrator';
  if (!labels.has(orchestrator)) return;
  tell(object, {
    code: 'resource/bad-value',
    severity: 'warning',
    says: `label \`${orchestrator}\` makes Kubernetes policies take the set for pods.`,
    at: placeOf(orchestrator),
  });
}
