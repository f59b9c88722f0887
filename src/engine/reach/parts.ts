/**
 * Policies and profiles as programs are made of them: their rules in one direction for packets of one family, each
 * with what it wants of its subject and of the peer as sets of classes.
 */
import { createLists, type Lists } from '../../base/lists';
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
}

/** What a class of subjects leaves of a policy or profile; one object for classes that leave the same. */
export interface Variant {
  /** Of no other variant of any policy or profile. */
  readonly id: number;
  readonly entries: readonly Entry[];
  /** The peers that its entries ask for, each once, in their order. */
  readonly slots: readonly ClassSet[];
  /**
   * Equal for variants whose entries, one by one, do the same where they match, decide as the same one of them, have equal
   * lines, and ask for the same one of their slots.
   */
  readonly shape: number;
  /** What its entries decide, each once. */
  readonly decisions: readonly Decision[];
}

interface PartRule {
  readonly rule: CompiledRule;
  readonly line: number;
  readonly peer: ClassSet | undefined;
  readonly subject: ClassSet | undefined;
}

/** Numbers that variants of all part makers of one reach, and of those after it, share. */
export interface PartNumbers {
  readonly shapes: Lists;
  nextVariant(): number;
}

export function createPartNumbers(): PartNumbers {
  let variants = 0;
  return {
    shapes: createLists(),
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
  const { shapes } = numbers;

  const partRule = (rule: CompiledRule, direction: Direction): PartRule | undefined => {
    const base = rule.base[family];
    if (base.length === 0) return undefined;
    const [own, other] = direction === 'Ingress' ? [rule.destination, rule.source] : [rule.source, rule.destination];
    const subject = sideOf(own);
    const peer = sideOf(other);
    const line = extents.both(extents.idOf({ certain: base, possible: base }), extents.both(subject.line, peer.line));
    if (line === nowhereId) return undefined;
    const setOf = ({ set }: typeof subject) => (set === undefined ? undefined : classSets.of(set));
    return { rule, line, peer: setOf(peer), subject: setOf(subject) };
  };

  const variantOf = (rules: readonly PartRule[], subject: number): Variant => {
    const decisions: Decision[] = [];
    const slots: ClassSet[] = [];
    const entries: Entry[] = [];
    for (const own of rules) {
      const at = own.subject === undefined ? own.line : extents.both(own.line, extentIn(own.subject, subject));
      if (at === nowhereId) continue;
      const { rule, peer } = own;
      const place = rule.decision === undefined ? 0 : placeIn(decisions, rule.decision) + 1;
      const slot = peer === undefined ? 0 : placeIn(slots, peer) + 1;
      entries.push({ rule, line: at, peer });
      shapes.add(4 * place + codes[rule.action]);
      shapes.add(at);
      shapes.add(slot);
    }
    return { id: numbers.nextVariant(), entries, slots, shape: shapes.close(), decisions };
  };

  return {
    make(rules, direction) {
      const own: PartRule[] = [];
      for (const rule of rules) {
        const made = partRule(rule, direction);
        if (made !== undefined) own.push(made);
      }
      const restricting: ClassSet[] = [];
      for (const { subject } of own) if (subject !== undefined) placeIn(restricting, subject);
      if (restricting.length === 0) return always(variantOf(own, 0));
      const patterns = createLists();
      const variants: Variant[] = [];
      return (subject) => {
        for (const set of restricting) patterns.add(extentIn(set, subject));
        return (variants[patterns.close()] ??= variantOf(own, subject));
      };
    },
  };
}

/** Keeps nothing else. */
const always =
  <T>(value: T) =>
  () =>
    value;

/** Where it stands in the list; added where it is not there. */
function placeIn<T>(list: T[], item: T): number {
  const place = list.indexOf(item);
  return place === -1 ? list.push(item) - 1 : place;
}

const codes: Readonly<Record<CalicoRule['action'], number>> = { Allow: 0, Deny: 1, Pass: 2, Log: 3 };
