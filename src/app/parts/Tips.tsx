import { useEffect, useState } from 'react';
import styles from './Tips.module.css';

interface Tip {
  readonly text: string;
  readonly left: number;
  readonly top: number;
  readonly above: boolean;
}

const DELAY = 350;

/**
 * Shows what `data-tip` says of the element under the pointer or with the keyboard's focus; with
 * `data-tip-when="cut"` only where its text does not fit. One for the whole page: lists have thousands of names.
 * Tips repeat what is in the page, or in a label, so that nobody depends on them.
 */
export function Tips() {
  const [tip, setTip] = useState<Tip>();

  useEffect(() => {
    let timer = 0;
    const hide = () => {
      clearTimeout(timer);
      setTip(undefined);
    };
    const show = (event: Event) => {
      hide();
      const holder = tipHolder(event);
      if (holder !== undefined) timer = window.setTimeout(() => setTip(tipOf(holder)), DELAY);
    };
    const hideOnEscape = ({ key }: KeyboardEvent) => {
      if (key === 'Escape') hide();
    };
    document.addEventListener('pointerover', show);
    document.addEventListener('focusin', show);
    document.addEventListener('pointerdown', hide);
    document.addEventListener('focusout', hide);
    document.addEventListener('scroll', hide, true);
    document.addEventListener('keydown', hideOnEscape);
    return () => {
      hide();
      document.removeEventListener('pointerover', show);
      document.removeEventListener('focusin', show);
      document.removeEventListener('pointerdown', hide);
      document.removeEventListener('focusout', hide);
      document.removeEventListener('scroll', hide, true);
      document.removeEventListener('keydown', hideOnEscape);
    };
  }, []);

  if (tip === undefined) return undefined;
  return (
    <div className={styles.tip} data-above={tip.above} style={{ left: tip.left, top: tip.top }} aria-hidden>
      {tip.text}
    </div>
  );
}

/** Under the pointer the nearest around it; with the focus also the first inside the focused thing. */
function tipHolder({ target, type }: Event): HTMLElement | undefined {
  if (!(target instanceof Element)) return undefined;
  if (type === 'focusin' && !target.matches(':focus-visible')) return undefined;
  const around = target.closest<HTMLElement>('[data-tip]');
  const inside = type === 'focusin' ? target.querySelector<HTMLElement>('[data-tip]') : null;
  return around ?? inside ?? undefined;
}

function tipOf(holder: HTMLElement): Tip | undefined {
  const text = holder.dataset.tip ?? '';
  if (text === '' || (holder.dataset.tipWhen === 'cut' && holder.scrollWidth <= holder.clientWidth)) return undefined;
  const box = holder.getBoundingClientRect();
  const above = box.bottom > innerHeight - 60;
  return {
    text,
    left: Math.max(8, Math.min(box.left, innerWidth - 340)),
    top: above ? box.top - 6 : box.bottom + 6,
    above,
  };
}
