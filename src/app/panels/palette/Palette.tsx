import { Dialog } from 'radix-ui';
import { useEffect, useMemo, useState, type KeyboardEvent } from 'react';
import { useApp } from '../../state/use-app';
import { useLookUp } from '../../state/use-look-up';
import styles from './Palette.module.css';
import { useCommands, useGoTo, type Command } from './use-commands';

const MOST = 50;

/** Every action, and everything that has a name, by typing a part of it. */
export function Palette() {
  const open = useApp((state) => state.paletteOpen);
  const openPalette = useApp((state) => state.openPalette);

  useEffect(() => {
    const onKeyDown = (event: globalThis.KeyboardEvent) => {
      if (event.key.toLowerCase() !== 'k' || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey)
        return;
      event.preventDefault();
      event.stopPropagation();
      openPalette(true);
    };
    // Before the editor, which has a meaning of its own for the same keys.
    addEventListener('keydown', onKeyDown, true);
    return () => removeEventListener('keydown', onKeyDown, true);
  }, [openPalette]);

  return (
    <Dialog.Root open={open} onOpenChange={openPalette}>
      <Dialog.Portal>
        <Dialog.Overlay className={styles.overlay} />
        <Dialog.Content className={styles.palette} aria-describedby={undefined}>
          <Dialog.Title className="visually-hidden">Commands</Dialog.Title>
          <CommandField onRun={() => openPalette(false)} />
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

function CommandField({ onRun }: { onRun: () => void }) {
  const commands = useCommands();
  const [typed, setTyped] = useState('');
  const [active, setActive] = useState(0);
  const { answer: names } = useLookUp('names', { text: typed, of: 'everything', most: MOST });
  const goTo = useGoTo();
  const found = useMemo(
    () => [...findCommands(commands, typed), ...(names ?? []).map(goTo)].slice(0, MOST),
    [commands, names, goTo, typed],
  );
  const stop = Math.min(active, found.length - 1);

  const run = (command: Command | undefined) => {
    if (command === undefined) return;
    onRun();
    command.run();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter') run(found[stop]);
    else if (event.key === 'ArrowDown') setActive(Math.min(stop + 1, found.length - 1));
    else if (event.key === 'ArrowUp') setActive(Math.max(stop - 1, 0));
    else return;
    event.preventDefault();
  };
  return (
    <>
      <input
        role="combobox"
        aria-label="Command or name"
        aria-expanded
        aria-controls="palette-list"
        aria-activedescendant={found.length === 0 ? undefined : `palette-${stop}`}
        aria-autocomplete="list"
        className={styles.field}
        placeholder="Do something, or go to a service, pod, policy or file"
        value={typed}
        spellCheck={false}
        autoComplete="off"
        onChange={({ target }) => {
          setTyped(target.value);
          setActive(0);
        }}
        onKeyDown={onKeyDown}
      />
      <ul id="palette-list" role="listbox" aria-label="Commands" className={styles.list}>
        {found.map((command, index) => (
          // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- keys reach it through the field, which keeps focus
          <li
            key={command.id}
            id={`palette-${index}`}
            role="option"
            aria-selected={index === stop}
            className={styles.option}
            ref={index === stop ? scrollIntoView : undefined}
            onPointerMove={() => setActive(index)}
            onPointerDown={(event) => event.preventDefault()}
            onClick={() => run(command)}
          >
            <span className={styles.text}>{command.text}</span>
            <span className={styles.detail}>{command.detail}</span>
          </li>
        ))}
      </ul>
      {found.length === 0 && <p className={styles.none}>Nothing has this name.</p>}
    </>
  );
}

const scrollIntoView = (element: HTMLElement | null) => element?.scrollIntoView({ block: 'nearest' });

/** Those whose text begins with what is typed first, then those in which every word is found. */
function findCommands(commands: readonly Command[], typed: string): readonly Command[] {
  const words = typed
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  const fits = ({ text, detail }: Command) => {
    const all = `${text} ${detail}`.toLowerCase();
    return words.every((word) => all.includes(word));
  };
  const fitting = commands.filter(fits);
  const begins = (command: Command) => command.text.toLowerCase().startsWith(words[0] ?? '');
  return [...fitting.filter(begins), ...fitting.filter((command) => !begins(command))].slice(0, MOST);
}
