/** Long texts of files, one by one behind the picture; of files that did not change they are kept. */
import type { FileOutline } from '../../analysis/answers';
import type { Answer } from '../../worker/protocol';
import type { Engine } from '../../worker/supervise';
import type { Access } from './access';
import type { LoadedFile } from './state';

export interface TextAsker {
  /** What a load answered, with the texts that are known from before. `files` are those that were loaded. */
  readonly withKnown: (loaded: Answer<'load'>, files: readonly LoadedFile[]) => Answer<'load'>;
  /** Asks for those that are still to come. */
  readonly ask: () => Promise<void>;
}

export function createTextAsker({ get, set }: Access, engine: Engine): TextAsker {
  /** By content, which is another one after an edit. */
  let known = new Map<LoadedFile['content'], string>();
  let loadedFiles: readonly LoadedFile[] = [];

  const contentOf = (id: string) => loadedFiles.find((file) => file.id === id)?.content;
  const textOf = (id: string): string | undefined => {
    const content = contentOf(id);
    return content === undefined ? undefined : known.get(content);
  };
  const filled = (files: readonly FileOutline[]): readonly FileOutline[] =>
    files.map((file) => (file.comes && file.text === undefined ? { ...file, text: textOf(file.id) } : file));

  return {
    withKnown(loaded, files) {
      loadedFiles = files;
      known = new Map(
        files.flatMap(({ content }) => (known.has(content) ? [[content, known.get(content) ?? '']] : [])),
      );
      return { ...loaded, files: filled(loaded.files) };
    },
    async ask() {
      const { loaded } = get();
      if (loaded === undefined) return;
      const { revision } = loaded;
      for (const { id, comes, text } of loaded.files) {
        if (!comes || text !== undefined) continue;
        // A crash is told by whoever asks next; the text is then asked for again.
        const told = await engine.connection.ask('text', { revision, id }).answer.catch(() => undefined);
        const now = get().loaded;
        if (told === undefined || now?.revision !== revision) return;
        const content = contentOf(id);
        if (content !== undefined) known.set(content, told);
        set({ loaded: { ...now, files: filled(now.files) } });
      }
    },
  };
}
