import { counted, sizeText } from '../../../report/sentence';
import { Button } from '../../parts/Button';
import { NOTICEABLE_MS, useLasting } from '../../parts/use-lasting';
import { forecastOf } from '../../state/pace';
import { useApp } from '../../state/use-app';
import { bytesText, meterOf, stageText } from '../status/stage-text';
import styles from './LoadingView.module.css';

/** The first evaluation in large, where the map will be: what it is at, how far it is, and the way out. */
export function LoadingView() {
  const load = useApp((state) => state.load);
  const cancelLoad = useApp((state) => state.cancelLoad);
  const evaluateAgain = useApp((state) => state.evaluateAgain);
  const isSlow = useLasting(load.status === 'loading', NOTICEABLE_MS);
  if (load.status === 'cancelled' || load.status === 'crashed') {
    return (
      <div className={styles.view}>
        <p className={styles.stage}>{load.status === 'cancelled' ? 'Cancelled' : 'Not evaluated'}</p>
        <p>The files are still here; nothing of them is shown yet.</p>
        <Button className={styles.button} onClick={evaluateAgain}>
          Evaluate these files
        </Button>
      </div>
    );
  }
  if (load.status !== 'loading' || !isSlow) return undefined;
  const { progress, pace } = load;
  return (
    <div className={styles.view}>
      <p className={styles.stage}>{stageText(progress)}</p>
      <progress className={styles.meter} aria-label="Loading" {...meterOf(progress)} />
      <p className={styles.facts}>{factsOf(progress?.bytes, forecastOf(pace))}</p>
      <Button className={styles.button} onClick={cancelLoad}>
        Cancel loading
      </Button>
    </div>
  );
}

type Bytes = Parameters<typeof bytesText>[0];

/** `312 of 917 MB · 52 000 objects · 210 MB/s · about 3 s left`. */
function factsOf(bytes: Bytes | undefined, forecast: ReturnType<typeof forecastOf>): string {
  if (bytes === undefined) return '';
  const facts = [bytesText(bytes), counted(bytes.objects, 'object')];
  if (forecast !== undefined) facts.push(`${sizeText(forecast.rate)}/s`, leftText(forecast.secondsLeft));
  return facts.join(' · ');
}

const leftText = (seconds: number): string =>
  seconds < 90 ? `about ${Math.max(1, Math.round(seconds))} s left` : `about ${Math.round(seconds / 60)} min left`;
