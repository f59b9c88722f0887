/** The rule that would have allowed a denied flow but for one criterion. */
import type { Miss, NearMiss, RuleTrace, SideTrace } from '../model/explanation';

/** `undefined` when nothing is denied, or no Allow rule comes within one criterion. */
export function nearestRule(sides: readonly (SideTrace | undefined)[]): NearMiss | undefined {
  const found = sides.flatMap((trace) => (trace?.side.verdict === 'deny' ? candidatesOf(trace) : []));
  return found.toSorted((a, b) => distance(a.miss) - distance(b.miss))[0];
}

function candidatesOf({ direction, tiers }: SideTrace): readonly NearMiss[] {
  // What an earlier rule denies, a later rule cannot allow: only rules that were tried come into question.
  return tiers.flatMap(({ policies }) =>
    policies.flatMap(({ policy, rules }) =>
      rules.flatMap((rule): readonly NearMiss[] => {
        const [miss, ...more] = rule.misses;
        if (rule.action !== 'Allow' || rule.matched !== 'no' || miss === undefined || more.length > 0) return [];
        return [{ policy, rule: rule.rule, direction, miss, change: changeOf(miss, rule), at: rule.at }];
      }),
    ),
  );
}

/** How far a miss is from a match: slips of the pen first. */
function distance(miss: Miss): number {
  if (miss.kind === 'selector' && miss.label?.near !== undefined) return 0;
  if (miss.kind === 'port') return 1;
  if (miss.kind === 'services') return 2;
  if (miss.kind === 'selector' && miss.label !== undefined) return 3;
  return 4;
}

function changeOf(miss: Miss, { text }: RuleTrace): NearMiss['change'] {
  if (miss.kind === 'selector' && miss.label?.near !== undefined && miss.label.got !== undefined) {
    const { wanted, got } = miss.label;
    const to = wanted.replace(/(['"]).*\1/, `'${got}'`);
    return to === wanted ? undefined : { from: wanted, to };
  }
  if (miss.kind === 'port' && !miss.negated && /^[0-9]+$/.test(miss.wanted) && miss.end === 'destination') {
    return { from: text, to: text.replace(` ${miss.wanted}`, ` ${miss.got}`) };
  }
  return undefined;
}
