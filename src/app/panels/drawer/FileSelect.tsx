import { ChevronDown } from 'lucide-react';
import { Button } from '../../parts/Button';
import { Cut } from '../../parts/Cut';
import { Menu, MenuChoice } from '../../parts/Menu';
import { useApp } from '../../state/use-app';
import styles from './FileSelect.module.css';

/** Which file is in the editor. */
export function FileSelect() {
  const files = useApp((state) => state.files);
  const open = useApp((state) => state.drawer.file);
  const openFile = useApp((state) => state.openFile);
  const name = files.find(({ id }) => id === open)?.name ?? 'No file';
  return (
    <Menu
      trigger={
        <Button look="quiet" className={styles.trigger} aria-label={`File: ${name}`}>
          <Cut text={name} className={styles.name} />
          <ChevronDown size={12} aria-hidden />
        </Button>
      }
    >
      <MenuChoice
        label="File"
        value={open ?? ''}
        options={files.map(({ id, name: text }) => ({ value: id as string, text }))}
        onChoose={(chosen) => {
          const file = files.find(({ id }) => id === chosen);
          if (file !== undefined) openFile(file.id);
        }}
      />
    </Menu>
  );
}
