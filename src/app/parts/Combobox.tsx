import { useId, useState, type KeyboardEvent, type Ref } from 'react';
import styles from './Combobox.module.css';
import { cx } from './cx';

export interface ComboOption {
  readonly id: string;
  readonly text: string;
  /** What it is, beside its name. */
  readonly detail: string;
}

interface ComboboxProps<O extends ComboOption> {
  readonly label: string;
  readonly value: string;
  readonly placeholder: string;
  /** What to offer for `value`, best first. */
  readonly options: readonly O[];
  readonly problem: string | undefined;
  readonly onType: (text: string) => void;
  readonly onPick: (option: O) => void;
  /** Enter with nothing picked. */
  readonly onEnter: () => void;
  readonly ref?: Ref<HTMLInputElement>;
  /** Of the field, for those that lead the keyboard there. */
  readonly fieldId?: string | undefined;
}

/** A field that completes. Follows the combobox pattern of the ARIA Authoring Practices, with a list of options. */
export function Combobox<O extends ComboOption>(props: ComboboxProps<O>) {
  const { label, value, placeholder, options, problem, onType, onPick, onEnter, ref, fieldId } = props;
  const [open, setOpen] = useState(false);
  const [active, setActive] = useState(-1);
  const id = useId();
  const isOpen = open && options.length > 0;
  const option = isOpen ? options[active] : undefined;

  const close = () => {
    setOpen(false);
    setActive(-1);
  };
  const pick = (picked: O) => {
    onPick(picked);
    close();
  };
  const move = (step: number) => {
    setOpen(true);
    setActive((options.length + (active < 0 && step < 0 ? 0 : active) + step) % Math.max(1, options.length));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      move(event.key === 'ArrowDown' ? 1 : -1);
    } else if (event.key === 'Enter') {
      event.preventDefault();
      if (option === undefined) onEnter();
      else pick(option);
      close();
    } else if (event.key === 'Tab' && option !== undefined) {
      pick(option);
    } else if (event.key === 'Escape' && isOpen) {
      event.stopPropagation();
      close();
    }
  };
  return (
    <span className={styles.combobox}>
      <span className={styles.sizer} aria-hidden>
        {value === '' ? placeholder : value}
      </span>
      <input
        ref={ref}
        id={fieldId}
        role="combobox"
        aria-label={label}
        aria-expanded={isOpen}
        aria-controls={isOpen ? `${id}-list` : undefined}
        aria-activedescendant={option === undefined ? undefined : `${id}-${active}`}
        aria-autocomplete="list"
        aria-invalid={problem !== undefined}
        aria-describedby={problem === undefined ? undefined : `${id}-problem`}
        className={cx(styles.input, problem !== undefined && styles.invalid)}
        size={1}
        value={value}
        placeholder={placeholder}
        spellCheck={false}
        autoComplete="off"
        autoCapitalize="off"
        onChange={({ target }) => {
          onType(target.value);
          setOpen(true);
          setActive(-1);
        }}
        onKeyDown={onKeyDown}
        onFocus={({ target }) => target.select()}
        onClick={() => setOpen(true)}
        onBlur={close}
      />
      {problem !== undefined && !isOpen && (
        <span id={`${id}-problem`} role="alert" className={styles.problem}>
          {problem}
        </span>
      )}
      {isOpen && <OptionList id={id} label={label} options={options} active={active} onPick={pick} />}
    </span>
  );
}

interface OptionListProps<O extends ComboOption> {
  readonly id: string;
  readonly label: string;
  readonly options: readonly O[];
  readonly active: number;
  readonly onPick: (option: O) => void;
}

function OptionList<O extends ComboOption>({ id, label, options, active, onPick }: OptionListProps<O>) {
  return (
    <ul id={`${id}-list`} role="listbox" aria-label={label} className={styles.list}>
      {options.map((option, index) => (
        // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- keys reach it through the field, which keeps focus
        <li
          key={option.id}
          id={`${id}-${index}`}
          role="option"
          aria-selected={index === active}
          className={styles.option}
          ref={index === active ? scrollIntoView : undefined}
          onPointerDown={(event) => event.preventDefault()}
          onClick={() => onPick(option)}
        >
          <span className={styles.text}>{option.text}</span>
          <span className={styles.detail}>{option.detail}</span>
        </li>
      ))}
    </ul>
  );
}

const scrollIntoView = (element: HTMLElement | null) => element?.scrollIntoView({ block: 'nearest' });
