/** What decides how much, and why something decides nothing, in words. */
import { assertNever } from '../base/assert';
import type { DecidedCount, DecidingStanding, IdleReason } from '../analysis/answers';
import type { Direction } from '../model/resource';
import type { Decision } from '../model/verdict';
import { counted, groupDigits, listed } from './sentence';
import { decisionShort } from './words';

/** What a pair is, wherever pairs are counted. */
export function pairMeaning(bothFamilies: boolean): string {
  const own = 'A pair is one endpoint and another one that it may reach: each way counts. Hosts are not counted.';
  return bothFamilies ? `${own} IPv4 and IPv6 count apart.` : own;
}

/** `Decides 1240 pairs at 12 endpoints`; of connections with the outside alone there are no pairs. */
export function decidesText({ pairs, endpoints }: DecidedCount): string {
  if (endpoints === 0) return 'Decides nothing';
  const at = `at ${counted(endpoints, 'endpoint')}`;
  return pairs === 0 ? `Decides only traffic with the outside, ${at}` : `Decides ${counted(pairs, 'pair')}, ${at}`;
}

/** In the place of a number: `1240`, `34M`, `outside`, `nothing`. */
export function decidesShort(standing: DecidingStanding, pairs: number): string {
  switch (standing) {
    case 'decides':
      return roundedCount(pairs);
    case 'outside':
    case 'passes':
    case 'nothing':
      return standing;
    case 'not-counted':
      return '–';
    default:
      return assertNever(standing);
  }
}

/** A policy in a sentence: `decides 1240 pairs on ingress and 300 on egress`. */
export function decidesSentence(standing: DecidingStanding, egress: number, ingress: number): string {
  switch (standing) {
    case 'decides':
      return `decides ${listed([
        ...(ingress > 0 ? [`${counted(ingress, 'pair')} on ingress`] : []),
        ...(egress > 0 ? [`${counted(egress, 'pair')} on egress`] : []),
      ])}`;
    case 'outside':
      return 'decides only traffic with the outside';
    case 'passes':
      return 'decides nothing itself: its rules pass to the next tier';
    case 'nothing':
      return 'decides nothing';
    case 'not-counted':
      return 'not counted: what it decides is about hosts or source ports';
    default:
      return assertNever(standing);
  }
}

export function idleText(reason: IdleReason | undefined, direction: Direction): string {
  switch (reason?.kind) {
    case undefined:
      return 'decides nothing';
    case 'passes':
      return 'passes what it matches to the next tier';
    case 'logs':
      return 'logs what it matches and goes on';
    case 'no-subject':
      return 'the policy applies to no endpoint';
    case 'other-type':
      return `${direction.toLowerCase()} is not among the types of the policy`;
    case 'source-port':
      return 'not counted: it hangs on source ports';
    case 'hosts':
      return 'not counted: the policy is for hosts too';
    case 'no-peer':
      return `no endpoint and no address fits its ${direction === 'Ingress' ? 'source' : 'destination'}`;
    case 'no-match':
      return 'matches no connection at the endpoints of the policy';
    case 'only-itself':
      return 'matches only what endpoints send to themselves';
    case 'decided-before': {
      const names = [...new Set(reason.by.map(decisionShort))];
      const more = reason.total - reason.by.length;
      return `what it matches is decided by ${listed(more > 0 ? [...names, `${groupDigits(more)} more`] : names)}`;
    }
    default:
      return assertNever(reason);
  }
}

/** Several deciders of one kind and tier in a table's cell: `rules of 12 policies in tier default`, `3 profiles`. */
export function decidersShort(decisions: readonly Decision[]): string {
  const texts = [...new Set(decisions.map(decisionShort))];
  const [first] = decisions;
  if (texts.length < 2 || first === undefined) return texts.join();
  if (first.by !== 'rule') return first.by === 'profile' ? counted(texts.length, 'profile') : listed(texts);
  const policies = new Set(decisions.flatMap((decision) => (decision.by === 'rule' ? decision.policy.id : [])));
  return policies.size === 1
    ? listed(texts)
    : `rules of ${counted(policies.size, 'policy', 'policies')} in tier ${first.tier}`;
}

/** At most four signs: `9999`, `12k`, `1.2M`, `34M`, `10.5G`. Rounded down. */
export function roundedCount(count: number): string {
  if (count < 10_000) return String(count);
  for (const [unit, sign] of units) {
    if (count < unit) continue;
    const tenths = Math.floor(count / (unit / 10));
    return tenths < 100 ? `${Math.floor(tenths / 10)}.${tenths % 10}${sign}` : `${Math.floor(tenths / 10)}${sign}`;
  }
  return String(count);
}

const units = [
  [1e9, 'G'],
  [1e6, 'M'],
  [1e3, 'k'],
] as const;

/** `19.4 %`; what is not none is never told as 0. */
export function percentText(part: number, whole: number): string {
  if (part === 0 || whole === 0) return '0 %';
  if (part === whole) return '100 %';
  const percent = (100 * part) / whole;
  if (percent < 0.1) return '< 0.1 %';
  return percent > 99.9 ? '> 99.9 %' : `${percent.toFixed(1)} %`;
}
