/**
 * Files and folders from a drop. On `file://` Chromium refuses to read through `webkitGetAsEntry`, so the newer file
 * handles come first, then entries (Firefox), then the plain list, which knows no folders. Source: ui-stack 5.
 */
import type { NewFile } from '../state/files';

export interface Gathered {
  readonly files: readonly NewFile[];
  /** The one folder that was given; names the set of files. */
  readonly folder: string | undefined;
  /** How many files of a folder were left out because nothing in them could be read. */
  readonly leftOut: number;
}

/** A file found, with its path below what was dropped. */
interface Found {
  readonly path: string;
  readonly file: () => Promise<File>;
  readonly inFolder: boolean;
}

/** To be called inside the drop event: its items are gone after the first wait. */
export function readDrop(transfer: DataTransfer): Promise<Gathered> {
  const items = [...transfer.items].filter(({ kind }) => kind === 'file');
  const plain = [...transfer.files];
  const handles = items.map((item) =>
    'getAsFileSystemHandle' in item ? (item as ItemWithHandle).getAsFileSystemHandle() : undefined,
  );
  const entries = items.map((item) => item.webkitGetAsEntry());
  return gather(items.map((_, i) => findIn(handles[i], entries[i], plain[i])));
}

/** From a file picker; with folders, each file knows its path. */
export const readPicked = (list: FileList): Promise<Gathered> =>
  gather(
    [...list].map((file) =>
      Promise.resolve([
        {
          path: file.webkitRelativePath || file.name,
          file: () => Promise.resolve(file),
          inFolder: file.webkitRelativePath !== '',
        },
      ]),
    ),
  );

async function gather(finds: readonly Promise<readonly Found[]>[]): Promise<Gathered> {
  const found = (await Promise.all(finds)).flat();
  const wanted = found.filter(({ inFolder, path }) => !inFolder || isReadable(path));
  const folders = new Set(found.filter(({ inFolder }) => inFolder).map(({ path }) => path.slice(0, path.indexOf('/'))));
  const [folder] = folders;
  const files = await Promise.all(
    wanted.map(async ({ path, file }) => ({
      name: folders.size === 1 && found.every(({ inFolder }) => inFolder) ? path.slice(path.indexOf('/') + 1) : path,
      content: await contentOf(await file()),
    })),
  );
  return {
    files: files.sort((a, b) => (a.name < b.name ? -1 : 1)),
    folder: folders.size === 1 ? folder : undefined,
    leftOut: found.length - wanted.length,
  };
}

/** Large files go to the engine as they are, which reads them a part at a time. */
const LARGE = 4e6;

const contentOf = async (file: File): Promise<NewFile['content']> =>
  file.size < LARGE ? new Uint8Array(await file.arrayBuffer()) : file;

/** In a folder, only what may hold something to read; of files given one by one, every one. */
const isReadable = (path: string): boolean =>
  !path.split('/').some((part) => part.startsWith('.') || part === 'node_modules') &&
  /(^|\/)[^./]+$|\.(ya?ml|json|jsonl|ndjson|txt|csv|tsv|log|md|out|gz|tgz|tar|zip)$/i.test(path);

interface ItemWithHandle extends DataTransferItem {
  getAsFileSystemHandle(): Promise<FileSystemHandle | null>;
}

async function findIn(
  handle: Promise<FileSystemHandle | null> | undefined,
  entry: FileSystemEntry | null | undefined,
  file: File | undefined,
): Promise<readonly Found[]> {
  const held = await handle?.catch(() => null);
  if (held instanceof FileSystemFileHandle) return [{ path: held.name, file: () => held.getFile(), inFolder: false }];
  if (held instanceof FileSystemDirectoryHandle) return findInDirectory(held, held.name);
  if (entry?.isDirectory === true) return findInEntry(entry as FileSystemDirectoryEntry, entry.name);
  return file === undefined ? [] : [{ path: file.name, file: () => Promise.resolve(file), inFolder: false }];
}

async function findInDirectory(directory: FileSystemDirectoryHandle, path: string): Promise<readonly Found[]> {
  const found: Found[] = [];
  for await (const [name, child] of directory.entries()) {
    if (child instanceof FileSystemDirectoryHandle) found.push(...(await findInDirectory(child, `${path}/${name}`)));
    else if (child instanceof FileSystemFileHandle) {
      found.push({ path: `${path}/${name}`, file: () => child.getFile(), inFolder: true });
    }
  }
  return found;
}

async function findInEntry(directory: FileSystemDirectoryEntry, path: string): Promise<readonly Found[]> {
  const found: Found[] = [];
  for (const child of await entriesOf(directory)) {
    if (child.isDirectory)
      found.push(...(await findInEntry(child as FileSystemDirectoryEntry, `${path}/${child.name}`)));
    else
      found.push({ path: `${path}/${child.name}`, file: () => fileOf(child as FileSystemFileEntry), inFolder: true });
  }
  return found;
}

/** The reader hands them out in batches; an empty one is the last. */
async function entriesOf(directory: FileSystemDirectoryEntry): Promise<readonly FileSystemEntry[]> {
  const reader = directory.createReader();
  const all: FileSystemEntry[] = [];
  for (;;) {
    const batch = await new Promise<readonly FileSystemEntry[]>((resolve, reject) => {
      reader.readEntries(resolve, reject);
    });
    if (batch.length === 0) return all;
    all.push(...batch);
  }
}

const fileOf = (entry: FileSystemFileEntry): Promise<File> =>
  new Promise((resolve, reject) => {
    entry.file(resolve, reject);
  });
