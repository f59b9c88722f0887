import type { ContainerPort, HostEndpointResource } from '../../model/resource';
import { calicoVersions, type KindReader } from './kind-reader';
import { addressesOf } from './read-net';
import { endpointPortsAt } from './read-endpoint-ports';
import { checkFields, mapAt, tell, textAt, textsAt } from './reading';

const fields = ['node', 'interfaceName', 'expectedIPs', 'profiles', 'ports'];

/** Source: Calico v3 API, `HostEndpointSpec`; calico-semantics 1.4, 8.5. */
export const hostEndpointReader: KindReader = {
  kind: 'HostEndpoint',
  apiVersions: calicoVersions,
  scope: 'cluster',
  called: 'HostEndpoint',
  read(object, meta): readonly HostEndpointResource[] {
    checkFields(object, ['apiVersion', 'kind', 'metadata', 'spec', 'status'], new Map());
    const spec = mapAt(object, 'spec');
    const none: readonly ContainerPort[] = [];
    if (spec !== undefined) checkFields(spec, fields, new Map());
    const interfaceName = spec === undefined ? undefined : textAt(spec, 'interfaceName');
    const expectedIPs = spec === undefined ? [] : addressesOf(spec, textsAt(spec, 'expectedIPs'));
    if ((interfaceName ?? '') === '' && expectedIPs.length === 0) {
      tell(object, {
        code: 'resource/bad-value',
        severity: 'warning',
        says: 'it has neither `interfaceName` nor `expectedIPs`, so it stands for nothing.',
        at: spec?.node.at ?? object.node.at,
        hint: 'The API refuses it.',
      });
    }
    return [
      {
        kind: 'HostEndpoint',
        meta,
        node: spec === undefined ? undefined : textAt(spec, 'node'),
        interfaceName: interfaceName === '' ? undefined : interfaceName,
        expectedIPs,
        profiles: spec === undefined ? [] : textsAt(spec, 'profiles').map(({ text }) => text),
        ports: spec === undefined ? none : endpointPortsAt(spec),
      },
    ];
  },
};
