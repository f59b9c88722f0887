import { ChevronDown } from 'lucide-react';
import { useFilePicker } from '../../input/use-file-picker';
import { Button } from '../../parts/Button';
import { Cut } from '../../parts/Cut';
import { Menu, MenuItem, MenuLine, MenuTitle } from '../../parts/Menu';
import { titleOf } from '../../state/derive';
import { useApp } from '../../state/use-app';
import { useExamples } from '../../state/use-examples';
import { useOpenExample } from '../../state/use-open-example';
import styles from './SessionMenu.module.css';

/** What is loaded, by name, and what to load instead. */
export function SessionMenu() {
  const title = useApp((state) => titleOf(state.title, state.files));
  const writeFile = useApp((state) => state.writeFile);
  const closeAll = useApp((state) => state.closeAll);
  const examples = useExamples();
  const openExample = useOpenExample();
  const pick = useFilePicker();
  return (
    <Menu
      trigger={
        <Button look="quiet" className={styles.session}>
          <Cut text={title} className={styles.title} />
          <ChevronDown size={13} aria-hidden />
        </Button>
      }
    >
      <MenuItem onSelect={() => pick('files')}>Add files</MenuItem>
      <MenuItem onSelect={() => pick('folder')}>Add folder</MenuItem>
      <MenuItem onSelect={writeFile}>Add pasted text</MenuItem>
      <MenuLine />
      <MenuTitle>Open an example instead</MenuTitle>
      {examples.map((example) => (
        <MenuItem key={example.id} onSelect={() => openExample(example)}>
          {example.title}
        </MenuItem>
      ))}
      <MenuLine />
      <MenuItem onSelect={closeAll}>Close all files</MenuItem>
    </Menu>
  );
}
