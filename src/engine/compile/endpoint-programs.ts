/** The policies that apply to one endpoint, in evaluation order, found without asking all of them. */
import { groupBy } from '../../base/collections';
import type { Truth } from '../../base/truth';
import type { Cluster } from '../../model/cluster';
import type { Direction } from '../../model/resource';
import type { LabelLookup } from '../../selector/match';
import type { CompiledPolicy, CompiledTier, Program, ProgramTier } from './compiled';
import { evaluationOrder } from './order';
import type { SubjectIndex } from './subject-index';

/** Without any say over pods. */
export const isHostOnly = ({ hostClass }: Pick<CompiledPolicy, 'hostClass'>): boolean =>
  hostClass === 'untracked' || hostClass === 'pre-dnat';

/** What is asked of a policy before it is said to apply. */
export interface Applying {
  readonly labels: LabelLookup;
  readonly direction: Direction;
  counts(policy: CompiledPolicy): boolean;
  applies(policy: CompiledPolicy): Truth;
}

export function createApplying(
  tiers: readonly CompiledTier[],
  subjects: SubjectIndex,
): (asked: Applying) => readonly ProgramTier[] {
  const tierOf = new Map(tiers.map((tier) => [tier.name, tier]));
  const compare = evaluationOrder(tiers);
  return ({ labels, direction, counts, applies }) => {
    const found: { readonly policy: CompiledPolicy; readonly applies: Truth }[] = [];
    for (const policy of subjects.candidates(labels)) {
      if (!policy.types.includes(direction) || !counts(policy)) continue;
      const truth = applies(policy);
      if (truth !== 'no') found.push({ policy, applies: truth });
    }
    found.sort((a, b) => compare(a.policy, b.policy));
    return byTier(
      found.map((own) => ({ ...own, tier: tierOf.get(own.policy.tier) as CompiledTier })),
      direction,
    );
  };
}

/** More of them nobody keeps asking about. */
const mostRemembered = 4096;

export function endpointPrograms(
  { endpoints }: Cluster,
  labelsOf: (endpoint: number) => LabelLookup,
  applying: ReturnType<typeof createApplying>,
): (endpoint: number, direction: Direction) => Program {
  const known: Record<Direction, Map<number, Program>> = { Ingress: new Map(), Egress: new Map() };
  return (endpoint, direction) => {
    const programs = known[direction];
    const found = programs.get(endpoint);
    if (found !== undefined) return found;
    const tiers = applying({
      labels: labelsOf(endpoint),
      direction,
      counts: (policy) => !isHostOnly(policy),
      applies: ({ selected }) => selected?.hasEndpoint(endpoint) ?? 'yes',
    });
    const made: Program = { direction, tiers, profiles: endpoints[endpoint]?.profiles ?? [] };
    if (programs.size >= mostRemembered) programs.clear();
    programs.set(endpoint, made);
    return made;
  };
}

/** Policies in their order, put together tier by tier. */
export function byTier(
  applying: readonly { readonly tier: CompiledTier; readonly policy: CompiledPolicy; readonly applies: Truth }[],
  direction: Direction,
): readonly ProgramTier[] {
  return [...groupBy(applying, ({ tier }) => tier)].map(([tier, own]) => ({
    direction,
    tier,
    policies: own.map(({ policy, applies }) => ({ policy, applies })),
  }));
}
