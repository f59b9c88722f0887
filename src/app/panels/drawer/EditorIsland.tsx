import { useEffect, useRef, useState } from 'react';
import type { Editor, Mark, TextRange } from '../../../editor/editor';
import { mountEditor } from '../../../editor/mount-editor';
import { useTheme } from '../../state/use-theme';
import styles from './EditorIsland.module.css';

interface EditorIslandProps {
  /** What the text is of: undo and scroll are kept for each. */
  readonly id: string;
  readonly text: string;
  /** More than 1 for a part of a file. */
  readonly firstLine?: number;
  readonly marks: readonly Mark[];
  /** Where to go in the text. Another object is another wish. */
  readonly reveal: { readonly at: TextRange } | undefined;
  /** `undefined`: to read only. */
  readonly onChange: ((text: string) => void) | undefined;
}

/** The text surface in the page: owns its life and passes changes in. */
export function EditorIsland({ id, text, firstLine = 1, marks, reveal, onChange }: EditorIslandProps) {
  const container = useRef<HTMLDivElement>(null);
  const [editor, setEditor] = useState<Editor>();
  const [failure, setFailure] = useState<string>();
  const theme = useTheme();
  const latest = useRef({ onChange, theme });
  useEffect(() => {
    latest.current = { onChange, theme };
  });

  useEffect(() => {
    let mounted: Editor | undefined;
    let gone = false;
    if (container.current === null) return undefined;
    const events = { onChange: (changed: string) => latest.current.onChange?.(changed) };
    mountEditor(container.current, events, { theme: latest.current.theme }).then(
      (surface) => {
        mounted = surface;
        if (gone) surface.dispose();
        else setEditor(surface);
      },
      (error: unknown) => setFailure(error instanceof Error ? error.message : String(error)),
    );
    return () => {
      gone = true;
      mounted?.dispose();
    };
  }, []);

  useEffect(() => editor?.setTheme(theme), [editor, theme]);
  useEffect(() => {
    editor?.show({ id, text, firstLine });
    editor?.mark(marks);
  }, [editor, id, text, firstLine, marks]);
  const isReadOnly = onChange === undefined;
  useEffect(() => editor?.setReadOnly(isReadOnly), [editor, isReadOnly]);
  useEffect(() => {
    if (reveal === undefined) return;
    editor?.reveal(reveal.at);
    editor?.focus();
  }, [editor, reveal]);

  return (
    <>
      {failure !== undefined && <p className={styles.failure}>The editor cannot be shown: {failure}</p>}
      <div ref={container} className={styles.editor} />
    </>
  );
}
