import { useApp } from '../../state/use-app';
import { Button } from '../../parts/Button';
import { QuestionBar } from '../question/QuestionBar';
import { ExportMenu } from './ExportMenu';
import { Logo } from './Logo';
import { SessionMenu } from './SessionMenu';
import { ThemeMenu } from './ThemeMenu';
import styles from './TopBar.module.css';

export function TopBar() {
  const hasFiles = useApp((state) => state.files.length > 0);
  const openPalette = useApp((state) => state.openPalette);
  return (
    <header className={styles.bar}>
      <div className={styles.left}>
        <Logo />
        <span className={styles.name}>Tierscope</span>
        {hasFiles && <SessionMenu />}
      </div>
      {hasFiles && <QuestionBar />}
      <div className={styles.right}>
        {hasFiles && <ExportMenu />}
        <ThemeMenu />
        <Button
          onClick={() => openPalette(true)}
          aria-label="Commands"
          aria-keyshortcuts="Control+K Meta+K"
          data-tip="Commands and everything that has a name"
        >
          {commandKey}
        </Button>
      </div>
    </header>
  );
}

const commandKey = navigator.userAgent.includes('Mac') ? '⌘K' : 'Ctrl K';
