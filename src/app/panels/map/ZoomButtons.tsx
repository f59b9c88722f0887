import { useCanvas } from '../../state/use-canvas';
import styles from './ZoomButtons.module.css';

const STEP = 1.25;

export function ZoomButtons({ onTidy }: { onTidy: () => void }) {
  const canvas = useCanvas();
  return (
    <div className={styles.group} role="group" aria-label="Zoom">
      <button type="button" aria-label="Zoom out" onClick={() => canvas.get()?.zoomBy(1 / STEP)}>
        −
      </button>
      <button type="button" onClick={() => canvas.get()?.fit()}>
        Fit
      </button>
      <button
        type="button"
        data-tip="Places everything anew; otherwise nothing moves"
        onClick={() => {
          onTidy();
          requestAnimationFrame(() => canvas.get()?.fit());
        }}
      >
        Tidy
      </button>
      <button type="button" aria-label="Zoom in" onClick={() => canvas.get()?.zoomBy(STEP)}>
        +
      </button>
    </div>
  );
}
