import type { Cluster } from '../../model/cluster';
import type { Direction, FailsafePort, HostEndpointResource } from '../../model/resource';
import type { Scope, Stage, Unknown } from '../../model/verdict';
import { every, certain, some, type Finding } from './finding';
import { isWildcard } from './host-endpoints';
import { inNets, type Packet } from './packet';
import { plainPolicies } from './plain-policies';
import type { PlainPolicy } from './plain-policy';
import { policySelectorText } from './selector-text';
import { selects } from './things';
import { walkHook, type Endings, type Hook } from './walk';

/** One class of the policies on a host endpoint, for one packet. */
export interface HostHook {
  readonly host: HostEndpointResource;
  readonly direction: Direction;
  readonly stage: Stage;
  readonly packet: Packet;
}

const nothing: Endings = { decisions: [], fallsOut: true, missing: [] };

/** What a host endpoint decides about a packet in one of its classes, in every way it can. Source: 4.4. */
export function hostEndings(cluster: Cluster, scope: Scope, hook: HostHook): Endings {
  switch (hook.stage) {
    case 'untracked':
      return isWildcard(hook.host) ? nothing : fallThrough(cluster, scope, hook);
    case 'pre-dnat':
      return hook.direction === 'Ingress' ? fallThrough(cluster, scope, hook) : nothing;
    case 'normal': {
      const walked = walkHook(cluster, scope, walkOf(hook, { tiersEnd: true, profiles: true }));
      return afterFailsafe(failsafe(cluster, hook), walked);
    }
    case 'forward':
      return forwarded(cluster, scope, hook);
  }
}

const isOfStage =
  (stage: Stage) =>
  (policy: PlainPolicy): boolean =>
    stage === 'forward' ? policy.stage === 'normal' && policy.onForward : policy.stage === stage;

const walkOf = (
  { host, direction, packet, stage }: HostHook,
  rules: { readonly tiersEnd: boolean; readonly profiles: boolean },
): Hook => ({ subject: { kind: 'host', host }, direction, packet, counts: isOfStage(stage), ...rules });

/** Policies of the class on the host endpoint, whatever their direction; `no` when there is none. */
function hasPolicies(cluster: Cluster, scope: Scope, { host, stage }: HostHook): Finding {
  return some(
    plainPolicies(cluster, scope)
      .filter(isOfStage(stage))
      .map((policy) => selects(cluster, policySelectorText(policy), { kind: 'host', host })),
  );
}

/** Untracked and pre-DNAT policy: no tier ends, no profile follows. Without any policy there is no failsafe either. */
function fallThrough(cluster: Cluster, scope: Scope, hook: HostHook): Endings {
  const present = hasPolicies(cluster, scope, hook);
  if (present.truth === 'no') return nothing;
  const walked = walkHook(cluster, scope, walkOf(hook, { tiersEnd: false, profiles: false }));
  return afterFailsafe(every([present, failsafe(cluster, hook)]), walked);
}

/** Failsafe ports are open before any policy is asked. */
function afterFailsafe({ truth, missing }: Finding, walked: Endings): Endings {
  const open = { by: 'failsafe' as const, action: 'allow' as const };
  if (truth === 'no') return walked;
  if (truth === 'yes') return { decisions: [open], fallsOut: false, missing: [] };
  return { ...walked, decisions: [open, ...walked.decisions], missing: [...missing, ...walked.missing] };
}

/** By destination port and far side; in the untracked class the replies of such connections pass as well. */
function failsafe(cluster: Cluster, { direction, stage, packet }: HostHook): Finding {
  const { failsafeInbound, failsafeOutbound } = cluster.felix;
  const [own, other] =
    direction === 'Ingress' ? [failsafeInbound, failsafeOutbound] : [failsafeOutbound, failsafeInbound];
  const farSide = direction === 'Ingress' ? packet.source : packet.destination;
  const isOne = (ports: readonly FailsafePort[], port: number | undefined): Finding =>
    some(
      ports
        .filter((entry) => entry.protocol === packet.protocol && entry.port === port)
        .map(({ net }) => (net === undefined ? certain(true) : inNets(cluster, [net], farSide))),
    );
  const reply = stage === 'untracked' ? [isOne(other, packet.sourcePort)] : [];
  return some([isOne(own, packet.port), ...reply]);
}

/**
 * What is routed through: accepted where no forward policy is on the host endpoint in either direction, staged ones
 * counted; left undecided where the tiers end without a decision.
 */
function forwarded(cluster: Cluster, scope: Scope, hook: HostHook): Endings {
  const scopes: readonly Scope[] = scope === 'enforced' ? ['enforced', 'pending'] : [scope];
  const present = some(scopes.map((each) => hasPolicies(cluster, each, hook)));
  const byDefault = { by: 'forward-default' as const, action: 'allow' as const };
  if (present.truth === 'no') return { decisions: [byDefault], fallsOut: false, missing: [] };
  const walked = walkHook(cluster, scope, walkOf(hook, { tiersEnd: true, profiles: false }));
  if (present.truth === 'yes') return walked;
  const missing: readonly Unknown[] = [...present.missing, ...walked.missing];
  return { ...walked, decisions: [byDefault, ...walked.decisions], missing };
}
