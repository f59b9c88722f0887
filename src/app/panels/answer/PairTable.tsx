import type { ConnectionRow, PairConnections, Served } from '../../../analysis/answers';
import { rowHolds } from '../../../analysis/row-holds';
import { groupDigits } from '../../../report/sentence';
import { decisionShort, verdictWord } from '../../../report/words';
import { Cut } from '../../parts/Cut';
import { lookOf, Verdict } from '../../parts/Verdict';
import type { Question } from '../../question/question';
import { printPorts } from '../../question/read-ports';
import { useApp } from '../../state/use-app';
import styles from './PairTable.module.css';

interface PairTableProps {
  readonly pair: PairConnections;
  /** The question that it answers; `undefined` for groups, which have none: rows ask about one of their pairs. */
  readonly question: Question | undefined;
  /** Ports of the destination. */
  readonly served: readonly Served[];
}

/** Every connection between the two ends, each range with its own decider. A row asks about it. */
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
          {pair.rows.map((row) => (
            <PairRow key={JSON.stringify(row)} row={row} {...props} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

function PairRow({ row, pair, question: asked, served }: PairTableProps & { row: ConnectionRow }) {
  const askAbout = useApp((state) => state.askAbout);
  const decision = deciderOf(row);
  const question = questionOf(row, row.pairs === pair.pairs ? asked : undefined, served);
  return (
    <tr>
      <td>
        {question === undefined ? (
          <Cut text={row.ports} />
        ) : (
          <button type="button" className={styles.ask} onClick={() => askAbout(question)}>
            <Cut text={row.ports} />
          </button>
        )}
        {decision !== undefined && <Cut text={decisionShort(decision)} className={styles.decider} />}
      </td>
      <td>
        <Verdict look={lookOf(row.verdict, decision)}>{verdictWord(row.verdict).toLowerCase()}</Verdict>
      </td>
      {pair.pairs > 1 && <td className={styles.number}>{groupDigits(row.pairs)}</td>}
    </tr>
  );
}

/** Of a denial, the side that denies; else the destination's, where it has one. */
function deciderOf({ verdict, egress, ingress }: ConnectionRow): ConnectionRow['egress'] {
  if (verdict !== 'deny') return ingress ?? egress;
  return egress !== undefined && 'action' in egress && egress.action === 'deny' ? egress : ingress;
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
