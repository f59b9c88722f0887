import { assembleCluster } from '../ingest/assemble';
import { readResources } from '../ingest/read-resources';
import { readText } from '../ingest/read-text';
import type { Cluster, Regime } from '../model/cluster';
import { fileId } from '../model/ids';

/** Files that `printCluster` printed, whole or in pieces, as one cluster again. */
export function readPrinted(texts: readonly string[], regime: Regime): Cluster {
  const report = () => {};
  const files = texts.map((text, i) => readText({ id: fileId(`printed-${i}`), name: `${i}.yaml`, text }, report));
  const read = files.map(({ objects }) => readResources(objects, report));
  const resources = [...read.flatMap((one) => one.resources), ...files.flatMap((one) => one.resources)];
  return assembleCluster(
    resources,
    read.flatMap(({ unread }) => unread),
    { regime },
    report,
  );
}

/** Profiles of pods' own, finished pods and what the data plane rejects have no YAML. */
export const hasYaml = ({ endpoints, policies }: Cluster): boolean =>
  endpoints.every(({ addresses, profiles }) => addresses.length > 0 && !profiles.includes('custom')) &&
  policies.every(({ resource }) => !('rejected' in resource) || resource.rejected === undefined);
