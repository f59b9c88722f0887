import { Tabs } from 'radix-ui';
import { useApp } from '../../state/use-app';
import type { LeftTab } from '../../state/state';
import { EndpointList } from './EndpointList';
import { FileList } from './FileList';
import styles from './ListsPanel.module.css';
import { PolicyTiers } from './PolicyTiers';

const tabs: readonly { readonly value: LeftTab; readonly text: string }[] = [
  { value: 'files', text: 'Files' },
  { value: 'policies', text: 'Policies' },
  { value: 'endpoints', text: 'Endpoints' },
];

/** What is loaded, in three lists. */
export function ListsPanel() {
  const tab = useApp((state) => state.leftTab);
  const chooseTab = useApp((state) => state.chooseLeftTab);
  return (
    <Tabs.Root
      value={tab}
      onValueChange={(value) => chooseTab(tabs.find((one) => one.value === value)?.value ?? 'policies')}
      className={styles.panel}
      asChild
    >
      <section aria-label="Lists">
        <Tabs.List className={styles.tabs} aria-label="Lists">
          {tabs.map(({ value, text }) => (
            <Tabs.Trigger key={value} value={value} className={styles.tab}>
              {text}
            </Tabs.Trigger>
          ))}
        </Tabs.List>
        <Tabs.Content value="files" className={styles.content}>
          <FileList />
        </Tabs.Content>
        <Tabs.Content value="policies" className={styles.content}>
          <PolicyTiers />
        </Tabs.Content>
        <Tabs.Content value="endpoints" className={styles.content}>
          <EndpointList />
        </Tabs.Content>
      </section>
    </Tabs.Root>
  );
}
