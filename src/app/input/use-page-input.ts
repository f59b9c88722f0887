import { useEffect, useState } from 'react';
import { useAppStore } from '../state/use-app';
import type { AppStore } from '../state/create-app-store';
import { readDrop, type Gathered } from './read-drop';

/** Files dropped and text pasted anywhere on the page. Returns whether files hang over it. */
export function usePageInput(): boolean {
  const store = useAppStore();
  const [hovering, setHovering] = useState(false);

  useEffect(() => {
    /** Leaving one element for another inside it counts as both: only the balance tells. */
    let depth = 0;
    const enter = (event: DragEvent) => {
      if (!carriesFiles(event)) return;
      event.preventDefault();
      depth += 1;
      setHovering(true);
    };
    const over = (event: DragEvent) => {
      if (carriesFiles(event)) event.preventDefault();
    };
    const leave = (event: DragEvent) => {
      if (!carriesFiles(event)) return;
      depth = Math.max(0, depth - 1);
      setHovering(depth > 0);
    };
    const drop = (event: DragEvent) => {
      depth = 0;
      setHovering(false);
      if (event.dataTransfer === null || !carriesFiles(event)) return;
      event.preventDefault();
      addGathered(store, readDrop(event.dataTransfer));
    };
    const paste = (event: ClipboardEvent) => pasteInto(store, event);
    addEventListener('dragenter', enter);
    addEventListener('dragover', over);
    addEventListener('dragleave', leave);
    addEventListener('drop', drop, true);
    addEventListener('paste', paste);
    return () => {
      removeEventListener('dragenter', enter);
      removeEventListener('dragover', over);
      removeEventListener('dragleave', leave);
      removeEventListener('drop', drop, true);
      removeEventListener('paste', paste);
    };
  }, [store]);

  return hovering;
}

export function addGathered(store: AppStore, gathered: Promise<Gathered>): void {
  const { addFiles, tell } = store.getState();
  gathered.then(
    ({ files, folder, leftOut }) => {
      addFiles(files, folder);
      if (leftOut > 0) tell(`Left out ${leftOut} files that are no YAML, JSON, text or archive.`);
      else if (files.length === 0) tell('Nothing in there could be read.');
    },
    (error: unknown) => tell(`The files could not be read: ${error instanceof Error ? error.message : String(error)}`),
  );
}

const carriesFiles = ({ dataTransfer }: DragEvent): boolean => dataTransfer?.types.includes('Files') === true;

function pasteInto(store: AppStore, event: ClipboardEvent): void {
  const { target, clipboardData } = event;
  if (clipboardData === null || (target instanceof Element && isForTyping(target))) return;
  if (clipboardData.files.length > 0) {
    event.preventDefault();
    addGathered(store, readDrop(clipboardData));
    return;
  }
  const text = clipboardData.getData('text/plain');
  if (text.trim() === '') return;
  event.preventDefault();
  store.getState().addFiles([{ name: 'pasted.yaml', content: text }]);
}

const isForTyping = (element: Element): boolean =>
  element.closest('input, textarea, [contenteditable="true"], [contenteditable=""], .monaco-editor') !== null;
