import type { HostEndpointResource } from '../../model/resource';
import { checkHostEndpoint } from './check-host-endpoint';
import { checkWritten } from './check-written';
import { calicoVersions, type KindReader } from './kind-reader';
import { addressesOf } from './read-net';
import { endpointPortsAt } from './read-endpoint-ports';
import { checkFields, mapAt, textAt, textsAt, type Reading } from './reading';

const fields = ['node', 'interfaceName', 'expectedIPs', 'profiles', 'ports'];

/** Source: Calico v3 API, `HostEndpointSpec`; calico-semantics 1.4, 8.5. */
export const hostEndpointReader: KindReader = {
  kind: 'HostEndpoint',
  apiVersions: calicoVersions,
  scope: 'cluster',
  called: 'HostEndpoint',
  read(object, meta): readonly HostEndpointResource[] {
    checkFields(object, ['apiVersion', 'kind', 'metadata', 'spec', 'status'], new Map());
    checkWritten(object, meta, 'any');
    const spec = mapAt(object, 'spec') ?? emptyAt(object);
    checkFields(spec, fields, new Map());
    const interfaceName = textAt(spec, 'interfaceName');
    const endpoint: HostEndpointResource = {
      kind: 'HostEndpoint',
      meta,
      node: textAt(spec, 'node'),
      interfaceName: interfaceName === '' ? undefined : interfaceName,
      expectedIPs: addressesOf({ ...spec, report: () => {} }, textsAt(spec, 'expectedIPs')),
      profiles: textsAt(spec, 'profiles').map(({ text }) => text),
      ports: endpointPortsAt(spec),
    };
    checkHostEndpoint(spec, endpoint);
    return [endpoint];
  },
};

/** A `spec` without a field, where the object has none. */
const emptyAt = (object: Reading): Reading => ({
  ...object,
  node: { kind: 'map', entries: new Map(), at: object.node.at },
  path: `${object.path}spec.`,
});
