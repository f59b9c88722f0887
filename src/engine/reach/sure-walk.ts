/**
 * The walk of a whole line at once, where it hangs on no missing input: every step settles, together, the cells that it
 * matches and that no step before it settled. Says of each cell what `walk` says of it.
 */
import type { Decision } from '../../model/verdict';
import { profileDecision } from '../compile/profile-decision';
import { lineEnd } from '../line';
import { builtInProfile, noProfileMatch } from '../walk';
import { everywhereId, nowhereId, type Extents } from './extents';
import { codeOf, type FlatRow } from './flat-row';
import type { Entry } from './parts';
import { decisionsOf, type Program, type Steps } from './programs';

/** What programs of one shape do. */
interface SureSteps {
  /** Four numbers a step: its kind, its line, the slot that it asks, and the place of its decision. */
  readonly codes: readonly number[];
  /** By place in `decisionsOf`, the code of its verdict in a row. */
  readonly verdicts: readonly number[];
}

/** `end` is that of a tier or a profile: who passed goes on there, and who is not settled is denied or goes on too. */
const kinds = { decide: 0, pass: 1, end: 2 } as const;
const width = 4;
const anyPeer = -1;
const nobody = -1;

/** `undefined` where they hang on missing input. */
function sureSteps(steps: Steps, extents: Extents): SureSteps | undefined {
  const decisions = decisionsOf(steps);
  const codes: number[] = [];
  const slots = new Map<Entry['peer'], number>([[undefined, anyPeer]]);
  const places = new Map(decisions.map((decision, i) => [decision, i]));
  const placeOf = (decision: Decision | undefined): number =>
    decision === undefined ? nobody : (places.get(decision) as number);
  const add = (entries: readonly Entry[]): boolean => {
    for (const { rule, line, peer } of entries) {
      if (!extents.isSure(line)) return false;
      const slot = slots.get(peer) ?? slots.size - 1;
      slots.set(peer, slot);
      if (rule.action === 'Log') continue;
      codes.push(rule.action === 'Pass' ? kinds.pass : kinds.decide, line, slot, placeOf(rule.decision));
    }
    return true;
  };
  const decide = (decision: Decision) => codes.push(kinds.decide, everywhereId, anyPeer, placeOf(decision));
  const end = (decision: Decision | undefined) => codes.push(kinds.end, everywhereId, anyPeer, placeOf(decision));

  const { policies, profiles } = steps;
  for (const [i, { tier, policy, applies, variant }] of policies.entries()) {
    if (applies !== 'yes' || tier.standing === 'unknown' || !add(variant.entries)) return undefined;
    if (policies[i + 1]?.tier !== tier) end(tier.defaultAction === 'Pass' ? undefined : policy.endOfTier);
  }
  for (const { name, variant } of profiles) {
    if (variant === undefined) {
      const kind = builtInProfile(name);
      if (kind !== 'no-match') decide(profileDecision(name, kind === 'allow' ? 'allow' : 'deny'));
    } else {
      if (!add(variant.entries)) return undefined;
      end(undefined);
    }
  }
  decide(noProfileMatch);
  return { codes, verdicts: decisions.map(({ action }) => codeOf(action, 1)) };
}

/** Given what the peer answers, by slot. */
type SureWalk = (steps: SureSteps, answers: ReadonlyMap<number, number>) => FlatRow;

function createSureWalk(extents: Extents): SureWalk {
  const cuts: number[] = [];
  const settledBy: number[] = [];
  /** Where each step that counts stands, and the extent that it has left. */
  const counting: number[] = [];
  const lines: number[] = [];

  const cutAt = (bound: number): void => {
    let at = cuts.length;
    while (at > 0 && (cuts[at - 1] as number) > bound) at -= 1;
    if (at > 0 && cuts[at - 1] === bound) return;
    cuts.push(bound);
    cuts.copyWithin(at + 1, at, cuts.length - 1);
    cuts[at] = bound;
  };
  const prepare = ({ codes }: SureSteps, answers: ReadonlyMap<number, number>): void => {
    cuts.length = counting.length = lines.length = 0;
    cuts.push(0, lineEnd);
    for (let at = 0; at < codes.length; at += width) {
      const slot = codes[at + 2] as number;
      const own = codes[at + 1] as number;
      const line = slot === anyPeer ? own : extents.both(own, answers.get(slot) ?? nowhereId);
      if (line === nowhereId) continue;
      counting.push(at);
      lines.push(line);
      if (line === everywhereId) continue;
      for (const [start, end] of extents.of(line).certain) {
        cutAt(start);
        cutAt(end);
      }
    }
  };
  /** Pieces in the line of a step that nothing settled become `by`; tells how many. */
  const settle = (line: number, by: number): number => {
    let settled = 0;
    let piece = 0;
    for (const [start, end] of extents.of(line).certain) {
      while ((cuts[piece] as number) < start) piece += 1;
      for (; (cuts[piece] as number) < end; piece += 1) {
        if (settledBy[piece] !== open) continue;
        settledBy[piece] = by;
        settled += 1;
      }
    }
    return settled;
  };
  const endStage = (pieces: number, by: number): number => {
    let settled = 0;
    for (let piece = 0; piece < pieces; piece += 1) {
      if (settledBy[piece] === passed) settledBy[piece] = open;
      else if (settledBy[piece] === open && by !== nobody) {
        settledBy[piece] = by;
        settled += 1;
      }
    }
    return settled;
  };

  return (steps, answers) => {
    const { codes, verdicts } = steps;
    prepare(steps, answers);
    const pieces = cuts.length - 1;
    for (let piece = 0; piece < pieces; piece += 1) settledBy[piece] = open;
    let left = pieces;
    for (let i = 0; i < counting.length && left > 0; i += 1) {
      const at = counting[i] as number;
      const place = codes[at + 3] as number;
      if (codes[at] === kinds.end) left -= endStage(pieces, place);
      else if (codes[at] === kinds.pass) settle(lines[i] as number, passed);
      else left -= settle(lines[i] as number, place);
    }
    const row: number[] = [];
    for (let piece = 0; piece < pieces; piece += 1) {
      if (piece + 1 < pieces && settledBy[piece] === settledBy[piece + 1]) continue;
      const place = settledBy[piece] as number;
      row.push(cuts[piece + 1] as number, verdicts[place] as number, place);
    }
    return row;
  };
}

/** A piece of the line that no step settled, and one that left its tier or profile. */
const open = -1;
const passed = -2;

/** Rows of programs, given what the peer answers by slot; `undefined` where one hangs on missing input. */
export function createSureRows(
  extents: Extents,
): (program: Program, answers: ReadonlyMap<number, number>) => FlatRow | undefined {
  const walk = createSureWalk(extents);
  const byShape = new Map<number, SureSteps | undefined>();
  let kept = 0;
  const stepsFor = (program: Program): SureSteps | undefined => {
    const shape = program.shape();
    if (byShape.has(shape)) return byShape.get(shape);
    const made = sureSteps(program.steps(), extents);
    kept += made?.codes.length ?? 0;
    if (kept > mostKept) {
      byShape.clear();
      kept = 0;
    }
    byShape.set(shape, made);
    return made;
  };
  return (program, answers) => {
    for (const extent of answers.values()) if (!extents.isSure(extent)) return undefined;
    const steps = stepsFor(program);
    return steps && walk(steps, answers);
  };
}

/** Programs of thousands of steps have a shape each, and most are asked for nothing more. */
const mostKept = 1_000_000;
