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

/**
 * Everything that decides some connection which the rule matches, or may match, at an endpoint that its policy applies
 * to; empty when it matches none. An endpoint is its own peer here. `undefined` where it would take too long to tell.
 */
export function decidedInstead(reaches: readonly Reach[], rule: RuleOf): readonly Decision[] | undefined {
  const found = new Set<Decision>();
  let rows = 0;
  for (const reach of reaches) {
    for (const program of programsWith(reach, rule.direction)) {
      for (const entry of entriesOf(program, rule)) {
        rows += entry.peer?.classes.length ?? reach.classes;
        if (rows > mostRows) return undefined;
        for (const [row, extent] of rowsOf(reach, program, entry)) {
          for (const decision of decisionsIn(reach, program, row, extent)) found.add(decision);
        }
      }
    }
  }
  return [...found];
}

function programsWith({ programs }: Reach, direction: Direction): readonly Program[] {
  const used = new Set(direction === 'Egress' ? programs.egress : programs.ingress);
  return programs.all.filter(({ id }) => used.has(id));
}

const entriesOf = (program: Program, { policy, index }: RuleOf): readonly Entry[] =>
  program
    .steps()
    .policies.flatMap((applied) =>
      applied.policy.ref.id === policy ? applied.variant.entries.filter(({ rule }) => rule.index === index) : [],
    );

/** Rows of the peers that an entry asks for, each once with each extent at which it does. */
function* rowsOf(
  { tables, classes, workings }: Reach,
  program: Program,
  { peer, line }: Entry,
): Generator<readonly [row: number, extent: number]> {
  const { extents } = workings.ground;
  const table = tables.tableOf(program);
  const told = new Set<string>();
  const count = peer?.classes.length ?? classes;
  for (let i = 0; i < count; i += 1) {
    const row = rowIn(table, peer?.classes[i] ?? i, tables.coarseOf);
    const extent = extents.both(line, peer?.extents?.[i] ?? everywhereId);
    const key = `${row} ${extent}`;
    if (told.has(key)) continue;
    told.add(key);
    yield [row, extent];
  }
}

const decisionsIn = ({ rows, workings }: Reach, program: Program, row: number, extent: number): readonly Decision[] => {
  const { possible } = workings.ground.extents.of(extent);
  return rows
    .resolve(program, row)
    .filter((segment) => possible.some(([start, end]) => start < segment.end && segment.start < end))
    .flatMap(({ decisions }) => decisions);
};
