/** Everything the panels ask of one compiled cluster, with what is worth keeping between their questions. */
import { lazily } from '../base/lazily';
import type { Task } from '../base/task';
import { createConnections, type Latest } from '../engine/connections';
import type { CompiledCluster } from '../engine/compile/compiled';
import type { PolicyId } from '../model/ids';
import type { Decisions, GroupedMap, NodeDetail, PairConnections, PolicyShare } from './answers';
import { createApplying } from './applying';
import { countDecided, decisionsOf, type Counted } from './decisions';
import { createEndpointList, type EndpointList } from './endpoint-list';
import { mapOf } from './map';
import { outsideGroups } from './map-groups';
import { createMembers, type MapView } from './map-members';
import { createNames, type Names } from './names';
import { nodeDetail } from './node-detail';
import { pairConnections } from './pair';
import { createPolicyList, type PolicyList } from './policy-list';
import { policyShare } from './policy-share';

export interface Overview extends Latest {
  readonly endpoints: EndpointList;
  readonly policies: PolicyList;
  readonly names: Names;
  map(view: MapView): Task<GroupedMap>;
  node(asked: MapView & { readonly id: string }): NodeDetail | undefined;
  /** `undefined` when the map has no such nodes. */
  pair(asked: MapView & Pick<PairConnections, 'from' | 'to'>): PairConnections | undefined;
  decisions(): Task<Decisions>;
  /** `undefined` when there is no such policy. */
  policyShare(id: PolicyId): Task<PolicyShare | undefined>;
}

/** Each part is made when somebody first asks for it; `before` is what another state of the policies left. */
export function createOverview(compiled: CompiledCluster, before?: Latest): Overview {
  const maps = new Map<string, GroupedMap>();
  let latest = before;
  const connections = lazily(() => {
    const made = createConnections(compiled, { before });
    latest = made;
    return made;
  });
  const members = lazily(() => createMembers(compiled.cluster));
  const applying = lazily(() => createApplying(compiled));
  const endpoints = lazily(() => createEndpointList(compiled, members(), applying()));
  const policies = lazily(() => createPolicyList(compiled, applying()));
  const names = lazily(() =>
    createNames(
      compiled,
      members(),
      outsideGroups(compiled, connections()).map(({ node }) => node),
    ),
  );
  let counted: Counted | undefined;
  const count = function* (): Task<Counted> {
    return (counted ??= yield* countDecided(connections()));
  };
  let decisions: Decisions | undefined;
  return {
    latestReach: (family) => latest?.latestReach(family),
    get endpoints() {
      return endpoints();
    },
    get policies() {
      return policies();
    },
    get names() {
      return names();
    },
    *map(view) {
      const key = `${view.grouping ?? ''}\n${view.focus ?? ''}`;
      const known = maps.get(key);
      if (known !== undefined) return known;
      const made = yield* mapOf(compiled, connections(), members(), view);
      maps.set(key, made);
      return made;
    },
    node: (asked) => nodeDetail(compiled.cluster, members(), applying(), asked),
    pair: (asked) => pairConnections(compiled, connections(), members(), asked),
    *decisions() {
      return (decisions ??= yield* decisionsOf(compiled, yield* count()));
    },
    *policyShare(id) {
      return policyShare(compiled, yield* count(), id);
    },
  };
}
