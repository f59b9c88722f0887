import type { SourceRange } from '../../../model/diagnostic';
import { groupDigits, sizeText } from '../../../report/sentence';
import { useLookUp } from '../../state/use-look-up';
import { EditorIsland } from './EditorIsland';
import styles from './ExcerptPane.module.css';

const noMarks = [] as const;

interface ExcerptPaneProps {
  readonly name: string;
  readonly bytes: number;
  readonly at: SourceRange;
}

/** A window on one object of a file that is too large to hold, to read only. */
export function ExcerptPane({ name, bytes, at }: ExcerptPaneProps) {
  const { answer: excerpt, isCurrent } = useLookUp('excerpt', { at });
  if (excerpt === undefined) return isCurrent && <p className={styles.none}>This file has no text to show.</p>;
  const { text, line, cut } = excerpt;
  const last = line + text.replace(/\n$/, '').split('\n').length - 1;
  return (
    <>
      <p className={styles.note}>
        Lines {groupDigits(line)} to {groupDigits(last)} of {name} ({sizeText(bytes)}), to read only: the file is too
        large to edit here.{cut && ' The object goes on behind them.'}
      </p>
      <EditorIsland
        id={`excerpt ${at.file}`}
        text={text}
        firstLine={line}
        marks={noMarks}
        reveal={excerpt}
        onChange={undefined}
      />
    </>
  );
}
