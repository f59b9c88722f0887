import type { LoadSummary } from '../../../analysis/answers';
import { counted } from '../../../report/sentence';
import { severityCounts } from '../../state/derive';
import { useApp } from '../../state/use-app';
import { LoadProgress } from './LoadProgress';
import { RegimeButton } from './RegimeButton';
import styles from './StatusBar.module.css';

/** One line about what is loaded and how it went. */
export function StatusBar() {
  const summary = useApp((state) => state.loaded?.summary);
  const files = useApp((state) => state.files.length);
  const chooseLeftTab = useApp((state) => state.chooseLeftTab);
  return (
    <footer className={styles.bar} aria-label="Status">
      <button type="button" className={styles.files} onClick={() => chooseLeftTab('files')}>
        {counted(files, 'file')}
      </button>
      {summary !== undefined && (
        <>
          <span className={styles.counts}>{countsText(summary)}</span>
          <RegimeButton summary={summary} />
        </>
      )}
      <ProblemsButton />
      {summary !== undefined && summary.notEvaluated.length > 0 && <NotEvaluated summary={summary} />}
      <span className={styles.right}>
        <LoadProgress />
        <span className={styles.promise}>nothing left this page</span>
      </span>
    </footer>
  );
}

function countsText({ counts }: LoadSummary): string {
  const pods = [
    counts.pods > 0 || counts.representatives === 0 ? counted(counts.pods, 'pod') : '',
    counts.representatives > 0 ? `${counted(counts.representatives, 'workload')} without pods` : '',
  ].filter((text) => text !== '');
  const staged = counts.staged > 0 ? `, ${counts.staged} staged` : '';
  const policies = `${counted(counts.policies, 'policy', 'policies')} in ${counted(counts.tiers, 'tier')}${staged}`;
  return [counted(counts.services, 'service'), ...pods, policies].join(' · ');
}

function ProblemsButton() {
  const diagnostics = useApp((state) => state.loaded?.diagnostics);
  const openDrawer = useApp((state) => state.openDrawer);
  if (diagnostics === undefined || diagnostics.length === 0) return undefined;
  const { error, warning, info } = severityCounts(diagnostics);
  const parts = [
    error > 0 ? counted(error, 'error') : '',
    warning > 0 ? counted(warning, 'warning') : '',
    error + warning === 0 ? counted(info, 'note') : '',
  ].filter((text) => text !== '');
  return (
    <button type="button" className={styles.problems} onClick={() => openDrawer('problems')}>
      {parts.join(', ')}
    </button>
  );
}

function NotEvaluated({ summary: { notEvaluated } }: { summary: LoadSummary }) {
  const openDrawer = useApp((state) => state.openDrawer);
  const objects = notEvaluated.reduce((sum, { count }) => sum + count, 0);
  const tip = notEvaluated.map(({ kind, count, effect }) => `${count} ${kind}: ${effect}`).join('\n');
  return (
    <button type="button" className={styles.problems} data-tip={tip} onClick={() => openDrawer('problems')}>
      {counted(objects, 'object')} not evaluated
    </button>
  );
}
