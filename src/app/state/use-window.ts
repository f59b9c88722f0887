import { useCallback, useEffect, useRef, useState } from 'react';
import type { Pending } from '../../worker/connect';
import type { Answer } from '../../worker/protocol';
import type { LookUpParams } from './look-up';
import { useApp } from './use-app';

/** Lists that are told a part at a time. */
type Listing = 'endpoints' | 'policies';

export interface WindowOn<Q extends Listing, Row> {
  /** What is told with every part: totals. `undefined` until the first one is there. */
  readonly head: Answer<Q> | undefined;
  /** `undefined` while it is on its way. */
  readonly rowAt: (index: number) => Row | undefined;
  /** Rows from `from` to `end` (exclusive) are in sight. Another function after every change of the list. */
  readonly see: (from: number, end: number) => void;
}

/** Rows are asked for by pages. */
const PAGE = 100;
/** Pages that are kept; those seen last stay. */
const KEPT = 40;

interface Held<Q extends Listing, Row> {
  readonly key: string;
  readonly head: Answer<Q>;
  readonly pages: ReadonlyMap<number, readonly Row[]>;
}

/**
 * The rows of a long list that are in sight, of what fits `text`. What was shown before stays until the first part of
 * another list is there.
 */
export function useWindow<Q extends Listing, Row>(
  question: Q,
  text: string,
  rowsOf: (answer: Answer<Q>) => readonly Row[],
): WindowOn<Q, Row> {
  const lookUp = useApp((state) => state.lookUp);
  const loaded = useApp((state) => state.loaded?.revision);
  const scope = useApp((state) => state.scope);
  const [held, setHeld] = useState<Held<Q, Row>>();
  const asked = useRef({ key: '', pages: new Map<number, Pending<Q>>() });
  const key = loaded === undefined ? undefined : `${loaded} ${scope} ${text}`;

  const see = useCallback(
    (from: number, end: number) => {
      if (key === undefined) return;
      if (asked.current.key !== key) {
        for (const { cancel } of asked.current.pages.values()) cancel();
        asked.current = { key, pages: new Map() };
      }
      const { pages } = asked.current;
      for (let page = Math.floor(from / PAGE); page * PAGE < end; page += 1) {
        const known = pages.get(page);
        // Again at the end: seen last.
        pages.delete(page);
        const asking = { text, from: page * PAGE, count: PAGE };
        // All listings are asked for alike.
        const pending = known ?? lookUp(question, asking as LookUpParams<Q>);
        pages.set(page, pending);
        if (known !== undefined) continue;
        pending.answer.then(
          (head) => {
            if (asked.current.key !== key) return;
            for (const old of [...pages.keys()].slice(0, -KEPT)) pages.delete(old);
            setHeld((before) => {
              const others = before?.key === key ? [...before.pages].filter(([other]) => pages.has(other)) : [];
              return { key, head, pages: new Map([...others, [page, rowsOf(head)]]) };
            });
          },
          () => pages.delete(page),
        );
      }
    },
    [lookUp, question, text, key, rowsOf],
  );
  // Totals come with the first page.
  useEffect(() => see(0, 1), [see]);
  useEffect(
    () => () => {
      for (const { cancel } of asked.current.pages.values()) cancel();
      asked.current = { key: '', pages: new Map() };
    },
    [],
  );

  return { head: held?.head, rowAt: (index) => held?.pages.get(Math.floor(index / PAGE))?.[index % PAGE], see };
}
