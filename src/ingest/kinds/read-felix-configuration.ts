import type { FailsafePort, FelixConfigurationResource } from '../../model/resource';
import { parseCidr } from '../../net/cidr';
import { calicoVersions, type KindReader } from './kind-reader';
import { transportOf } from './read-port';
import { mapAt, mapsAt, numberAt, present, quoted, tell, textAt, type Reading } from './reading';

/** The settings that decide about packets; the rest changes no verdict. Source: calico-semantics 4.2, 4.4. */
export const felixConfigurationReader: KindReader = {
  kind: 'FelixConfiguration',
  apiVersions: calicoVersions,
  scope: 'cluster',
  called: 'FelixConfiguration',
  read(object, meta): readonly FelixConfigurationResource[] {
    const spec = mapAt(object, 'spec');
    return [
      {
        kind: 'FelixConfiguration',
        meta,
        endpointToHost: spec === undefined ? undefined : actionAt(spec),
        failsafeInbound: spec === undefined ? undefined : failsafesAt(spec, 'failsafeInboundHostPorts'),
        failsafeOutbound: spec === undefined ? undefined : failsafesAt(spec, 'failsafeOutboundHostPorts'),
      },
    ];
  },
};

const actions = ['Drop', 'Accept', 'Return'] as const;

function actionAt(spec: Reading): (typeof actions)[number] | undefined {
  const text = textAt(spec, 'defaultEndpointToHostAction');
  const action = actions.find((known) => known.toLowerCase() === text?.toLowerCase());
  if (text !== undefined && action === undefined) {
    tell(spec, {
      code: 'resource/bad-value',
      severity: 'warning',
      says: `\`${spec.path}defaultEndpointToHostAction\` is ${quoted(text)}.`,
      at: spec.node.at,
      hint: 'Drop, Accept or Return. Read as if it were absent.',
    });
  }
  return action;
}

/** An empty list closes every failsafe port; an absent one leaves the defaults. */
function failsafesAt(spec: Reading, key: string): readonly FailsafePort[] | undefined {
  if (present(spec, key) === undefined) return undefined;
  return mapsAt(spec, key).flatMap((entry): readonly FailsafePort[] => {
    const port = numberAt(entry, 'port');
    const net = textAt(entry, 'net');
    const protocol = transportOf(textAt(entry, 'protocol')?.toUpperCase());
    return port === undefined || protocol === undefined
      ? []
      : [{ protocol, port, net: net === undefined ? undefined : parseCidr(net) }];
  });
}
