import { useMemo } from 'react';
import type { FileId } from '../../../model/ids';
import { diagnosticsByFile, outlineById } from '../../state/derive';
import { useApp } from '../../state/use-app';
import { EditorIsland } from './EditorIsland';
import { ExcerptPane } from './ExcerptPane';
import styles from './EditorPane.module.css';

const noMarks = [] as const;
/** Of a file too large to show, so many bytes are shown until a place in it is asked for. */
const HEAD = 20_000;

/** The open file; one without text says so. */
export function EditorPane() {
  const id = useApp((state) => state.drawer.file);
  return id === undefined ? <p className={styles.none}>No file is open.</p> : <OpenFile id={id} />;
}

function OpenFile({ id }: { id: FileId }) {
  const file = useApp((state) => state.files.find((one) => one.id === id));
  const outline = useApp((state) => (state.loaded === undefined ? undefined : outlineById(state.loaded.files).get(id)));
  const diagnostics = useApp((state) => state.loaded?.diagnostics);
  const reveal = useApp((state) => state.drawer.reveal);
  const editFile = useApp((state) => state.editFile);
  const marks = useMemo(
    () =>
      (diagnostics === undefined ? undefined : diagnosticsByFile(diagnostics).get(id))?.map(
        ({ at, severity, message, hint }) => ({
          start: at.start,
          end: at.end,
          severity,
          message,
          ...(hint === undefined ? {} : { hint }),
        }),
      ) ?? noMarks,
    [diagnostics, id],
  );
  // What was typed is newer than what was evaluated.
  const text = typeof file?.content === 'string' ? file.content : outline?.text;
  const own = reveal?.at.file === id ? reveal : undefined;
  if (text === undefined && outline?.bytes !== undefined) {
    return <ExcerptPane name={outline.name} bytes={outline.bytes} at={own?.at ?? { file: id, start: 0, end: HEAD }} />;
  }
  if (text === undefined) {
    return (
      <p className={styles.none}>
        {file === undefined
          ? 'This file is closed.'
          : outline?.comes === true
            ? 'The text is on its way.'
            : 'This file has no text to show.'}
      </p>
    );
  }
  return <EditorIsland id={id} text={text} marks={marks} reveal={own} onChange={(changed) => editFile(id, changed)} />;
}
