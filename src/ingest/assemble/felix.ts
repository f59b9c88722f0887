import { felixDefaults, type FelixSettings } from '../../model/cluster';
import type { FelixConfigurationResource } from '../../model/resource';

/** The object named `default` speaks for every node; those of single nodes are not told apart. */
export function felixOf(objects: readonly FelixConfigurationResource[]): FelixSettings {
  const own = objects.find(({ meta }) => meta.name === 'default');
  return {
    endpointToHost: own?.endpointToHost,
    failsafeInbound: own?.failsafeInbound ?? felixDefaults.failsafeInbound,
    failsafeOutbound: own?.failsafeOutbound ?? felixDefaults.failsafeOutbound,
  };
}
