/** Who decides how much, for the command line: JSON, and a table to read. */
import type { DecidedCount, Decisions, DirectionShare, PolicyShare } from '../analysis/answers';
import type { Direction } from '../model/resource';
import { decidesText, idleText } from './decided-words';
import { policyJson } from './decision-json';
import { policyName } from './words';

export type DecisionsFormat = 'json' | 'text';
export const decisionsFormats: readonly DecisionsFormat[] = ['json', 'text'];

/** `shares`: of all policies, in evaluation order. Ends in a line break. */
export function* decisionsText(
  decisions: Decisions,
  shares: Iterable<PolicyShare>,
  format: DecisionsFormat,
): Generator<string, void, void> {
  yield* format === 'json' ? jsonLines(decisions, shares) : textLines(decisions, shares);
}

/** One policy a line, so that answers can be compared line by line. */
function* jsonLines({ pairs, tiers }: Decisions, shares: Iterable<PolicyShare>): Generator<string, void, void> {
  const { total, reachable, open } = pairs;
  const ofTiers = tiers.map(({ name, ...own }) =>
    name === undefined ? { profiles: true, ...own } : { tier: name, ...own },
  );
  yield `{"schema": 1, "pairs": ${JSON.stringify({ total, reachable, undetermined: open })},\n`;
  yield `"tiers": ${JSON.stringify(ofTiers)},\n"policies": [`;
  let before = '\n';
  for (const share of shares) {
    yield `${before}  ${JSON.stringify(shareJson(share))}`;
    before = ',\n';
  }
  yield before === '\n' ? ']}\n' : '\n]}\n';
}

const shareJson = ({ policy: { ref, tier }, standing, egress, ingress }: PolicyShare): object => ({
  policy: policyJson(ref),
  tier,
  decides: standing === 'decides' ? 'pairs' : standing,
  ...(egress === undefined ? {} : { egress: directionJson(egress, 'Egress') }),
  ...(ingress === undefined ? {} : { ingress: directionJson(ingress, 'Ingress') }),
});

const countJson = ({ pairs, endpoints }: DecidedCount): object => ({ pairs, endpoints });

const directionJson = (share: DirectionShare, direction: Direction): object => ({
  ...countJson(share),
  rules: share.rules.map((rule) => ({
    rule: rule.rule,
    ...countJson(rule),
    ...(rule.idle === undefined ? {} : { why: idleText(rule.idle, direction) }),
  })),
  ...(share.endOfTier === undefined ? {} : { endOfTier: countJson(share.endOfTier) }),
});

function* textLines({ pairs, tiers }: Decisions, shares: Iterable<PolicyShare>): Generator<string, void, void> {
  const { total, reachable, open } = pairs;
  yield `${reachable} of ${total} pairs can talk${open > 0 ? `, ${open} undetermined` : ''}\n`;
  for (const { name, egress, ingress } of tiers) {
    yield `${name === undefined ? 'profiles' : `tier ${name}`}: ${egress} pairs on egress, ${ingress} on ingress\n`;
  }
  for (const { policy, ...share } of shares) {
    yield `\n${policy.tier}  ${policyName(policy.ref)}\n`;
    for (const direction of ['Ingress', 'Egress'] as const) {
      const own = direction === 'Ingress' ? share.ingress : share.egress;
      if (own !== undefined) yield* directionLines(own, direction);
    }
  }
}

function* directionLines(share: DirectionShare, direction: Direction): Generator<string, void, void> {
  yield `  ${direction.toLowerCase()}: ${plainDigits(decidesText(share))}\n`;
  for (const rule of share.rules) {
    const told = rule.endpoints > 0 ? decidesText(rule) : idleText(rule.idle, direction);
    yield `    rule ${rule.rule + 1}, ${rule.texts.join(' / ')}: ${plainDigits(told)}\n`;
  }
  if ((share.endOfTier?.endpoints ?? 0) > 0) {
    yield `    end of tier: ${plainDigits(decidesText(share.endOfTier ?? { pairs: 0, endpoints: 0 }))}\n`;
  }
}

/** For machines as well: thousands stand together. */
const plainDigits = (text: string): string => text.replaceAll('\u2009', '');
