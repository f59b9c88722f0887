/** Files as read, kept by their content, so that an edit reads one file and not its neighbours. */
import { present } from '../base/assert';
import type { FileBytes } from '../base/byte-source';
import { sideBySide } from '../base/side-by-side';
import type { Progress, Task } from '../base/task';
import { readInput, type Host, type InputFile, type ReadFile } from './read-input';
import { createMoves, move, readAgain, type Moves } from './read-again';

export type { InputFile, ReadFile };

export interface Library {
  /** `then` announces what follows: whoever takes the load back at that, or before, finds nothing moved. */
  read(files: readonly InputFile[], then?: Progress): Task<readonly ReadFile[]>;
}

export function createLibrary(host: Host): Library {
  let shelf = new Map<string, { readonly input: InputFile; readonly read: readonly ReadFile[] }>();
  return {
    *read(files, then) {
      const total = files.reduce((sum, { content }) => sum + sizeOf(content), 0);
      const moves = createMoves();
      const done = files.map(() => ({ bytes: 0, objects: 0, isOver: false }));
      const sum = (of: 'bytes' | 'objects'): number => done.reduce((all, file) => all + file[of], 0);
      const readOne = function* (input: InputFile, index: number): Task<readonly ReadFile[]> {
        const own = present(done[index], 'there is one for each file');
        const progress = (bytes: number, objects: number): Progress => {
          Object.assign(own, { bytes, objects });
          const over = done.filter(({ isOver }) => isOver).length;
          return {
            stage: 'read',
            done: over,
            total: files.length,
            bytes: { done: sum('bytes'), total, objects: sum('objects') },
          };
        };
        yield progress(0, 0);
        const known = shelf.get(input.id);
        const read =
          known !== undefined && isSame(known.input, input)
            ? known.read
            : (yield* readInput(input, { host, progress, before: known?.read })).map((file) =>
                sameObjects(known?.read, file, moves),
              );
        const objects = read.reduce((all, { resources, unread }) => all + resources.length + unread.length, 0);
        Object.assign(own, { bytes: sizeOf(input.content), objects, isOver: true });
        return read;
      };
      // The largest begin first: others may help with them, while the rest is read here.
      const order = [...files.entries()].sort(([, a], [, b]) => sizeOf(b.content) - sizeOf(a.content));
      const reads = order.map(
        ([index, input]) =>
          () =>
            readOne(input, index),
      );
      const inOrder = yield* sideBySide(reads, SIDE_BY_SIDE);
      const all = new Map(order.map(([index], i) => [index, inOrder[i] ?? []]));
      const next: typeof shelf = new Map();
      for (const [index, input] of files.entries()) next.set(input.id, { input, read: all.get(index) ?? [] });
      if (then !== undefined) yield then;
      // Only now: a load that is taken back moves nothing.
      move(moves);
      shelf = next;
      return [...next.values()].flatMap(({ read }) => read);
    },
  };
}

/** Enough that something can always be done while the largest is read by others; each has its window of bytes. */
const SIDE_BY_SIDE = 4;

/** Of a file that a person may edit. */
function sameObjects(before: readonly ReadFile[] | undefined, file: ReadFile, moves: Moves): ReadFile {
  const older = before?.find(({ id }) => id === file.id);
  return older?.text === undefined || file.text === undefined ? file : readAgain(older, file, moves);
}

const sizeOf = (content: InputFile['content']): number =>
  typeof content === 'string' || content instanceof Uint8Array ? content.length : content.size;

const isSame = (a: InputFile, b: InputFile): boolean => a.name === b.name && isSameContent(a.content, b.content);

/** What comes over the wire is a new object each time. Of a file on disk the size and the last change tell it. */
function isSameContent(a: InputFile['content'], b: InputFile['content']): boolean {
  if (a === b) return true;
  if (a instanceof Uint8Array && b instanceof Uint8Array) {
    return a.length === b.length && a.every((byte, i) => byte === b[i]);
  }
  return (
    isFile(a) && isFile(b) && a.size === b.size && a.lastModified !== undefined && a.lastModified === b.lastModified
  );
}

const isFile = (content: InputFile['content']): content is FileBytes =>
  typeof content !== 'string' && !(content instanceof Uint8Array);
