/** Files as read, kept by their content, so that an edit reads one file and not its neighbours. */
import { sourceOfBytes } from '../base/byte-source';
import type { Task } from '../base/task';
import type { LineMarks } from '../ingest/scan/line-marks';
import { scanFile } from '../ingest/scan/scan-file';
import { readResources, type UnreadObject } from '../ingest/read-resources';
import { readText } from '../ingest/read-text';
import { sourceFileOf, type Decode } from '../ingest/source-file';
import type { Diagnostic } from '../model/diagnostic';
import { fileId, type FileId } from '../model/ids';
import type { Resource } from '../model/resource';

/** Text that was pasted or edited, or bytes as dropped. */
export interface InputFile {
  readonly id: string;
  readonly name: string;
  readonly content: string | Uint8Array;
}

export interface ReadFile {
  readonly id: FileId;
  readonly name: string;
  /** As offsets count it; `undefined` for a file without text, and for one too big to keep it. */
  readonly text: string | undefined;
  /** Of a file that is too big to keep its text: offsets count its bytes. */
  readonly lines: LineMarks | undefined;
  readonly resources: readonly Resource[];
  readonly unread: readonly UnreadObject[];
  readonly diagnostics: readonly Diagnostic[];
}

export interface Library {
  read(files: readonly InputFile[]): Task<readonly ReadFile[]>;
}

export function createLibrary(decode: Decode): Library {
  let shelf = new Map<string, { readonly input: InputFile; readonly read: ReadFile }>();
  return {
    *read(files) {
      const next: typeof shelf = new Map();
      for (const [done, input] of files.entries()) {
        yield { stage: 'read', done, total: files.length };
        const known = shelf.get(input.id);
        const same = known !== undefined && known.input.content === input.content && known.input.name === input.name;
        next.set(input.id, same ? known : { input, read: (yield* scan(input, decode)) ?? readFile(input, decode) });
      }
      shelf = next;
      return [...next.values()].map(({ read }) => read);
    },
  };
}

/** Up to here the general reader is fast enough, and tells most about what it reads. */
const BIG = 4e6;

/** A big list that a machine printed, without its text; `undefined` for every other file. */
function* scan({ id, name, content }: InputFile, decode: Decode): Task<ReadFile | undefined> {
  if (typeof content === 'string' || content.length < BIG) return undefined;
  const scanned = yield* scanFile(sourceOfBytes(content), {
    id: fileId(id),
    name,
    decode,
    progress: (done, objects) => ({
      stage: 'read',
      done,
      total: content.length,
      bytes: { done, total: content.length, objects },
    }),
  });
  return scanned === undefined ? undefined : { id: fileId(id), name, text: undefined, ...scanned };
}

function readFile(input: InputFile, decode: Decode): ReadFile {
  const diagnostics: Diagnostic[] = [];
  const report = (diagnostic: Diagnostic) => void diagnostics.push(diagnostic);
  const id = fileId(input.id);
  const file = sourceFileOf({ ...input, id }, decode, report);
  const outline = { id, name: input.name, text: file?.text, lines: undefined, diagnostics };
  if (file === undefined) return { ...outline, resources: [], unread: [] };
  const { objects, resources: fromTables } = readText(file, report);
  const { resources, unread } = readResources(objects, report);
  return { ...outline, resources: [...resources, ...fromTables], unread };
}
