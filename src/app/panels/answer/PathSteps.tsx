import type { PathStep } from '../../../model/verdict';
import { decisionShort, pathPlaceText, stageText, verdictWord } from '../../../report/words';
import { PlaceLink } from '../../parts/PlaceLink';
import { Glyph, lookOf } from '../../parts/Verdict';
import styles from './PathSteps.module.css';

/** Every decision that a packet meets on its way over nodes and host endpoints, in order, up to the first deny. */
export function PathSteps({ path }: { path: readonly PathStep[] }) {
  if (path.length === 0) return undefined;
  return (
    <section className={styles.section} aria-label="Way of the packet">
      <h3>Way of the packet</h3>
      <ol className={styles.steps}>
        {path.map((step) => (
          <li key={JSON.stringify(step)} className={styles.step}>
            <Glyph look={lookOf(step.decision.action, step.decision)} />
            <span className={styles.text}>
              {pathPlaceText(step.at)}
              <span className={styles.why}>
                {step.direction}, {stageText(step.stage)}: {verdictWord(step.decision.action).toLowerCase()} by{' '}
                {decisionShort(step.decision)} {'at' in step.decision && <PlaceLink at={step.decision.at} />}
              </span>
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}
