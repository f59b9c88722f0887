import { useMemo, useRef, type SubmitEvent } from 'react';
import type { SearchEntry, Served } from '../../../analysis/answers';
import { Button } from '../../parts/Button';
import { Combobox } from '../../parts/Combobox';
import { completePorts, endOptions, MOST_ENDS } from '../../question/complete';
import { useApp } from '../../state/use-app';
import { useLookUp } from '../../state/use-look-up';
import { questionFieldId } from './focus-question';
import styles from './QuestionBar.module.css';

const noEntries: readonly SearchEntry[] = [];
const nothingServed: readonly Served[] = [];

/** Can [from] reach [to] on [port]? The first thing on the page. */
export function QuestionBar() {
  const ask = useApp((state) => state.ask);
  const to = useRef<HTMLInputElement>(null);
  const ports = useRef<HTMLInputElement>(null);
  return (
    <form
      className={styles.bar}
      role="search"
      aria-label="Question"
      onSubmit={(event: SubmitEvent) => {
        event.preventDefault();
        ask();
      }}
    >
      <span className={styles.word}>Can</span>
      <EndField part="from" label="Source" onDone={() => to.current?.focus()} />
      <span className={styles.word}>reach</span>
      <EndField part="to" label="Destination" onDone={() => ports.current?.focus()} inputRef={to} />
      <span className={styles.word}>on</span>
      <PortField inputRef={ports} />
      <span className={styles.word}>?</span>
      <Button type="submit" look="primary" className={styles.ask}>
        Ask
      </Button>
    </form>
  );
}

interface EndFieldProps {
  readonly part: 'from' | 'to';
  readonly label: string;
  readonly onDone: () => void;
  readonly inputRef?: React.Ref<HTMLInputElement>;
}

function EndField({ part, label, onDone, inputRef }: EndFieldProps) {
  const { text } = useApp((state) => state.question[part]);
  const problem = useApp((state) => (state.problem?.part === part ? state.problem.message : undefined));
  const fillEnd = useApp((state) => state.fillEnd);
  const ask = useApp((state) => state.ask);
  // What nobody waits for is asked behind the first map, which people wait for.
  const hasMap = useApp((state) => state.map !== undefined);
  const asked = text === '' && !hasMap ? undefined : ({ text, of: 'ends', most: MOST_ENDS } as const);
  const { answer: found = noEntries } = useLookUp('names', asked);
  const options = useMemo(() => endOptions(text, found), [text, found]);
  return (
    <Combobox
      {...(inputRef === undefined ? {} : { ref: inputRef })}
      fieldId={part === 'from' ? questionFieldId : undefined}
      label={label}
      value={text}
      placeholder={part === 'from' ? 'source' : 'destination'}
      options={options}
      problem={problem}
      onType={(typed) => fillEnd(part, { text: typed, kind: undefined })}
      onPick={(option) => {
        fillEnd(part, { text: option.text, kind: option.kind });
        onDone();
      }}
      onEnter={ask}
    />
  );
}

function PortField({ inputRef }: { inputRef: React.Ref<HTMLInputElement> }) {
  const text = useApp((state) => state.question.ports);
  const end = useApp((state) => state.question.to);
  const problem = useApp((state) => (state.problem?.part === 'ports' ? state.problem.message : undefined));
  const fillPorts = useApp((state) => state.fillPorts);
  const ask = useApp((state) => state.ask);
  const { answer: read } = useLookUp('readEnd', end.text.trim() === '' ? undefined : { end });
  const served = (end.text.trim() === '' ? undefined : read?.node?.serves) ?? nothingServed;
  const options = useMemo(() => completePorts(text, served), [text, served]);
  return (
    <Combobox
      ref={inputRef}
      label="Protocol and port"
      value={text}
      placeholder="port"
      options={options}
      problem={problem}
      onType={fillPorts}
      onPick={(option) => {
        fillPorts(option.text);
        ask();
      }}
      onEnter={ask}
    />
  );
}
