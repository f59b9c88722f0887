/**
 * Which policies may apply, without asking each of thousands: most want a label to be there, or to have one of a few
 * values, and stand under that label.
 */
import { getOrMake } from '../../base/collections';
import { lazily } from '../../base/lazily';
import { unknownLabel, type LabelLookup } from '../../selector/match';
import type { Selector } from '../../selector/tree';
import type { CompiledPolicy } from './compiled';

export interface SubjectIndex {
  /** Every policy that may apply to what has these labels, and others; each once, in no order. */
  candidates(labels: LabelLookup): readonly CompiledPolicy[];
  /** Of the same policies but for these; `all` are those that there are then. */
  after(
    removed: readonly CompiledPolicy[],
    added: readonly CompiledPolicy[],
    all: () => Iterable<CompiledPolicy>,
  ): SubjectIndex;
}

export const createSubjectIndex = (policies: () => Iterable<CompiledPolicy>): SubjectIndex =>
  indexAfter(
    lazily(() => shelvesOf(policies())),
    [],
    [],
  );

/** More of them than this are worth new shelves. */
const mostBeside = 64;

/** What edits change stands beside the shelves. */
function indexAfter(
  shelves: () => Shelves,
  removed: readonly CompiledPolicy[],
  added: readonly CompiledPolicy[],
): SubjectIndex {
  const gone = new Set(removed);
  return {
    candidates(labels) {
      const found = candidatesOn(shelves(), labels);
      return gone.size === 0 ? [...found, ...added] : [...found.filter((policy) => !gone.has(policy)), ...added];
    },
    after(further, come, all) {
      if (removed.length + further.length + added.length + come.length > mostBeside) return createSubjectIndex(all);
      const taken = new Set(further);
      // One that comes back stands on its shelf still.
      const back = new Set(come.filter((policy) => gone.has(policy)));
      const extra = new Set(added);
      return indexAfter(
        shelves,
        [...removed.filter((policy) => !back.has(policy)), ...further.filter((policy) => !extra.has(policy))],
        [...added.filter((policy) => !taken.has(policy)), ...come.filter((policy) => !back.has(policy))],
      );
    },
  };
}

interface Shelves {
  readonly byKey: ReadonlyMap<string, Shelf>;
  /** Those that want no label for sure. */
  readonly others: readonly CompiledPolicy[];
}

interface Shelf {
  readonly byValue: Map<string, CompiledPolicy[]>;
  /** Any value will do, as far as the shelf tells. */
  readonly present: CompiledPolicy[];
}

function shelvesOf(policies: Iterable<CompiledPolicy>): Shelves {
  const byKey = new Map<string, Shelf>();
  const others: CompiledPolicy[] = [];
  for (const policy of policies) {
    const wanted = policy.selected?.selector === undefined ? undefined : wantedBy(policy.selected.selector);
    if (wanted === undefined) {
      others.push(policy);
      continue;
    }
    const { byValue, present } = getOrMake(byKey, wanted.key, (): Shelf => ({ byValue: new Map(), present: [] }));
    if (wanted.values === undefined) present.push(policy);
    for (const value of wanted.values ?? []) getOrMake(byValue, value, () => []).push(policy);
  }
  return { byKey, others };
}

function candidatesOn({ byKey, others }: Shelves, labels: LabelLookup): CompiledPolicy[] {
  const found = [...others];
  for (const [key, { byValue, present }] of byKey) {
    const value = labels(key);
    if (value === undefined) continue;
    found.push(...present);
    if (value !== unknownLabel) found.push(...(byValue.get(value) ?? []));
    else found.push(...new Set([...byValue.values()].flat()));
  }
  return found;
}

/** A label without which, or without one of these values of which, a selector surely does not match. */
interface Wanted {
  readonly key: string;
  /** `undefined`: any. */
  readonly values: readonly string[] | undefined;
}

function wantedBy(selector: Selector): Wanted | undefined {
  switch (selector.kind) {
    case 'has':
      return { key: selector.key, values: undefined };
    case 'compare':
      if (selector.operator === '!=') return undefined;
      return { key: selector.key, values: selector.operator === '==' ? [selector.value] : undefined };
    case 'member':
      return selector.operator === 'in' ? { key: selector.key, values: [...selector.values] } : undefined;
    case 'and':
      return selector.operands
        .flatMap((operand) => wantedBy(operand) ?? [])
        .reduce<Wanted | undefined>(narrower, undefined);
    default:
      return undefined;
  }
}

/** Policies of one namespace are fewer than those of one label. */
function narrower(a: Wanted | undefined, b: Wanted): Wanted {
  const breadth = ({ key, values }: Wanted): number =>
    (values?.length ?? Infinity) * 2 - (key === 'projectcalico.org/namespace' ? 1 : 0);
  return a === undefined || breadth(b) < breadth(a) ? b : a;
}
