import { Search } from 'lucide-react';
import type { KeyboardEvent } from 'react';
import { cx } from './cx';
import styles from './SearchField.module.css';

interface SearchFieldProps {
  readonly label: string;
  readonly placeholder: string;
  readonly value: string;
  readonly onSearch: (text: string) => void;
  readonly onEnter?: () => void;
  /** `row`: over a list, as wide as it. `chip`: among filters. */
  readonly look?: 'row' | 'chip';
}

/** Narrows a list down as one types; Escape empties it. */
export function SearchField({ label, placeholder, value, onSearch, onEnter, look = 'row' }: SearchFieldProps) {
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape' && value !== '') {
      event.stopPropagation();
      onSearch('');
    } else if (event.key === 'Enter') onEnter?.();
  };
  return (
    <label className={cx(styles.field, styles[look])}>
      <Search size={13} aria-hidden className={styles.icon} />
      <input
        type="search"
        className={styles.input}
        aria-label={label}
        placeholder={placeholder}
        value={value}
        spellCheck={false}
        autoComplete="off"
        onChange={({ target }) => onSearch(target.value)}
        onKeyDown={onKeyDown}
      />
    </label>
  );
}
