/** One input, whatever it is packed in, as the files that it holds. */
import {
  joined,
  pushedBack,
  readUpTo,
  sourceOfBytes,
  sourceOfFile,
  streamOfSlices,
  Unreadable,
  type ByteSource,
  type ByteStream,
  type FileBytes,
  type Inflate,
} from '../base/byte-source';
import type { Progress, Task } from '../base/task';
import { isWanted, type Member } from '../ingest/archive/member';
import { eachTarMember } from '../ingest/archive/tar';
import { zipMembers } from '../ingest/archive/zip';
import type { LineMarks } from '../ingest/scan/line-marks';
import { scanFile, type Beside } from '../ingest/scan/scan-file';
import { readResourcesInSlices, type UnreadObject } from '../ingest/read-resources';
import { readTextInSlices } from '../ingest/read-text';
import { sourceFileOf, LONGEST, type Decode } from '../ingest/source-file';
import { unchangedIn, type Unchanged } from '../ingest/unchanged';
import type { Diagnostic } from '../model/diagnostic';
import { fileId, type FileId } from '../model/ids';
import type { Resource } from '../model/resource';
import type { Helpers } from './helpers';

/** Text that was pasted or edited, bytes, or a file that is read as it is needed. */
export interface InputFile {
  readonly id: string;
  readonly name: string;
  readonly content: string | Uint8Array | FileBytes;
}

export interface ReadFile {
  readonly id: FileId;
  readonly name: string;
  /** As offsets count it; `undefined` for a file without text, and for one too big to keep it. */
  readonly text: string | undefined;
  /** Of a file that is too big to keep its text: offsets count its bytes. */
  readonly scanned: { readonly lines: LineMarks; readonly source: ByteSource } | undefined;
  readonly resources: readonly Resource[];
  readonly unread: readonly UnreadObject[];
  readonly diagnostics: readonly Diagnostic[];
  /** After an edit: where places of resources that are the very ones of before have yet to be moved to. */
  readonly moved?: Pick<Unchanged, 'behind' | 'by'>;
}

/** What the page and the command line bring along. */
export interface Host {
  readonly decode: Decode;
  readonly inflate: Inflate;
  /** Starts threads that help to read a big file; none where there are none to be had. */
  readonly helpers?: (file: FileBytes) => Helpers | undefined;
}

export interface Reading {
  readonly host: Host;
  /** As they were read before an edit. */
  readonly before?: readonly ReadFile[] | undefined;
  /** Told of the bytes of the input that are used up, and of the objects found in the file that is read. */
  readonly progress: (used: number, objects: number) => Progress;
}

/** Up to here the general reader is fast enough, and tells most about what it reads. */
const BIG = 4e6;

/** The files of an input; an archive counts as one of them where there is something to tell about it. */
export function* readInput({ id, name, content }: InputFile, reading: Reading): Task<readonly ReadFile[]> {
  if (typeof content === 'string') return [yield* readWhole({ id: fileId(id), name }, content, reading)];
  const source = content instanceof Uint8Array ? sourceOfBytes(content) : sourceOfFile(content);
  return yield* readPacked({ id: fileId(id), name }, source, { ...reading, depth: 0 });
}

interface Place {
  readonly id: FileId;
  readonly name: string;
}

/** `depth`: how many archives it stands in. */
type Deep = Reading & { readonly depth: number };

function* readPacked(place: Place, source: ByteSource, deep: Deep): Task<readonly ReadFile[]> {
  let stream: ByteStream | undefined;
  try {
    stream = source.open();
    const { stretches } = yield* readUpTo(stream, 512);
    const whole = pushedBack(stream, stretches);
    const head = joined(stretches);
    if (startsWith(head, [0x1f, 0x8b])) return yield* readGzip(place, source, whole, deep);
    if (startsWith(head, [0x50, 0x4b, 0x03, 0x04])) return yield* readZip(place, source, deep);
    if (startsWith(head.subarray(257), [0x75, 0x73, 0x74, 0x61, 0x72])) {
      return yield* readTar(place, source, whole, deep);
    }
    return [yield* readPlain(place, source, whole, deep)];
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    return [
      told(place, {
        severity: 'error',
        message: `${place.name} cannot be read: ${error.message}.`,
        hint: 'Load it again; unpack it first if it is an archive.',
      }),
    ];
  } finally {
    stream?.close();
  }
}

