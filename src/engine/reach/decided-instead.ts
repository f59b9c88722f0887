/** Who decides the connections that a rule matches: what there is to say of a rule that decides nothing. */
import type { Direction } from '../../model/resource';
import type { PolicyId } from '../../model/ids';
import type { Decision } from '../../model/verdict';
import { everywhereId } from './extents';
import type { Entry } from './parts';
import type { Program } from './programs';
import type { Reach } from './reach';
import { rowIn } from './tables';

export interface RuleOf {
  readonly policy: PolicyId;
  readonly direction: Direction;
  /** In the policy as written. */
  readonly index: number;
}

/** Looked-up rows beyond which nobody waits for a reason. */
const mostRows = 1_000_000;

export interface DecidedInstead {
  /** Everything that decides some connection with others which the rule matches, or may match. */
  readonly by: readonly Decision[];
  /** The same of connections of endpoints with themselves. */
  readonly itself: readonly Decision[];
}

/** At the endpoints that a policy applies to. `undefined` where it would take too long to tell. */
export function decidedInstead(reaches: readonly Reach[], rule: RuleOf): DecidedInstead | undefined {
  const by = new Set<Decision>();
  const itself = new Set<Decision>();
  let rows = 0;
  for (const reach of reaches) {
    for (const [program, own] of programsWith(reach, rule.direction)) {
      for (const entry of entriesOf(program, rule)) {
        rows += entry.peer?.classes.length ?? reach.classes;
        if (rows > mostRows) return undefined;
        for (const { row, extent, isItself } of rowsOf(reach, program, entry, own)) {
          const found = isItself ? itself : by;
          for (const decision of decisionsIn(reach, program, row, extent)) found.add(decision);
        }
      }
    }
  }
  return { by: [...by], itself: [...itself] };
}

/** Each with the class of its subject, where that is one endpoint alone. */
function* programsWith(
  { programs, sizes }: Reach,
  direction: Direction,
): Generator<readonly [program: Program, own: number | undefined]> {
  const alone = new Map<number, number | undefined>();
  for (const [own, id] of (direction === 'Egress' ? programs.egress : programs.ingress).entries()) {
    if (id >= 0) alone.set(id, alone.has(id) || sizes[own] !== 1 ? undefined : own);
  }
  for (const [id, own] of alone) yield [programs.all[id] as Program, own];
}

const entriesOf = (program: Program, { policy, index }: RuleOf): readonly Entry[] =>
  program
    .steps()
    .policies.flatMap((applied) =>
      applied.policy.ref.id === policy ? applied.variant.entries.filter(({ rule }) => rule.index === index) : [],
    );

interface AskedRow {
  readonly row: number;
  readonly extent: number;
  readonly isItself: boolean;
}

/** Rows of the peers that an entry asks for, each once with each extent at which it does; `own` apart. */
function* rowsOf(
  { tables, classes, workings }: Reach,
  program: Program,
  { peer, line }: Entry,
  own: number | undefined,
): Generator<AskedRow> {
  const { extents } = workings.ground;
  const table = tables.tableOf(program);
  const told = new Set<string>();
  const count = peer?.classes.length ?? classes;
  for (let i = 0; i < count; i += 1) {
    const other = peer?.classes[i] ?? i;
    const row = rowIn(table, other, tables.coarseOf);
    const extent = extents.both(line, peer?.extents?.[i] ?? everywhereId);
    const isItself = other === own;
    const key = `${row} ${extent} ${isItself}`;
    if (told.has(key)) continue;
    told.add(key);
    yield { row, extent, isItself };
  }
}

const decisionsIn = ({ rows, workings }: Reach, program: Program, row: number, extent: number): readonly Decision[] => {
  const { possible } = workings.ground.extents.of(extent);
  return rows
    .resolve(program, row)
    .filter((segment) => possible.some(([start, end]) => start < segment.end && segment.start < end))
    .flatMap(({ decisions }) => decisions);
};
