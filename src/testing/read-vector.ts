/** Words that the files in `fixtures/vectors` share, and what they mean. */
import { readFileSync } from 'node:fs';
import { load } from 'js-yaml';
import { assertNever } from '../base/assert';
import type { Regime } from '../model/cluster';
import type { Flow, FlowEnd } from '../model/flow';
import type { Decision, FlowVerdict, PathPlace, PathStep, PolicyRef, Side } from '../model/verdict';
import { flow, globalNetworkSet, tier, type Part } from './builders';
import { anp, banp, cnp, knp, sknp, type AdminSpec, type KubernetesSpec } from './build-kubernetes';
import { gnp, np, sgnp, snp, type CalicoSpec } from './build-policies';

export const readFixture = (name: string): unknown =>
  load(readFileSync(new URL(`../fixtures/vectors/${name}`, import.meta.url), 'utf8'));

/** An object as a vector writes it: its kind in short with its name, then its spec. */
export type ObjectText = Readonly<Record<string, unknown>>;

export function partOf(object: ObjectText): Part {
  const [kind = '', name] = Object.entries(object)[0] ?? [];
  const id = String(name);
  const make = makers.get(kind);
  if (make === undefined) throw new Error(`No vector knows an object of kind ${kind}`);
  return make(id, object);
}

const makers = new Map<string, (id: string, spec: object) => Part>([
  ['gnp', (id, spec: CalicoSpec) => gnp(id, spec)],
  ['np', (id, spec: CalicoSpec) => np(id, spec)],
  ['sgnp', (id, spec: CalicoSpec) => sgnp(id, spec)],
  ['snp', (id, spec: CalicoSpec) => snp(id, spec)],
  ['knp', (id, spec: KubernetesSpec) => knp(id, spec)],
  ['sknp', (id, spec: KubernetesSpec) => sknp(id, spec)],
  ['cnp', (id, spec: AdminSpec) => cnp(id, spec)],
  ['anp', (id, spec: AdminSpec) => anp(id, spec)],
  ['banp', (_, spec: AdminSpec) => banp(spec)],
  ['tier', (id, spec) => tier(id, spec)],
  ['set', (id, spec) => globalNetworkSet(id, {}, 'nets' in spec ? (spec.nets as readonly string[]) : [])],
]);

/** `a/web > b/cli TCP 80`; an end may also be an address, `node node-a` or `service a/api`. */
export function readFlow(text: string, options: Parameters<typeof flow>[3] = {}): Flow {
  const [, from = '', to = '', connection = ''] = /^(.+) > (\S+|\S+ \S+) ([A-Z][A-Za-z]*(?: \d+)?)$/.exec(text) ?? [];
  return flow(endOf(from), endOf(to), connection, options);
}

function endOf(text: string): string | FlowEnd {
  const [kind, name] = text.split(' ');
  if (name === undefined) return text;
  return kind === 'node' ? { kind, name } : { kind: 'service', id: name };
}

/** What ended a walk, in the words of the vectors: `deny rule default NetworkPolicy a/p 0`. */
export function printDecision(decision: Decision): string {
  const { action } = decision;
  switch (decision.by) {
    case 'rule':
      return `${action} rule ${decision.tier} ${nameOf(decision.policy)} ${decision.rule}`;
    case 'end-of-tier':
      return `${action} end-of-tier ${decision.tier} ${nameOf(decision.policy)}`;
    case 'profile':
      return `${action} profile ${decision.profile}`;
    case 'no-profile-match':
    case 'host-bypass':
    case 'encapsulation-guard':
    case 'failsafe':
    case 'forward-default':
    case 'endpoint-to-host':
      return `${action} ${decision.by}`;
    default:
      return assertNever(decision);
  }
}

/** A whole verdict in one line; two evaluators agree when theirs are equal. The order of decisions does not count. */
export function printVerdict({ verdict, egress, ingress, reason, path }: FlowVerdict): string {
  const sideText = (side: Side | undefined) =>
    side === undefined ? 'none' : side.decisions.map(printDecision).sort().join(' or ');
  const why = reason === undefined ? '' : ` (${reason.kind})`;
  const way = path.length === 0 ? '' : `; path: ${printPath(path)}`;
  return `${verdict}${why}; egress: ${sideText(egress)}; ingress: ${sideText(ingress)}${way}`;
}

/** `shop/web egress normal allow profile kns.shop | eth0-a of node-a ingress untracked deny rule default ...`. */
export const printPath = (path: readonly PathStep[]): string =>
  path
    .map(({ at, direction, stage, decision }) => `${placeText(at)} ${direction} ${stage} ${printDecision(decision)}`)
    .join(' | ');

const placeText = (at: PathPlace): string =>
  at.kind === 'pod' ? at.pod : at.kind === 'node' ? at.node : `${at.hostEndpoint} of ${at.node}`;

const nameOf = ({ kind, namespace, name }: PolicyRef): string =>
  `${kind} ${namespace === undefined ? name : `${namespace}/${name}`}`;

/** A decision about a policy of a custom tier T, which clients name `T.<name>` before 3.32. */
export function inRegime(decision: string | undefined, regime: Regime): string | undefined {
  if (decision === undefined || regime === '3.32') return decision;
  return decision.replace(
    /^(\w+ (?:rule|end-of-tier)) (?!default |\w*adminnetworkpolicy )(\S+) (\S+) (\S+\/)?/,
    '$1 $2 $3 $4$2.',
  );
}
