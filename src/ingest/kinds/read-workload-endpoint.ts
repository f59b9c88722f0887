import type { WorkloadEndpointResource } from '../../model/resource';
import { calicoVersions, type KindReader } from './kind-reader';
import { endpointPortsAt } from './read-endpoint-ports';
import { addressesOf } from './read-net';
import { mapAt, tell, textAt, textsAt } from './reading';

/** A pod as Calico sees it, which only calicoctl shows. Source: calico-semantics 1.4; input-formats 2.5. */
export const workloadEndpointReader: KindReader = {
  kind: 'WorkloadEndpoint',
  apiVersions: calicoVersions,
  scope: 'namespaced',
  called: 'WorkloadEndpoint',
  read(object, meta): readonly WorkloadEndpointResource[] {
    const spec = mapAt(object, 'spec');
    if (spec === undefined) {
      tell(object, {
        code: 'resource/bad-value',
        severity: 'error',
        says: 'it has no `spec`.',
        at: object.node.at,
        hint: 'It is left out.',
      });
      return [];
    }
    return [
      {
        kind: 'WorkloadEndpoint',
        meta,
        pod: textAt(spec, 'pod') ?? textAt(spec, 'workload'),
        node: textAt(spec, 'node'),
        serviceAccount: textAt(spec, 'serviceAccountName'),
        addresses: addressesOf(spec, textsAt(spec, 'ipNetworks')),
        profiles: textsAt(spec, 'profiles').map(({ text }) => text),
        ports: endpointPortsAt(spec),
      },
    ];
  },
};
