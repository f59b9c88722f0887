import { useEffect } from 'react';
import { useApp } from '../../state/use-app';
import styles from './Notice.module.css';

const SHOWN_FOR = 6000;

/** A line about what just happened; goes by itself. */
export function Notice() {
  const notice = useApp((state) => state.notice);
  const dismiss = useApp((state) => state.dismissNotice);
  useEffect(() => {
    if (notice === undefined) return undefined;
    const timer = setTimeout(dismiss, SHOWN_FOR);
    return () => clearTimeout(timer);
  }, [notice, dismiss]);
  return (
    <div role="status" className={styles.place}>
      {notice !== undefined && <p className={styles.notice}>{notice.text}</p>}
    </div>
  );
}
