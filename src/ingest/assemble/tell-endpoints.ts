import { groupBy } from '../../base/collections';
import { sortedBy } from '../../base/order';
import type { Endpoint, Profile } from '../../model/cluster';
import type { Report } from '../../model/diagnostic';
import { addressKey, printAddress } from '../../net/address';
import { nameOfObject } from './object-name';
import type { AssembledEndpoints } from './endpoints';

/** What is odd or missing about pods. `endpoints` are sorted, so that the first to name a thing is always the same. */
export function tellEndpoints(
  { endpoints, finished }: AssembledEndpoints,
  profiles: ReadonlyMap<string, Profile>,
  report: Report,
): void {
  tellFinished(finished, report);
  tellShared(endpoints, report);
  tellWithoutAddress(endpoints, report);
  tellMissingProfiles(endpoints, profiles, report);
}

function tellFinished(finished: AssembledEndpoints['finished'], report: Report): void {
  const [first] = finished;
  if (first === undefined) return;
  report({
    code: 'cluster/address-missing',
    severity: 'info',
    message: `${finished.length === 1 ? 'One pod is' : `${finished.length} pods are`} finished and ${finished.length === 1 ? 'owns' : 'own'} no address any more, such as ${nameOfObject(first)}.`,
    at: first.meta.at,
    hint: 'Finished pods take no part.',
  });
}

/** Two exports of different age, mostly: an address is given to one pod at a time. */
function tellShared(endpoints: readonly Endpoint[], report: Report): void {
  const shared = sharedAddresses(endpoints);
  if (shared.size === 0) return;
  const owners = groupBy(
    endpoints.flatMap((endpoint) =>
      endpoint.addresses
        .filter((address) => shared.has(addressKey(address)))
        .map((address) => ({ endpoint, text: printAddress(address) })),
    ),
    ({ text }) => text,
  );
  for (const [text, same] of sortedBy(owners, ([address]) => address)) {
    const [first, second] = same;
    if (first === undefined || second === undefined) continue;
    const more = same.length > 2 ? ` and ${same.length - 2} more` : '';
    report({
      code: 'cluster/address-shared',
      severity: 'warning',
      message: `Address ${text} belongs to ${first.endpoint.id} and to ${second.endpoint.id}${more}.`,
      at: second.endpoint.at,
      hint: 'The files were probably exported at different times; a rule that matches one of them matches the address.',
    });
  }
}

function sharedAddresses(endpoints: readonly Endpoint[]): ReadonlySet<number | bigint> {
  const shared = new Set<number | bigint>();
  const sixes = new Set<bigint>();
  const fours: number[] = [];
  for (const { addresses } of endpoints) {
    for (const address of addresses) {
      const key = addressKey(address);
      if (typeof key === 'number') fours.push(key);
      else if (sixes.has(key)) shared.add(key);
      else sixes.add(key);
    }
  }
  // Side by side in order: faster than asking a set once for every pod.
  const ordered = Float64Array.from(fours).sort();
  for (const [i, key] of ordered.entries()) if (key === ordered[i - 1]) shared.add(key);
  return shared;
}

function tellWithoutAddress(endpoints: readonly Endpoint[], report: Report): void {
  const unknown = endpoints.filter(({ addressesKnown }) => !addressesKnown);
  const [first] = unknown;
  if (first === undefined) return;
  report({
    code: 'cluster/address-missing',
    severity: 'info',
    message: `${unknown.length === 1 ? `The address of ${first.id} is` : `The addresses of ${unknown.length} pods and workloads, such as ${first.id}, are`} not in the input.`,
    at: first.at,
    hint: 'Rules about addresses stay open for them; selectors do not.',
  });
}

/** Profiles of namespaces and service accounts come from those; one always exists. */
function tellMissingProfiles(
  endpoints: readonly Endpoint[],
  profiles: ReadonlyMap<string, Profile>,
  report: Report,
): void {
  const told = new Set<string>();
  let last: readonly string[] = [];
  for (const { profiles: names, id, at } of endpoints) {
    if (names === last) continue;
    last = names;
    for (const name of names) {
      if (/^k(ns|sa)\./.test(name) || name === 'projectcalico-default-allow' || profiles.has(name) || told.has(name))
        continue;
      told.add(name);
      report({
        code: 'cluster/profile-missing',
        severity: 'warning',
        message: `Profile \`${name}\` of ${id} is not in the input.`,
        at,
        hint: 'A profile that is missing in the cluster too denies everything that no policy decides.',
      });
    }
  }
}
