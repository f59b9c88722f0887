import { ArrowLeft } from 'lucide-react';
import { assertNever } from '../../../base/assert';
import { Button } from '../../parts/Button';
import { useApp } from '../../state/use-app';
import { BundleSummary } from '../summary/BundleSummary';
import { ClusterSummary } from '../summary/ClusterSummary';
import { EndpointSummary } from '../summary/EndpointSummary';
import { NodeSummary } from '../summary/NodeSummary';
import { PairSummary } from '../summary/PairSummary';
import { PolicySummary } from '../summary/PolicySummary';
import { Answer } from './Answer';
import styles from './AnswerPanel.module.css';

/** The answer; without a question, what is selected or the cluster. */
export function AnswerPanel() {
  const isAnswer = useApp((state) => state.inspected.kind === 'answer');
  const hasAnswer = useApp((state) => state.answer.status !== 'none');
  const inspect = useApp((state) => state.inspect);
  return (
    <section className={styles.panel} aria-label="Answer" tabIndex={-1}>
      {!isAnswer && hasAnswer && (
        <Button look="quiet" className={styles.back} onClick={() => inspect({ kind: 'answer' })}>
          <ArrowLeft size={14} aria-hidden /> Back to the answer
        </Button>
      )}
      <Inspected />
    </section>
  );
}

function Inspected() {
  const inspected = useApp((state) => state.inspected);
  const answer = useApp((state) => state.answer);
  switch (inspected.kind) {
    case 'answer':
      if (answer.status === 'none') return <ClusterSummary />;
      return answer.last === undefined ? (
        <p className={styles.waiting}>Evaluating</p>
      ) : (
        <Answer answered={answer.last} />
      );
    case 'node':
      return <NodeSummary id={inspected.id} />;
    case 'bundle':
      return <BundleSummary id={inspected.id} />;
    case 'pair':
      return <PairSummary id={inspected.id} />;
    case 'policy':
      return <PolicySummary id={inspected.id} />;
    case 'endpoint':
      return <EndpointSummary id={inspected.id} />;
    case 'cluster':
      return <ClusterSummary />;
    default:
      return assertNever(inspected);
  }
}