const startsWith = (bytes: Uint8Array, expected: readonly number[]): boolean =>
  expected.every((byte, i) => bytes[i] === byte);

// --- archives --------------------------------------------------------------------------------------------------------

function* readGzip(place: Place, source: ByteSource, whole: ByteStream, deep: Deep): Task<readonly ReadFile[]> {
  let isFirst = true;
  const inflated: ByteSource = {
    size: source.size,
    open() {
      const stream = isFirst ? whole : source.open();
      isFirst = false;
      return measured(deep.host.inflate(stream, 'gzip'));
    },
  };
  return yield* readPacked(place, inflated, deep);
}

function* readTar(place: Place, source: ByteSource, whole: ByteStream, deep: Deep): Task<readonly ReadFile[]> {
  if (deep.depth > 0) return [nested(place)];
  const visits = visitor(place, deep);
  yield* eachTarMember(() => source.open(), whole, visits.visit);
  return visits.files();
}

function* readZip(place: Place, source: ByteSource, deep: Deep): Task<readonly ReadFile[]> {
  // Its directory stands at its end, which a stream has not reached.
  if (deep.depth > 0 || source.slice === undefined) return [nested(place)];
  const visits = visitor(place, deep);
  const inflate: Inflate = (stream, format) => measured(deep.host.inflate(stream, format));
  for (const member of yield* zipMembers(source, inflate)) yield* visits.visit(member);
  return visits.files();
}

const MOST_MEMBERS = 50_000;

function visitor(place: Place, deep: Deep) {
  const files: ReadFile[] = [];
  let leftOut = 0;
  return {
    *visit({ name, source }: Member): Task<void> {
      if (!isWanted(name)) {
        leftOut += 1;
        return;
      }
      if (files.length >= MOST_MEMBERS) throw new Unreadable('it holds too many files');
      const path = name.replace(/^(?:\.\/)+/, '');
      const inside: Place = { id: fileId(`${place.id}/${path}`), name: `${place.name}/${path}` };
      for (const file of yield* readPacked(inside, source, { ...deep, depth: deep.depth + 1 })) files.push(file);
    },
    files(): readonly ReadFile[] {
      if (files.length > 0) return files;
      const message = `${place.name} holds nothing that is read${leftOut === 0 ? '' : `, only ${leftOut} other files`}.`;
      const hint =
        'Of an archive, files in YAML, JSON, CSV and TSV are read. Unpack it and drop what you want to load.';
      return [told(place, { severity: 'warning', message, hint })];
    },
  };
}

const nested = (place: Place): ReadFile =>
  told(place, {
    severity: 'error',
    message: `${place.name} is an archive inside of an archive.`,
    hint: 'Unpack the outer one and load this one by itself.',
  });

const told = (place: Place, diagnostic: Pick<Diagnostic, 'severity' | 'message' | 'hint'>): ReadFile => ({
  ...place,
  text: undefined,
  scanned: undefined,
  resources: [],
  unread: [],
  diagnostics: [{ code: 'file/archive', ...diagnostic, at: { file: place.id, start: 0, end: 0 } }],
});

/** Exports shrink to a twentieth when they are packed; what grows this much is meant to fill the memory. */
const MOST_GROWTH = 200;
/** Below this nobody is harmed. */
const HARMLESS = 1 << 26;

function measured(stream: ByteStream): ByteStream {
  let given = 0;
  const measure = (stretch: Uint8Array | undefined): Uint8Array | undefined => {
    given += stretch?.length ?? 0;
    if (given > HARMLESS && given > MOST_GROWTH * stream.used()) {
      throw new Unreadable(`it unpacks to more than ${MOST_GROWTH} times its size`);
    }
    return stretch;
  };
  return {
    ...stream,
    next() {
      const next = stream.next();
      return next instanceof Promise ? next.then(measure) : measure(next);
    },
  };
}

// --- one file --------------------------------------------------------------------------------------------------------

