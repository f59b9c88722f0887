/** Whatever is said of a rule that decides nothing has to be true of every pair and of every flow. */
import { expect, test } from 'vitest';
import { finish } from '../base/task';
import { answerFlow } from '../engine/answer-flow';
import { compileCluster } from '../engine/compile/compile-cluster';
import type { CompiledCluster, CompiledPolicy, CompiledRule } from '../engine/compile/compiled';
import { createConnections, type Connections, type PeerClass } from '../engine/connections';
import { sideExtent } from '../engine/extent';
import type { Place } from '../engine/space';
import { defaultSourcePort } from '../model/flow';
import type { Direction } from '../model/resource';
import type { Decision, Scope } from '../model/verdict';
import type { Family } from '../net/address';
import { intersect } from '../net/intervals';
import { generateCluster } from '../testing/generate-cluster';
import { tripled } from '../testing/tripled';
import type { IdleReason } from './answers';
import { rulesIn } from './not-counted';
import { createOverview } from './overview';

const scopes: readonly Scope[] = ['enforced', 'pending', 'promoted'];
const directions: readonly Direction[] = ['Ingress', 'Egress'];
const families: readonly Family[] = [4, 6];

/** More with `AGREEMENT_SEEDS`; the first of them with `AGREEMENT_FROM`. */
const count = Number(process.env['AGREEMENT_SEEDS'] ?? 12);
const first = Number(process.env['AGREEMENT_FROM'] ?? 1);

interface Idle {
  readonly policy: CompiledPolicy;
  readonly direction: Direction;
  readonly rules: readonly CompiledRule[];
  readonly reason: IdleReason;
}

function idleIn(compiled: CompiledCluster): readonly Idle[] {
  const overview = createOverview(compiled);
  return compiled.tiers
    .flatMap(({ policies }) => policies)
    .flatMap((policy) => {
      const share = finish(overview.policyShare(policy.ref.id));
      return directions.flatMap((direction) =>
        (share?.[direction === 'Ingress' ? 'ingress' : 'egress']?.rules ?? []).flatMap(({ rule, idle: reason }) => {
          const rules = rulesIn(policy, direction).filter(({ index }) => index === rule);
          return reason === undefined ? [] : [{ policy, direction, rules, reason }];
        }),
      );
    });
}

interface End {
  readonly endpoint: number | undefined;
  readonly peer: PeerClass;
  readonly place: Place;
}

function endsOf({ cluster, space }: CompiledCluster, connections: Connections, family: Family): readonly End[] {
  if (!connections.families.includes(family)) return [];
  const endpoints = cluster.endpoints.flatMap((_, endpoint): readonly End[] => {
    const [peer, place] = [connections.classOf(endpoint, family), space.placeOf(endpoint, family)];
    return peer === undefined || place === undefined ? [] : [{ endpoint, peer, place }];
  });
  const outside = connections.externals(family).flatMap(({ ranges, peer }): readonly End[] => {
    for (const [start, end] of ranges) {
      for (let value = start; value < end && value < start + 64n; value += 1n) {
        const place = space.placeAt({ family, value });
        if (place.endpoints.length === 0) return [{ endpoint: undefined, peer, place }];
      }
    }
    return [];
  });
  return [...endpoints, ...outside];
}

/** What there is of a rule in a walk over all pairs. */
function seen(compiled: CompiledCluster, connections: Connections, { policy, direction, rules }: Idle) {
  const [others, itself] = [new Set<Decision>(), new Set<Decision>()];
  let fits = false;
  const appliesTo = (endpoint: number) => policy.selected?.hasEndpoint(endpoint) !== 'no';
  const possible = (rule: CompiledRule, end: 'source' | 'destination', place: Place) =>
    sideExtent(rule[end], place, compiled.space, defaultSourcePort).possible;
  for (const family of families) {
    const ends = endsOf(compiled, connections, family);
    for (const own of ends) {
      if (own.endpoint === undefined || !appliesTo(own.endpoint)) continue;
      for (const other of ends) {
        const [from, to] = direction === 'Egress' ? [own, other] : [other, own];
        const stretches = connections.between(from.peer, to.peer);
        for (const rule of rules) {
          const atPeer = possible(rule, direction === 'Egress' ? 'destination' : 'source', other.place);
          fits ||= atPeer.length > 0;
          const source = possible(rule, 'source', from.place);
          const line = intersect(rule.base[family], intersect(source, possible(rule, 'destination', to.place)));
          for (const { start, end, egress, ingress } of stretches) {
            if (intersect(line, [[start, end]]).length === 0) continue;
            const decisions = (direction === 'Egress' ? egress : ingress)?.decisions ?? [];
            for (const decision of decisions) (own.endpoint === other.endpoint ? itself : others).add(decision);
          }
        }
      }
    }
  }
  return { others, itself, fits, applies: compiled.cluster.endpoints.some((_, endpoint) => appliesTo(endpoint)) };
}

function isTrue({ reason, rules }: Idle, { others, itself, fits, applies }: ReturnType<typeof seen>): boolean {
  const isOwn = (decision: Decision) => rules.some((rule) => rule.decision === decision);
  switch (reason.kind) {
    case 'no-subject':
      return !applies;
    case 'no-peer':
      return !fits;
    case 'no-match':
      return others.size + itself.size === 0;
    case 'only-itself':
      return others.size === 0 && [...itself].some(isOwn);
    case 'decided-before': {
      const before = others.size > 0 ? others : itself;
      return reason.total === before.size && !reason.by.some(isOwn) && reason.by.every((one) => before.has(one));
    }
    default:
      return true;
  }
}

/** All decisions that an answer speaks of. */
function deciders(answer: unknown, found = new Set<unknown>()): ReadonlySet<unknown> {
  if (typeof answer !== 'object' || answer === null || found.has(answer)) return found;
  found.add(answer);
  for (const value of Object.values(answer)) deciders(value, found);
  return found;
}

const claims = new Set<IdleReason['kind']>(['no-subject', 'no-peer', 'no-match', 'only-itself', 'decided-before']);

test.each([false, true])('every reason is true; input missing: %s', { timeout: 3_600_000 }, (missing) => {
  const kinds = new Set<string>();
  for (let seed = first; seed < first + count; seed += 1) {
    const { cluster, flows } = generateCluster(seed, { missing, flows: 60 });
    for (const [of, asked] of [[cluster, flows] as const, [tripled(cluster), []] as const]) {
      const compiled = compileCluster(of, scopes[seed % 3] ?? 'enforced');
      const connections = createConnections(compiled);
      const idle = idleIn(compiled);
      for (const one of idle) {
        kinds.add(one.reason.kind);
        const name = `seed ${seed}: ${one.policy.ref.id} ${one.direction} ${one.rules[0]?.index} ${one.reason.kind}`;
        if (claims.has(one.reason.kind)) expect(isTrue(one, seen(compiled, connections, one)), name).toBe(true);
      }
      for (const flow of asked) {
        if (JSON.stringify(flow.from) === JSON.stringify(flow.to)) continue;
        const found = deciders(answerFlow(compiled, flow));
        for (const { policy, direction, rules, reason } of idle) {
          const decides = rules.some(({ decision }) => decision !== undefined && found.has(decision));
          const name = `seed ${seed}: ${policy.ref.id} ${direction} ${rules[0]?.index} ${reason.kind} ${JSON.stringify(flow)}`;
          if (claims.has(reason.kind)) expect(decides, name).toBe(false);
        }
      }
    }
  }
  expect([...claims].filter((kind) => !kinds.has(kind) && kind !== 'only-itself')).toEqual([]);
});
