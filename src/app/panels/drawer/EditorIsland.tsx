import { useEffect, useRef, useState } from 'react';
import type { Editor, Mark } from '../../../editor/editor';
import { mountEditor } from '../../../editor/mount-editor';
import type { FileId } from '../../../model/ids';
import type { Drawer } from '../../state/state';
import { useTheme } from '../../state/use-theme';
import styles from './EditorIsland.module.css';

interface EditorIslandProps {
  readonly file: FileId;
  readonly text: string;
  readonly marks: readonly Mark[];
  readonly reveal: Drawer['reveal'];
  readonly onChange: (text: string) => void;
}

/** The text surface in the page: owns its life and passes changes in. */
export function EditorIsland({ file, text, marks, reveal, onChange }: EditorIslandProps) {
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
    const events = { onChange: (changed: string) => latest.current.onChange(changed) };
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
    editor?.show({ id: file, text });
    editor?.mark(marks);
  }, [editor, file, text, marks]);
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