function* readPlain(place: Place, source: ByteSource, whole: ByteStream, reading: Reading): Task<ReadFile> {
  const start = yield* readUpTo(whole, BIG);
  if (start.ended) {
    const bytes = joined(start.stretches);
    return (yield* readAlike(place, bytes, reading)) ?? (yield* readWhole(place, bytes, reading));
  }
  const { decode } = reading.host;
  const scanned = yield* scanFile(pushedBack(whole, start.stretches), {
    ...place,
    decode,
    size: source.size,
    progress: reading.progress,
    beside: besideOf(source, reading.host),
  });
  if (scanned !== undefined) {
    const { lines, ...found } = scanned;
    return { ...place, text: undefined, scanned: { lines, source }, ...found };
  }
  if (source.bytes !== undefined) return yield* readWhole(place, source.bytes, reading);
  const again = source.open();
  try {
    const { stretches, length } = yield* readUpTo(again, LONGEST);
    return length > LONGEST ? tooLarge(place, source.size) : yield* readWhole(place, joined(stretches), reading);
  } finally {
    again.close();
  }
}

/** Below this it takes longer to look than to read. */
const SMALL = 1 << 16;

/** A small file that is scanned throughout, which is faster, and keeps its text, whose offsets are those of its bytes. */
function* readAlike(place: Place, bytes: Uint8Array, { host, progress }: Reading): Task<ReadFile | undefined> {
  if (bytes.length < SMALL) return undefined;
  const { decode } = host;
  const size = bytes.length;
  const scanned = yield* scanFile(sourceOfBytes(bytes).open(), { ...place, decode, size, progress, all: true });
  const text = scanned === undefined ? undefined : decode(bytes, 'utf-8');
  if (scanned === undefined || text?.length !== size || scanned.diagnostics.length > 0) return undefined;
  return { ...place, text, scanned: undefined, resources: scanned.resources, unread: [], diagnostics: [] };
}

/** What lies in a file of its own can be read from any place. */
function besideOf({ file, slice, size }: ByteSource, { helpers }: Host): Beside | undefined {
  if (file === undefined || slice === undefined || helpers === undefined) return undefined;
  const open = (at: number): ByteStream => {
    // What is behind the end of a part is read for nothing.
    const stream = streamOfSlices(slice, at, size, { ahead: 1 });
    return { ...stream, used: () => at + stream.used() };
  };
  return { open, start: () => helpers(file) };
}

function tooLarge(place: Place, size: number): ReadFile {
  const message = `${place.name} has ${Math.round(size / 1e6)} MB, and is cut off or not laid out as kubectl prints a list.`;
  const hint =
    'So large a file is read only as kubectl get ... -o yaml or -o json prints it. Export it again, or split it by namespace.';
  const file = told(place, { severity: 'error', message, hint });
  return { ...file, diagnostics: file.diagnostics.map((diagnostic) => ({ ...diagnostic, code: 'file/too-large' })) };
}

function* readWhole(
  { id, name }: Place,
  content: string | Uint8Array,
  { host: { decode }, progress, before }: Reading,
): Task<ReadFile> {
  const diagnostics: Diagnostic[] = [];
  const report = (diagnostic: Diagnostic) => void diagnostics.push(diagnostic);
  const file = sourceFileOf({ id, name, content }, decode, report);
  const outline = { id, name, text: file?.text, scanned: undefined, diagnostics };
  if (file === undefined) return { ...outline, resources: [], unread: [] };
  const told = (objects: number): Progress => progress(content.length, objects);
  const unchanged = unchangedSince(
    before?.find((one) => one.id === id),
    file.text,
  );
  const { objects, resources: fromTables } = yield* readTextInSlices({ ...file, unchanged }, report, told);
  const { resources, unread } = yield* readResourcesInSlices(objects, report, told);
  const read = { ...outline, resources: [...resources, ...fromTables], unread };
  return unchanged === undefined ? read : { ...read, moved: unchanged };
}

function unchangedSince(before: ReadFile | undefined, text: string): Unchanged | undefined {
  if (before?.text === undefined || before.unread.length > 0) return undefined;
  const { resources, diagnostics } = before;
  return unchangedIn({ text: before.text, resources, diagnostics }, text);
}
