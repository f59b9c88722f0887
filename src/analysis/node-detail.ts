/** What applies to the pods behind one node of the map. */
import type { Cluster } from '../model/cluster';
import type { NodeDetail, PoliciesOnPods, PolicyOnPods } from './answers';
import type { Applying } from './applying';
import { briefOf } from './endpoint-list';
import type { MapView, Members } from './map-members';

/** Of members, and of policies in each direction. */
const most = 500;

/** `undefined` when the map has no such node with pods. */
export function nodeDetail(
  { endpoints }: Cluster,
  members: Members,
  applying: Applying,
  asked: MapView & { readonly id: string },
): NodeDetail | undefined {
  const standing = members.standingAt(asked, asked.id);
  if (standing === undefined) return undefined;
  return {
    pods: standing.members.length,
    members: standing.members
      .slice(0, most)
      .flatMap((index) => endpoints[index] ?? [])
      .map(briefOf),
    ingress: firstOf(applying.policiesOn(standing.members, 'Ingress')),
    egress: firstOf(applying.policiesOn(standing.members, 'Egress')),
  };
}

const firstOf = (policies: readonly PolicyOnPods[]): PoliciesOnPods => ({
  total: policies.length,
  listed: policies.slice(0, most),
});
