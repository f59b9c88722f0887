/**
 * Policies and profiles as programs are made of them: their rules in one direction for packets of one family, each
 * with what it wants of its subject and of the peer as sets of classes.
 */
import { getOrMake } from '../../base/collections';
import { createSequences, type Sequences } from '../../base/sequences';
import type { CalicoRule, Direction } from '../../model/resource';
import type { Decision } from '../../model/verdict';
import type { Family } from '../../net/address';
import type { CompiledRule } from '../compile/compiled';
import { extentIn, type ClassSet, type ClassSets } from './class-sets';
import { nowhereId, type Extents } from './extents';
import type { PeerSets } from './peer-sets';

/** A rule as one class of subjects meets it. */
export interface Entry {
  readonly rule: CompiledRule;
  /** The extent that is left of the line before the peer is asked. */
  readonly line: number;
  /** What the peer adds; `undefined`: any peer. */
  readonly peer: ClassSet | undefined;
  /** Equal for entries that do the same where they match, decide as the same one of their part, and have equal lines. */
  readonly symbol: number;
}

/** What a class of subjects leaves of a policy or profile; one object for classes that leave the same. */
export interface Variant {
  /** Of no other variant of any policy or profile. */
  readonly id: number;
  readonly entries: readonly Entry[];
  /** What its entries decide, each once. */
  readonly decisions: readonly Decision[];
}

interface PartRule {
  readonly rule: CompiledRule;
  readonly line: number;
  readonly peer: ClassSet | undefined;
  readonly subject: ClassSet | undefined;
}

/** Numbers that variants and symbols of all part makers of one reach, and of those after it, share. */
export interface PartNumbers {
  readonly symbols: Sequences;
  nextVariant(): number;
}

export function createPartNumbers(): PartNumbers {
  let variants = 0;
  return {
    symbols: createSequences(),
    nextVariant() {
      variants += 1;
      return variants;
    },
  };
}

export interface PartMaker {
  /** `rules` of one policy or profile, in order. */
  make(rules: readonly CompiledRule[], direction: Direction): (subject: number) => Variant;
}

export function createPartMaker(
  family: Family,
  { sideOf }: PeerSets,
  classSets: ClassSets,
  { extents, numbers }: { readonly extents: Extents; readonly numbers: PartNumbers },
): PartMaker {
  const sequences = numbers.symbols;

  const partRule = (rule: CompiledRule, direction: Direction): readonly PartRule[] => {
    const base = rule.base[family];
    if (base.length === 0) return [];
    const [own, other] = direction === 'Ingress' ? [rule.destination, rule.source] : [rule.source, rule.destination];
    const subject = sideOf(own);
    const peer = sideOf(other);
    const line = extents.both(extents.idOf({ certain: base, possible: base }), extents.both(subject.line, peer.line));
    if (line === nowhereId) return [];
    const setOf = ({ set }: typeof subject) => (set === undefined ? undefined : classSets.of(set));
    return [{ rule, line, peer: setOf(peer), subject: setOf(subject) }];
  };

  const variantOf = (rules: readonly PartRule[], subject: number): Variant => {
    const decisions: Decision[] = [];
    const entries = rules.flatMap((own): Entry[] => {
      const at = own.subject === undefined ? own.line : extents.both(own.line, extentIn(own.subject, subject));
      if (at === nowhereId) return [];
      const { decision, action } = own.rule;
      if (decision !== undefined && !decisions.includes(decision)) decisions.push(decision);
      const place = decision === undefined ? -1 : decisions.indexOf(decision);
      const symbol = [codes[action], at, place + 1].reduce((state, item) => sequences.next(state, item), 0);
      return [{ rule: own.rule, line: at, peer: own.peer, symbol }];
    });
    return { id: numbers.nextVariant(), entries, decisions };
  };

  return {
    make(rules, direction) {
      const own = rules.flatMap((rule) => partRule(rule, direction));
      const restricting = [...new Set(own.flatMap(({ subject }) => subject ?? []))];
      if (restricting.length === 0) {
        const only = variantOf(own, 0);
        return () => only;
      }
      const variants = new Map<number, Variant>();
      return (subject) => {
        let state = 0;
        for (const set of restricting) state = sequences.next(state, extentIn(set, subject));
        return getOrMake(variants, state, () => variantOf(own, subject));
      };
    },
  };
}

const codes: Readonly<Record<CalicoRule['action'], number>> = { Allow: 0, Deny: 1, Pass: 2, Log: 3 };
