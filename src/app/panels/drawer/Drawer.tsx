import { X } from 'lucide-react';
import { Tabs } from 'radix-ui';
import { Button } from '../../parts/Button';
import { useApp } from '../../state/use-app';
import styles from './Drawer.module.css';
import { EditorPane } from './EditorPane';
import { FileSelect } from './FileSelect';
import { Problems } from './Problems';

/** The files' text, and what there is to say about it. */
export function Drawer() {
  const tab = useApp((state) => state.drawer.tab);
  const openDrawer = useApp((state) => state.openDrawer);
  const closeDrawer = useApp((state) => state.closeDrawer);
  const problems = useApp((state) => state.loaded?.diagnostics.length ?? 0);
  return (
    <Tabs.Root
      asChild
      value={tab}
      onValueChange={(value) => openDrawer(value === 'problems' ? 'problems' : 'editor')}
      className={styles.drawer}
    >
      <section aria-label="Files and problems">
        <div className={styles.bar}>
          <Tabs.List aria-label="Files and problems" className={styles.tabs}>
            <Tabs.Trigger value="editor" className={styles.tab}>
              Editor
            </Tabs.Trigger>
            <Tabs.Trigger value="problems" className={styles.tab}>
              Problems {problems > 0 && <span className={styles.count}>{problems}</span>}
            </Tabs.Trigger>
          </Tabs.List>
          {tab === 'editor' && <FileSelect />}
          <Button square look="quiet" className={styles.close} aria-label="Close editor" onClick={closeDrawer}>
            <X size={15} aria-hidden />
          </Button>
        </div>
        <Tabs.Content value="editor" className={styles.content} tabIndex={-1}>
          <EditorPane />
        </Tabs.Content>
        <Tabs.Content value="problems" className={styles.content}>
          <Problems />
        </Tabs.Content>
      </section>
    </Tabs.Root>
  );
}
