import { noteLines } from '../../../report/words';
import type { AnsweredQuestion } from '../../state/state';
import styles from './Answer.module.css';
import { Backends } from './Backends';
import { MissingInput } from './MissingInput';
import { NearestRule } from './NearestRule';
import { PathSteps } from './PathSteps';
import { PairTable } from './PairTable';
import { SideTraceView } from './SideTraceView';
import { VerdictHeader } from './VerdictHeader';

/** The verdict in a sentence, then the evidence, last what would change it. */
export function Answer({ answered }: { answered: AnsweredQuestion }) {
  const { explanation, pair } = answered;
  return (
    <article aria-label="Answer">
      <VerdictHeader answered={answered} />
      <div className={styles.body}>
        {explanation !== undefined && (
          <>
            {explanation.notes.length > 0 && (
              <ul className={styles.notes} aria-label="Notes">
                {noteLines(explanation.notes).map((line) => (
                  <li key={line}>{line}</li>
                ))}
              </ul>
            )}
            <MissingInput verdict={explanation.verdict} />
            <Backends answered={answered} />
            <PathSteps path={explanation.verdict.path} />
            {explanation.egress !== undefined && <SideTraceView trace={explanation.egress} />}
            {explanation.ingress !== undefined && <SideTraceView trace={explanation.ingress} />}
            {explanation.nearest !== undefined && <NearestRule nearest={explanation.nearest} />}
          </>
        )}
        {pair !== undefined && pair.rows.length > 0 && (
          <PairTable pair={pair} question={answered.question} served={answered.served} />
        )}
      </div>
    </article>
  );
}
