/** One hook that a packet passes: what can come of it there. Source: calico-semantics 4.4. */
import { not, or, type Truth } from '../../base/truth';
import type { Direction } from '../../model/resource';
import type { Decision, PathPlace, PathStep, Side, Stage } from '../../model/verdict';
import type { CompiledCluster } from '../compile/compiled';
import { matcherOf, type Packet } from '../match';
import { walkProfiles, walkTiers } from '../walk';
import { isFailsafe, isFailsafeReply } from './failsafe';
import { hostProgram, isWildcard, type HostIndex } from './host-endpoint';

/** A way a hop can end: with a decision on the record, or without any. */
export interface Ending {
  readonly step: PathStep | undefined;
  /** The rest of what the host endpoint says in this direction is skipped. */
  readonly accepts: boolean;
}

export interface Hop {
  /** Host endpoint and direction; hops of one group are skipped once an earlier one accepted the packet for good. */
  readonly group: string | undefined;
  /** One ending where the input suffices. */
  run(): readonly Ending[];
}

const silent: Ending = { step: undefined, accepts: false };

/** A pod's own policy, which nothing replaces. */
export const podHop = (pod: string, direction: 'ingress' | 'egress', side: Side): Hop => ({
  group: undefined,
  run: () =>
    side.decisions.map((decision) => ({
      step: { at: { kind: 'pod', pod }, direction, stage: 'normal', decision },
      accepts: false,
    })),
});

const failsafe: Decision = { by: 'failsafe', action: 'allow' };
const forwardDefault: Decision = { by: 'forward-default', action: 'allow' };

export function hostHop(
  compiled: CompiledCluster,
  host: HostIndex,
  stage: Stage,
  direction: 'ingress' | 'egress',
  packet: Packet,
): Hop {
  return { group: `${host} ${direction}`, run: () => hostEndings(compiled, host, stage, direction, packet) };
}

function hostEndings(
  compiled: CompiledCluster,
  host: HostIndex,
  stage: Stage,
  direction: 'ingress' | 'egress',
  packet: Packet,
): readonly Ending[] {
  const ended = (decision: Decision, accepts = false): Ending => ({
    step: { at: placeOf(compiled, host), direction, stage, decision },
    accepts,
  });
  const tiers = hostProgram(compiled, host, capital(direction), stage);
  const early = stage === 'untracked' || stage === 'pre-dnat';
  if (stage === 'untracked' && isWildcard(compiled, host)) return [silent];
  // The hook is there once a policy of its class applies, in whichever direction.
  if (early && tiers.length === 0 && hostProgram(compiled, host, opposite(direction), stage).length === 0)
    return [silent];
  // What comes before any policy: it ends its own stage only.
  const first =
    stage === 'forward' ? not(compiled.forwards(host)) : openAnyway(compiled, direction, packet, stage === 'untracked');
  const ahead = first === 'no' ? [] : [ended(stage === 'forward' ? forwardDefault : failsafe)];
  if (first === 'yes') return ahead;

  const decisions = new Set<Decision>();
  const { rule: matching } = matcherOf(compiled, packet);
  const open = walkTiers(tiers, matching, early ? 'fall-through' : 'default-actions', decisions);
  if (open && stage === 'normal') {
    const { profiles } = compiled.cluster.hostEndpoints[host] ?? { profiles: [] };
    for (const decision of walkProfiles(compiled, { profiles, direction: capital(direction) }, matching))
      decisions.add(decision);
    return [...ahead, ...[...decisions].map((decision) => ended(decision))];
  }
  const endings = [...decisions].map((decision) => ended(decision, early && decision.action === 'allow'));
  return [...ahead, ...endings, ...(open ? [silent] : [])];
}

const openAnyway = (
  compiled: CompiledCluster,
  direction: 'ingress' | 'egress',
  packet: Packet,
  withReplies: boolean,
): Truth =>
  or(isFailsafe(compiled, direction, packet), withReplies ? isFailsafeReply(compiled, direction, packet) : 'no');

const capital = (direction: 'ingress' | 'egress'): Direction => (direction === 'ingress' ? 'Ingress' : 'Egress');

const opposite = (direction: 'ingress' | 'egress'): Direction => (direction === 'ingress' ? 'Egress' : 'Ingress');

function placeOf({ cluster }: CompiledCluster, host: HostIndex): PathPlace {
  const endpoint = cluster.hostEndpoints[host];
  return { kind: 'host-endpoint', hostEndpoint: endpoint?.meta.name ?? '', node: endpoint?.node ?? '' };
}

const dropped: Decision = { by: 'endpoint-to-host', action: 'deny' };

/** What becomes of a pod's packet to its own node. Handed to the node's own rules, it is taken to arrive. */
export const ownNodeHop = (node: string, action: 'Drop' | 'Accept' | 'Return' | undefined): Hop => ({
  group: undefined,
  run: () => {
    const drop: Ending = {
      step: { at: { kind: 'node', node }, direction: 'ingress', stage: 'normal', decision: dropped },
      accepts: false,
    };
    return action === 'Drop' ? [drop] : action === undefined ? [drop, silent] : [silent];
  },
});

/** All ways through a row of hops, each up to its first deny. */
export function waysThrough(hops: readonly Hop[]): readonly (readonly PathStep[])[] {
  const follow = (at: number, accepted: ReadonlySet<string>): readonly (readonly PathStep[])[] => {
    const hop = hops[at];
    if (hop === undefined) return [[]];
    const { group } = hop;
    if (group !== undefined && accepted.has(group)) return follow(at + 1, accepted);
    return hop.run().flatMap(({ step, accepts }) => {
      if (step === undefined) return follow(at + 1, accepted);
      if (step.decision.action === 'deny') return [[step]];
      const now = accepts && group !== undefined ? new Set([...accepted, group]) : accepted;
      return follow(at + 1, now).map((rest) => [step, ...rest]);
    });
  };
  return follow(0, new Set());
}
