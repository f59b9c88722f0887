import { decisionSentence, openReasonText, verdictWord } from '../../../report/words';
import { printPorts } from '../../question/read-ports';
import { settledBy } from '../../state/derive';
import type { AnsweredQuestion } from '../../state/state';
import { useApp } from '../../state/use-app';

/** Says verdicts to those who do not see them. */
export function Announcer() {
  const answer = useApp((state) => state.answer);
  return (
    <p className="visually-hidden" aria-live="polite" data-testid="announcement">
      {answer.status === 'answered' && announcementOf(answer.last)}
    </p>
  );
}

function announcementOf({ question, flow, explanation }: AnsweredQuestion): string {
  const ends = `${question.from.text} to ${question.to.text}`;
  if (explanation === undefined) return `Connections from ${ends}.`;
  const settled = settledBy(explanation);
  const { verdict, reason } = explanation.verdict;
  const why =
    reason !== undefined
      ? openReasonText(reason)
      : settled === undefined
        ? ''
        : decisionSentence(settled.decision, settled.direction);
  return `${verdictWord(verdict)}: ${ends}${flow === undefined ? '' : `, ${printPorts(flow)}`}. ${why}`;
}
