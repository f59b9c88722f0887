import type { Explanation } from '../../../model/explanation';
import type { EdgeKind } from '../../../graph/graph-view';
import { openReasonText, otherRegimesText, verdictWord } from '../../../report/words';
import { counted } from '../../../report/sentence';
import { Button } from '../../parts/Button';
import { cx } from '../../parts/cx';
import { lookOf, Verdict } from '../../parts/Verdict';
import { connectionsAt, tallyOf, tallyText } from '../../question/connections-at';
import { printPorts } from '../../question/read-ports';
import { settledBy, severityCounts } from '../../state/derive';
import { useApp } from '../../state/use-app';
import type { AnsweredQuestion } from '../../state/state';
import { Decider, DeciderSentence } from './Decider';
import styles from './VerdictHeader.module.css';

/** The verdict in one word, the flow, and who decided. */
export function VerdictHeader({ answered }: { answered: AnsweredQuestion }) {
  const { question, explanation, flow } = answered;
  const look = lookOfAnswer(answered);
  const ports = flow === undefined ? '' : printPorts(flow);
  return (
    <header className={cx(styles.header, look !== undefined && styles[look])}>
      <div className={styles.top}>
        {explanation !== undefined && look !== undefined ? (
          <h2 className={styles.verdict}>
            <Verdict look={look}>{verdictWord(explanation.verdict.verdict)}</Verdict>
          </h2>
        ) : (
          <h2 className={styles.verdict}>Connections</h2>
        )}
        <Pairs answered={answered} />
      </div>
      <p className={styles.flow}>
        {question.from.text} → {question.to.text}
        {ports !== '' && ` · ${question.ports === '' ? ports : question.ports}`}
      </p>
      {explanation !== undefined && <Deciders explanation={explanation} />}
      <AskPodInstead answered={answered} />
      {explanation !== undefined && <OtherRegimes explanation={explanation} />}
      <Errors />
    </header>
  );
}

/** The Service does not have the port; its pods may all the same be reached on it. */
function AskPodInstead({ answered: { question, explanation, pair } }: { answered: AnsweredQuestion }) {
  const askAbout = useApp((state) => state.askAbout);
  const pod = pair?.rows[0]?.sample.to;
  if (explanation?.verdict.reason?.kind !== 'no-such-port' || pod === undefined) return undefined;
  return (
    <p className={styles.decider}>
      <Button look="link" onClick={() => askAbout({ ...question, to: { text: pod, kind: 'pod' } })}>
        Ask about a pod behind it
      </Button>
    </p>
  );
}

/** Which Calico it is may be assumed only: said where it makes a difference. */
function OtherRegimes({ explanation }: { explanation: Explanation }) {
  const text = otherRegimesText(explanation.otherRegimes);
  return text === undefined ? undefined : <p className={styles.warning}>Another verdict in {text}</p>;
}

/** Errors mean that an answer would be another if they were mended: nobody should read it without knowing. */
function Errors() {
  const errors = useApp((state) => (state.loaded === undefined ? 0 : severityCounts(state.loaded.diagnostics).error));
  const openDrawer = useApp((state) => state.openDrawer);
  if (errors === 0) return undefined;
  return (
    <p className={styles.warning}>
      May be wrong:{' '}
      <Button look="link" onClick={() => openDrawer('problems')}>
        {counted(errors, 'error')}
      </Button>{' '}
      in the files
    </p>
  );
}

function lookOfAnswer({ explanation }: AnsweredQuestion): EdgeKind | undefined {
  return explanation === undefined ? undefined : lookOf(explanation.verdict.verdict, settledBy(explanation)?.decision);
}

/** `all 6 pairs`, where the question is about everything behind two nodes. */
function Pairs({ answered: { wholePair, pair, flow, explanation } }: { answered: AnsweredQuestion }) {
  if (!wholePair && explanation?.mixed === true) return <BackendTally explanation={explanation} />;
  const seen = portsSeen(flow, explanation);
  if (!wholePair || pair === undefined || seen === undefined || explanation === undefined) return undefined;
  const tally = tallyOf(connectionsAt(pair, seen), pair.pairs);
  if (tally === undefined) return undefined;
  return <span className={styles.pairs}>{tallyText(tally, explanation.verdict.verdict)}</span>;
}

/** `1 of 3 pods`, where those behind a Service fare differently. */
function BackendTally({ explanation: { verdict, backends = [] } }: { explanation: Explanation }) {
  const same = backends.filter((backend) => backend.verdict.verdict === verdict.verdict).length;
  return (
    <span className={styles.pairs}>
      {same} of {counted(backends.length, 'pod')}
    </span>
  );
}

/** The port that policy sees, where a Service translates. */
function portsSeen(flow: AnsweredQuestion['flow'], explanation: Explanation | undefined): AnsweredQuestion['flow'] {
  const translation = explanation?.notes.find((note) => note.kind === 'service');
  return flow === undefined || translation === undefined ? flow : { ...flow, port: translation.targetPort };
}

/** Of a denied flow, who denied it; of an allowed one, who allowed it at each side. */
function Deciders({ explanation }: { explanation: Explanation }) {
  const { verdict } = explanation;
  const settled = settledBy(explanation);
  if (verdict.verdict === 'undetermined') {
    return verdict.reason === undefined ? undefined : (
      <p className={styles.decider}>{openReasonText(verdict.reason)}</p>
    );
  }
  if (verdict.verdict === 'deny' && settled !== undefined) {
    if (settled.place !== undefined) return <DeciderSentence {...settled} />;
    const side = verdict[settled.direction === 'Egress' ? 'egress' : 'ingress'];
    return <Decider side={side} direction={settled.direction} />;
  }
  return (
    <>
      <Decider side={verdict.egress} direction="Egress" />
      <Decider side={verdict.ingress} direction="Ingress" />
      {verdict.egress === undefined && verdict.ingress === undefined && verdict.path.length === 0 && (
        <p className={styles.decider}>No endpoint of these files takes part, so no policy is asked.</p>
      )}
    </>
  );
}
