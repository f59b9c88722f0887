import { Upload } from 'lucide-react';
import { useFilePicker } from '../../input/use-file-picker';
import { Button } from '../../parts/Button';
import { useApp } from '../../state/use-app';
import { ExampleList } from './ExampleList';
import { ExportCommands } from './ExportCommands';
import styles from './StartScreen.module.css';

/** Until there are files: how to get some, and examples. */
export function StartScreen() {
  const pick = useFilePicker();
  const writeFile = useApp((state) => state.writeFile);
  return (
    <main className={styles.screen}>
      <div className={styles.columns}>
        <section aria-labelledby="start-title">
          <h1 id="start-title" className={styles.title}>
            Who decided this flow?
          </h1>
          <p className={styles.lead}>
            Drop what you exported from a Calico cluster. See every flow between your services, whether it is allowed,
            and which tier, policy and rule decided.
          </p>
          <div className={styles.drop}>
            <Upload size={26} strokeWidth={1.6} aria-hidden className={styles.icon} />
            <h2 className={styles.dropTitle}>Drop files or a folder here</h2>
            <p className={styles.kinds}>
              YAML, JSON, kubectl tables · or press <kbd className={styles.key}>Ctrl V</kbd> to paste
            </p>
            <div className={styles.buttons}>
              <Button look="primary" onClick={() => pick('files')}>
                Choose files
              </Button>
              <Button onClick={() => pick('folder')}>Choose folder</Button>
              <Button onClick={writeFile}>Paste text</Button>
            </div>
          </div>
          <ExportCommands />
        </section>
        <ExampleList />
      </div>
      <footer className={styles.promise}>
        Everything runs in this page. It works without a network, and nothing you load leaves it.
      </footer>
    </main>
  );
}
