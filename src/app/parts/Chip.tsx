import { ChevronDown, X } from 'lucide-react';
import type { ButtonHTMLAttributes, ReactNode, Ref } from 'react';
import styles from './Chip.module.css';
import { cx } from './cx';

interface ChipProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  readonly children: ReactNode;
  /** `menu`: opens a list. `off`: a click takes the filter away. */
  readonly ends: 'menu' | 'off';
  readonly ref?: Ref<HTMLButtonElement>;
}

/** A filter over a view. */
export function Chip({ children, ends, className, ...rest }: ChipProps) {
  return (
    <button type="button" className={cx(styles.chip, className)} {...rest}>
      {children}
      {ends === 'menu' ? <ChevronDown size={12} aria-hidden /> : <X size={12} aria-hidden />}
    </button>
  );
}
