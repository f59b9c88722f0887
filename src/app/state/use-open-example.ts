import { useCallback } from 'react';
import { useApp } from './use-app';
import type { Example } from './use-examples';

export function useOpenExample(): (example: Example) => void {
  const openExample = useApp((state) => state.openExample);
  return useCallback(
    ({ title, files }) =>
      openExample(
        title,
        files.map(({ name, text }) => ({ name, content: text })),
      ),
    [openExample],
  );
}
