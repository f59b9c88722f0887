import type { ContainerPort } from '../../model/resource';
import { isPortNumber, transportOf } from './read-port';
import { mapsAt, numberAt, textAt, type Reading } from './reading';

/** Named ports of Calico's own endpoints. Source: calico-semantics 1.4. */
export const endpointPortsAt = (spec: Reading): readonly ContainerPort[] =>
  mapsAt(spec, 'ports').flatMap((entry) => {
    const port = numberAt(entry, 'port');
    const protocol = transportOf(textAt(entry, 'protocol'));
    if (port === undefined || !isPortNumber(port) || protocol === undefined) return [];
    return [{ name: textAt(entry, 'name'), protocol, port, init: false }];
  });
