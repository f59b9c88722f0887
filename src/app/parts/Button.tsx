import type { ButtonHTMLAttributes, Ref } from 'react';
import styles from './Button.module.css';
import { cx } from './cx';

interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  /** `primary`: the one thing to do here. `quiet`: without an outline, until hovered. `link`: in a line of text. */
  readonly look?: 'plain' | 'primary' | 'quiet' | 'link';
  /** Square, for an icon; needs an `aria-label`, which is also its tip. */
  readonly square?: boolean;
  readonly ref?: Ref<HTMLButtonElement>;
}

export function Button({ look = 'plain', square = false, className, type, ...rest }: ButtonProps) {
  return (
    <button
      type={type ?? 'button'}
      className={cx(styles.button, styles[look], square && styles.square, className)}
      data-tip={square ? rest['aria-label'] : undefined}
      {...rest}
    />
  );
}
