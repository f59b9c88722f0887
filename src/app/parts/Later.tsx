import { useDeferredValue, type ReactNode } from 'react';

/** Comes right behind what is around it, so that a page of many panels is made in several short tasks. */
export function Later({ children }: { children: ReactNode }) {
  return useDeferredValue(true, false) && children;
}
