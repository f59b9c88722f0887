import { FilePlus, FolderPlus, ClipboardPaste } from 'lucide-react';
import { useFilePicker } from '../../input/use-file-picker';
import { Button } from '../../parts/Button';
import { useApp } from '../../state/use-app';
import styles from './FileList.module.css';
import { FileLine } from './FileLine';

/** The files as the user gave them; together they are one cluster. */
export function FileList() {
  const files = useApp((state) => state.files);
  const writeFile = useApp((state) => state.writeFile);
  const pick = useFilePicker();
  return (
    <>
      <ul className={styles.list} aria-label="Files">
        {files.map((file) => (
          <FileLine key={file.id} file={file} />
        ))}
      </ul>
      <div className={styles.add}>
        <Button look="quiet" onClick={() => pick('files')}>
          <FilePlus size={14} aria-hidden /> Add files
        </Button>
        <Button look="quiet" square aria-label="Add folder" onClick={() => pick('folder')}>
          <FolderPlus size={14} aria-hidden />
        </Button>
        <Button look="quiet" square aria-label="Add pasted text" onClick={writeFile}>
          <ClipboardPaste size={14} aria-hidden />
        </Button>
      </div>
    </>
  );
}
