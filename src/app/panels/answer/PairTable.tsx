import { useState, type ReactNode } from 'react';
import type { ConnectionRow, PairConnections, Served } from '../../../analysis/answers';
import { groupBy } from '../../../base/collections';
import { rowHolds } from '../../../analysis/row-holds';
import { groupDigits } from '../../../report/sentence';
import { decidersShort } from '../../../report/decided-words';
import { decisionShort, policyName, verdictWord } from '../../../report/words';
import { Button } from '../../parts/Button';
import { cx } from '../../parts/cx';
import { Cut } from '../../parts/Cut';
import { lookOf, Verdict } from '../../parts/Verdict';
import type { Question } from '../../question/question';
import { printPorts } from '../../question/read-ports';
import { useApp } from '../../state/use-app';
import { deciderOf, foldRows, type RowFold } from './fold-rows';
import styles from './PairTable.module.css';

interface PairTableProps {
  readonly pair: PairConnections;
  /** The question that it answers; `undefined` for groups, which have none: rows ask about one of their pairs. */
  readonly question: Question | undefined;
  /** Ports of the destination. */
  readonly served: readonly Served[];
}

/** Every connection between the two ends, each range with its own deciders. A row asks about it. */
export function PairTable(props: PairTableProps) {
  const { pair } = props;
  return (
    <section className={styles.section} aria-label="All connections of this pair">
      <h3>All connections of this pair</h3>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">Connection, decided by</th>
            <th scope="col">Verdict</th>
            {pair.pairs > 1 && (
              <th scope="col" className={styles.number}>
                Pairs
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {foldRows(pair.rows).map((fold) => (
            <FoldRows key={keyOf(fold.rows[0])} fold={fold} {...props} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

const keyOf = ({ line, verdict, egress, ingress }: ConnectionRow): string =>
  JSON.stringify([line, verdict, egress, ingress]);

/** More of them are told by their number. */
const MOST = 100;

/** One row for all that are decided alike; deciders stand below it one by one once asked for. */
function FoldRows({ fold: { rows, pairs }, ...props }: PairTableProps & { fold: RowFold }) {
  const [isOpen, setOpen] = useState(false);
  const [first] = rows;
  const parts = [...groupBy(rows, eachText)];
  const more = parts.length - MOST;
  const deciders = decidersShort(rows.flatMap((row) => deciderOf(row) ?? []));
  const toggle = isOpen ? 'hide' : 'show';
  return (
    <>
      <PairRow {...props} row={first} pairs={pairs}>
        {deciders}
        {parts.length > 1 && (
          <>
            {' '}
            ·{' '}
            <Button
              look="link"
              aria-expanded={isOpen}
              aria-label={`${toggle} each: ${first.ports}, ${deciders}`}
              onClick={() => setOpen(!isOpen)}
            >
              {toggle}
            </Button>
          </>
        )}
      </PairRow>
      {isOpen &&
        parts.slice(0, MOST).map(([text, own]) => (
          <PairRow {...props} key={text} row={own[0] ?? first} pairs={sumOf(own)} isPart>
            {text}
          </PairRow>
        ))}
      {isOpen && more > 0 && (
        <tr className={styles.part}>
          <td>and {groupDigits(more)} more</td>
        </tr>
      )}
    </>
  );
}

const sumOf = (rows: readonly ConnectionRow[]): number => rows.reduce((sum, { pairs }) => sum + pairs, 0);

/** With the trigger of an end of tier: in a fold that is what differs. */
function eachText(row: ConnectionRow): string {
  const decision = deciderOf(row);
  if (decision === undefined) return '';
  return decision.by === 'end-of-tier' ? `${policyName(decision.policy)}, last of its tier` : decisionShort(decision);
}

interface PairRowProps extends PairTableProps {
  readonly row: ConnectionRow;
  readonly pairs: number;
  /** Of a fold. */
  readonly isPart?: boolean;
  /** Who decided. */
  readonly children: ReactNode;
}

function PairRow({ row, pairs, isPart = false, children, pair, question: asked, served }: PairRowProps) {
  const askAbout = useApp((state) => state.askAbout);
  const question = questionOf(row, pairs === pair.pairs ? asked : undefined, served);
  return (
    <tr className={cx(isPart && styles.part)}>
      <td>
        {question === undefined ? (
          <Cut text={row.ports} />
        ) : (
          <button type="button" className={styles.ask} onClick={() => askAbout(question)}>
            <Cut text={row.ports} />
          </button>
        )}
        <span className={styles.decider}>{children}</span>
      </td>
      <td>
        <Verdict look={lookOf(row.verdict, deciderOf(row))}>{verdictWord(row.verdict).toLowerCase()}</Verdict>
      </td>
      {pair.pairs > 1 && <td className={styles.number}>{groupDigits(pairs)}</td>}
    </tr>
  );
}

/**
 * About the first connection of the row. Rows speak of the pods' ports: one that a Service leads to is asked about
 * through it, any other of the pods themselves, and what holds for some pairs only, of one of those. `whole` is the
 * question about all pairs.
 */
function questionOf(row: ConnectionRow, whole: Question | undefined, served: readonly Served[]): Question | undefined {
  const { protocol, first, sample } = row;
  if (protocol === undefined) return undefined;
  const own = served.filter((one) => one.protocol === protocol);
  const isServed = own.some(({ port }) => port === first) && !own.some(({ servicePort }) => servicePort === first);
  const asked = { protocol, port: first, icmp: undefined };
  // Port 0 is nobody's: a range that starts there is asked about by its next port.
  const port = first === 0 && rowHolds(row, { ...asked, port: 1 }) ? 1 : first;
  const endOf = (text: string) => ({ text, kind: text.includes('/') ? ('pod' as const) : ('ip' as const) });
  const to = whole !== undefined && (isServed || whole.to.kind !== 'service') ? whole.to : endOf(sample.to);
  return {
    from: whole?.from ?? endOf(sample.from),
    to,
    ports: printPorts({ ...asked, port }),
  };
}
