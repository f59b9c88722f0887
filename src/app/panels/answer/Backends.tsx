import { verdictWord } from '../../../report/words';
import { Button } from '../../parts/Button';
import { lookOf, Verdict } from '../../parts/Verdict';
import type { AnsweredQuestion } from '../../state/state';
import { useApp } from '../../state/use-app';
import styles from './Backends.module.css';

/** The pods a Service may hand the flow to, where they do not all fare alike. */
export function Backends({ answered: { explanation, question, flow } }: { answered: AnsweredQuestion }) {
  const askAbout = useApp((state) => state.askAbout);
  const backends = explanation?.backends ?? [];
  if (new Set(backends.map(({ verdict }) => verdict.verdict)).size < 2) return undefined;
  const target = explanation?.notes.find((note) => note.kind === 'service')?.targetPort ?? flow?.port;
  const ports = target === undefined ? question.ports : question.ports.replace(/\d+$/, String(target));
  return (
    <section className={styles.section} aria-label="Backends">
      <h3>The Service may hand the flow to any of these</h3>
      <ul className={styles.list}>
        {backends.map(({ to, verdict }) => (
          <li key={to} className={styles.backend}>
            <Verdict look={lookOf(verdict.verdict, verdict.ingress?.decisions[0])}>
              {verdictWord(verdict.verdict)}
            </Verdict>
            <Button
              look="link"
              onClick={() => askAbout({ ...question, to: { text: to, kind: to.includes('/') ? 'pod' : 'ip' }, ports })}
            >
              {to}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}
