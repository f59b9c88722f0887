/** Files as read, kept by their content, so that an edit reads one file and not its neighbours. */
import type { Task } from '../base/task';
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
  /** As offsets count it; `undefined` for a file without text. */
  readonly text: string | undefined;
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
        next.set(input.id, same ? known : { input, read: readFile(input, decode) });
      }
      shelf = next;
      return [...next.values()].map(({ read }) => read);
    },
  };
}

function readFile(input: InputFile, decode: Decode): ReadFile {
  const diagnostics: Diagnostic[] = [];
  const report = (diagnostic: Diagnostic) => void diagnostics.push(diagnostic);
  const id = fileId(input.id);
  const file = sourceFileOf({ ...input, id }, decode, report);
  if (file === undefined) return { id, name: input.name, text: undefined, resources: [], unread: [], diagnostics };
  const { objects, resources: fromTables } = readText(file, report);
  const { resources, unread } = readResources(objects, report);
  return { id, name: input.name, text: file.text, resources: [...resources, ...fromTables], unread, diagnostics };
}
