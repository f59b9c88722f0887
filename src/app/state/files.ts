import type { FileBytes } from '../../base/byte-source';
import { fileId, type FileId } from '../../model/ids';
import type { Access } from './access';
import type { LoadedFile } from './state';
import { emptyQuestion } from '../question/question';

/** A file on its way in. */
export interface NewFile {
  readonly name: string;
  readonly content: string | Uint8Array | FileBytes;
}

export interface FileActions {
  /** Dropped, picked or pasted: they join what is there already. `title` names the set when there was none. */
  readonly addFiles: (files: readonly NewFile[], title?: string) => void;
  /** In place of what is there. */
  readonly openExample: (title: string, files: readonly NewFile[]) => void;
  /** Opens an empty file in the editor. */
  readonly writeFile: () => void;
  readonly editFile: (id: FileId, text: string) => void;
  readonly renameFile: (id: FileId, name: string) => void;
  readonly closeFile: (id: FileId) => void;
  readonly closeAll: () => void;
}

export function createFileActions({ get, set }: Access, load: (when: 'now' | 'soon') => void): FileActions {
  let made = 0;
  const newFile = ({ name, content }: NewFile): LoadedFile => {
    made += 1;
    return { id: fileId(`file-${made}`), name, content: typeof content === 'string' ? plainLines(content) : content };
  };

  function addFiles(files: readonly NewFile[], title?: string): void {
    if (files.length === 0) return;
    const known = get().files;
    const added: LoadedFile[] = [];
    for (const file of files) added.push(newFile({ ...file, name: freeName(file.name, [...known, ...added]) }));
    set({ files: [...known, ...added], title: known.length === 0 ? title : get().title });
    load('now');
  }

  function closeAll(): void {
    set({
      ...nothingLoaded,
      session: get().session + 1,
      revision: -1,
      drawer: { ...get().drawer, open: false, file: undefined, reveal: undefined },
    });
    // Nothing to load: ends what runs.
    load('now');
  }

  return {
    addFiles,
    closeAll,
    openExample(title, files) {
      closeAll();
      addFiles(files, title);
    },
    writeFile() {
      const file = newFile({ name: freeName('pasted.yaml', get().files), content: '' });
      set({
        files: [...get().files, file],
        drawer: { open: true, tab: 'editor', file: file.id, reveal: undefined },
      });
      load('now');
    },
    editFile(id, text) {
      set({ files: get().files.map((file) => (file.id === id ? { ...file, content: text } : file)) });
      load('soon');
    },
    renameFile(id, name) {
      const others = get().files.filter((file) => file.id !== id);
      const free = freeName(name.trim(), others);
      if (free === '') return;
      set({ files: get().files.map((file) => (file.id === id ? { ...file, name: free } : file)) });
      load('now');
    },
    closeFile(id) {
      const files = get().files.filter((file) => file.id !== id);
      if (files.length === 0) {
        closeAll();
        return;
      }
      const { drawer } = get();
      const closed = drawer.file === id ? { ...drawer, file: files[0]?.id, reveal: undefined } : drawer;
      set({ files, drawer: closed });
      load('now');
    },
  };
}

const nothingLoaded = {
  files: [],
  title: undefined,
  load: { status: 'idle' },
  loaded: undefined,
  map: undefined,
  answer: { status: 'none' },
  crash: undefined,
  inspected: { kind: 'cluster' },
  question: emptyQuestion,
  problem: undefined,
  selection: [],
  collapsed: new Set<string>(),
  grouping: undefined,
  focus: undefined,
  shownClasses: new Set<never>(),
  mapSearch: '',
  regime: undefined,
} as const;

/** As the engine counts offsets: line ends are `\n`, no byte order mark. */
const plainLines = (text: string): string => text.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n');

/** `a.yaml`, then `a (2).yaml`: two files of one name could not be told apart in a message. */
function freeName(name: string, files: readonly LoadedFile[]): string {
  const taken = new Set(files.map((file) => file.name));
  if (!taken.has(name)) return name;
  const dot = name.lastIndexOf('.');
  const [stem, ending] = dot > 0 ? [name.slice(0, dot), name.slice(dot)] : [name, ''];
  for (let n = 2; ; n += 1) if (!taken.has(`${stem} (${n})${ending}`)) return `${stem} (${n})${ending}`;
}
