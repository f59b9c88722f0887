import { useCallback } from 'react';
import { useAppStore } from '../state/use-app';
import { readPicked } from './read-drop';
import { addGathered } from './use-page-input';

/** Opens the browser's file picker, for files or for one folder. */
export function useFilePicker(): (what: 'files' | 'folder') => void {
  const store = useAppStore();
  return useCallback(
    (what) => {
      const input = document.createElement('input');
      input.type = 'file';
      input.multiple = true;
      input.webkitdirectory = what === 'folder';
      input.addEventListener('change', () => {
        if (input.files !== null) addGathered(store, readPicked(input.files));
      });
      input.click();
    },
    [store],
  );
}
