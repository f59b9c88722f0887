import { useEffect, useState, type RefObject } from 'react';

/** Rows beyond the edges that are made too, so that scrolling finds them there. */
const AHEAD = 12;
/** The sight moves by so many rows at once. */
const STEP = 10;
const FIRST = [0, 30] as const;

/**
 * Which rows of one height there need to be: from the first to the last (exclusive) around what `scroller` shows of
 * `list`, the element that is as high as all its rows. Costs the same for any number of rows.
 */
export function useRowsInSight(
  scroller: RefObject<HTMLElement | null>,
  list: RefObject<HTMLElement | null>,
  { count, height }: { readonly count: number; readonly height: number },
): readonly [first: number, end: number] {
  const [sight, setSight] = useState<readonly [number, number]>(FIRST);
  useEffect(() => {
    const frame = scroller.current;
    if (frame === null) return undefined;
    const look = () => {
      const own = list.current?.getBoundingClientRect();
      if (own === undefined) return;
      const { top, bottom } = frame.getBoundingClientRect();
      const first = Math.floor(((top - own.top) / height - AHEAD) / STEP) * STEP;
      const end = Math.ceil(((bottom - own.top) / height + AHEAD) / STEP) * STEP;
      setSight((before) => (before[0] === first && before[1] === end ? before : [first, end]));
    };
    look();
    frame.addEventListener('scroll', look, { passive: true });
    const resized = new ResizeObserver(look);
    resized.observe(frame);
    return () => {
      frame.removeEventListener('scroll', look);
      resized.disconnect();
    };
  });
  const within = (row: number) => Math.max(0, Math.min(count, row));
  return [within(sight[0]), within(sight[1])];
}
