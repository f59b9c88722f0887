import { useEffect, useRef, type KeyboardEvent, type RefObject } from 'react';

/** Marks a row that arrows lead to. Its `tabIndex` is -1; the list lets Tab stop at one of them. */
export const arrowRow = { 'data-arrow-row': true, tabIndex: -1 } as const;

const ROWS = '[data-arrow-row]';

/**
 * A long list is one stop for Tab: arrows, Home and End move inside. Works on the rows that are in the page, so that a
 * list which shows only some of its rows can use it; scrolling brings the next ones.
 */
export function useArrowRows<T extends HTMLElement>(): {
  readonly ref: RefObject<T | null>;
  readonly onKeyDown: (event: KeyboardEvent) => void;
  readonly onFocus: () => void;
} {
  const ref = useRef<T>(null);
  const rows = () => [...(ref.current?.querySelectorAll<HTMLElement>(ROWS) ?? [])];
  const letStopAt = (row: HTMLElement | undefined) => {
    for (const other of rows()) other.tabIndex = other === row ? 0 : -1;
  };
  // After every change: the row that Tab stopped at may be gone.
  useEffect(() => {
    const all = rows();
    if (!all.some(({ tabIndex }) => tabIndex === 0)) letStopAt(all[0]);
  });
  return {
    ref,
    onFocus: () =>
      letStopAt(rows().find((row) => row === document.activeElement) ?? rows().find((r) => r.tabIndex === 0)),
    onKeyDown(event) {
      const all = rows();
      const at = all.findIndex((row) => row === document.activeElement);
      const next = nextRow(event.key, at, all.length);
      if (at < 0 || next === undefined) return;
      event.preventDefault();
      all[next]?.focus();
    },
  };
}

function nextRow(key: string, at: number, count: number): number | undefined {
  switch (key) {
    case 'ArrowDown':
      return Math.min(at + 1, count - 1);
    case 'ArrowUp':
      return Math.max(at - 1, 0);
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return undefined;
  }
}
