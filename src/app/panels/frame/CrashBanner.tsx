import { Button } from '../../parts/Button';
import { CopyButton } from '../../parts/CopyButton';
import { useApp } from '../../state/use-app';
import styles from './Banner.module.css';

/** We were wrong somewhere: says whether the page went on, and gives a report to pass on. */
export function CrashBanner() {
  const crash = useApp((state) => state.crash);
  const dismiss = useApp((state) => state.dismissCrash);
  const evaluateAgain = useApp((state) => state.evaluateAgain);
  if (crash === undefined) return undefined;
  return (
    <div role="alert" className={styles.banner}>
      <p className={styles.text}>
        {crash.survived
          ? 'The evaluation failed inside Tierscope. It went on with the same files; part of an answer may be missing.'
          : 'The evaluation fails with these files. This is a mistake in Tierscope, not in them.'}
      </p>
      <CopyButton text={crash.report} label="Copy report" />
      {!crash.survived && <Button onClick={evaluateAgain}>Try again</Button>}
      <Button look="quiet" onClick={dismiss}>
        Dismiss
      </Button>
    </div>
  );
}
