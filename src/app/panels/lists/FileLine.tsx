import { Ellipsis } from 'lucide-react';
import { useState, type KeyboardEvent } from 'react';
import type { FileOutline } from '../../../analysis/answers';
import { counted } from '../../../report/sentence';
import { Button } from '../../parts/Button';
import { Cut } from '../../parts/Cut';
import { cx } from '../../parts/cx';
import { Menu, MenuItem } from '../../parts/Menu';
import { outlineById } from '../../state/derive';
import type { LoadedFile } from '../../state/state';
import { useApp } from '../../state/use-app';
import styles from './FileList.module.css';

export function FileLine({ file }: { file: LoadedFile }) {
  const outline = useApp((state) =>
    state.loaded === undefined ? undefined : outlineById(state.loaded.files).get(file.id),
  );
  const isOpen = useApp((state) => state.drawer.open && state.drawer.tab === 'editor' && state.drawer.file === file.id);
  const openFile = useApp((state) => state.openFile);
  const closeFile = useApp((state) => state.closeFile);
  const [renaming, setRenaming] = useState(false);
  if (renaming) return <RenameField file={file} onDone={() => setRenaming(false)} />;
  return (
    <li className={styles.line}>
      <button
        type="button"
        className={cx(styles.file, isOpen && styles.open)}
        aria-current={isOpen}
        onClick={() => openFile(file.id)}
        onDoubleClick={() => setRenaming(true)}
      >
        <Cut text={file.name} className={styles.name} />
        {outline !== undefined && <FileFacts outline={outline} />}
      </button>
      <Menu
        align="end"
        trigger={
          <Button look="quiet" square className={styles.more} aria-label={`More about ${file.name}`}>
            <Ellipsis size={14} aria-hidden />
          </Button>
        }
      >
        <MenuItem onSelect={() => setRenaming(true)}>Rename</MenuItem>
        <MenuItem onSelect={() => closeFile(file.id)}>Close</MenuItem>
      </Menu>
    </li>
  );
}

function FileFacts({ outline: { objects, errors, warnings } }: { outline: FileOutline }) {
  const problems = [
    errors > 0 ? counted(errors, 'error') : '',
    warnings > 0 ? counted(warnings, 'warning') : '',
  ].filter((text) => text !== '');
  return (
    <span className={styles.facts} data-tip={[counted(objects, 'object'), ...problems].join(', ')}>
      {problems.length === 0 ? (
        <span className={styles.objects}>{counted(objects, 'object')}</span>
      ) : (
        <span className={styles.problems}>{problems[0]}</span>
      )}
    </span>
  );
}

function RenameField({ file, onDone }: { file: LoadedFile; onDone: () => void }) {
  const renameFile = useApp((state) => state.renameFile);
  const [name, setName] = useState(file.name);
  const finish = () => {
    if (name.trim() !== '' && name !== file.name) renameFile(file.id, name);
    onDone();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter') finish();
    if (event.key === 'Escape') {
      event.stopPropagation();
      onDone();
    }
  };
  return (
    <li className={styles.line}>
      <input
        className={styles.rename}
        aria-label={`New name for ${file.name}`}
        value={name}
        ref={focusOnMount}
        spellCheck={false}
        onChange={({ target }) => setName(target.value)}
        onBlur={finish}
        onKeyDown={onKeyDown}
      />
    </li>
  );
}

/** After the menu that opened the field has given the focus back. */
const focusOnMount = (input: HTMLInputElement | null): void => {
  if (input !== null && document.activeElement !== input) requestAnimationFrame(() => input.focus());
};
