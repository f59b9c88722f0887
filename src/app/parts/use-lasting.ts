import { useEffect, useState } from 'react';

/** What takes less than this, nobody has to be told of. */
export const NOTICEABLE_MS = 300;

/** True once `condition` has held for so many milliseconds. */
export function useLasting(condition: boolean, milliseconds: number): boolean {
  const [lasting, setLasting] = useState(false);
  useEffect(() => {
    if (!condition) return undefined;
    const timer = setTimeout(() => setLasting(true), milliseconds);
    return () => {
      clearTimeout(timer);
      setLasting(false);
    };
  }, [condition, milliseconds]);
  return lasting;
}
