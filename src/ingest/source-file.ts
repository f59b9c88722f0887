import type { Diagnostic, Report, SourceRange } from '../model/diagnostic';
import type { FileId } from '../model/ids';
import type { Unchanged } from './unchanged';
import { byteFormatOf, byteOrderMarkOf, looksBinary, unmarkedUtf16Of } from './byte-formats';

/** One loaded file as all offsets count it. */
export interface SourceFile {
  readonly id: FileId;
  readonly name: string;
  /** Line ends are `\n` and a leading byte order mark is gone; nothing else differs from what was loaded. */
  readonly text: string;
  /** Where the text stands, when it was put together from pieces of a larger file. */
  readonly within?: Within;
  /** After an edit: what need not be read again. */
  readonly unchanged?: Unchanged | undefined;
}

/** Offsets of the larger file count its bytes. */
export interface Within {
  toOriginal(offset: number): number;
  /** From 1. */
  lineOf(original: number): number;
}

export interface FileInput {
  readonly id: FileId;
  readonly name: string;
  readonly content: string | Uint8Array;
}

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';

/** Given by the host, which knows decoders. `undefined`: the bytes are not valid in the encoding. */
export type Decode = (bytes: Uint8Array, encoding: Encoding) => string | undefined;

/** V8 holds no longer text in one string (input-formats 7.4); a file of ASCII reaches it at this many bytes. */
export const LONGEST = 2 ** 29 - 24;

/** Text of a file. `undefined` when it has none to read: empty, an archive, a picture; the report says which. */
export function sourceFileOf({ id, name, content }: FileInput, decode: Decode, report: Report): SourceFile | undefined {
  const tell = (diagnostic: Omit<Diagnostic, 'at'>) => report({ ...diagnostic, at: startOf(id) });
  const decoded = typeof content === 'string' ? content : textOf(name, content, decode, tell);
  if (decoded === undefined) return undefined;
  const text = normalized(decoded);
  if (text.trim() === '') {
    tell({
      code: 'file/empty',
      severity: 'warning',
      message: `${name} is empty.`,
      hint: 'A command that finds nothing or fails prints only to the terminal ("No resources found"), and the file stays empty.',
    });
    return undefined;
  }
  return { id, name, text };
}

const startOf = (file: FileId): SourceRange => ({ file, start: 0, end: 0 });

const normalized = (text: string): string => {
  const bare = text.startsWith('\ufeff') ? text.slice(1) : text;
  return bare.includes('\r') ? bare.replaceAll(/\r\n?/g, '\n') : bare;
};

type Tell = (diagnostic: Omit<Diagnostic, 'at'>) => void;

function textOf(name: string, bytes: Uint8Array, decode: Decode, tell: Tell): string | undefined {
  const format = byteFormatOf(bytes);
  if (format !== undefined) {
    tell({ code: format.code, severity: 'error', message: `${name} is ${format.name}, not text.`, hint: format.hint });
    return undefined;
  }
  if (bytes.length > LONGEST) {
    tell({
      code: 'file/too-large',
      severity: 'error',
      message: `${name} has ${Math.round(bytes.length / 1e6)} MB, more than one text can hold here.`,
      hint: 'Export pods as the table of kubectl get pods -A -o wide --show-labels, or split the file by namespace.',
    });
    return undefined;
  }
  const mark = byteOrderMarkOf(bytes);
  const encoding = mark?.encoding ?? unmarkedUtf16Of(bytes);
  const body = mark === undefined ? bytes : bytes.subarray(mark.length);
  if (encoding !== undefined && encoding !== 'utf-8') return decode(body, encoding) ?? binary(name, tell);
  if (looksBinary(body)) return binary(name, tell);
  return decode(body, 'utf-8') ?? oldText(name, body, decode, tell);
}

function oldText(name: string, bytes: Uint8Array, decode: Decode, tell: Tell): string | undefined {
  const decoded = decode(bytes, 'windows-1252');
  if (decoded === undefined) return binary(name, tell);
  const text = decoded.replaceAll(
    /[\u0080-\u009f]/g,
    (control) => WINDOWS_1252[control.charCodeAt(0) - 0x80] ?? control,
  );
  tell({
    code: 'file/encoding',
    severity: 'warning',
    message: `${name} is not valid UTF-8 and was read as Windows-1252.`,
    hint: 'Letters beyond ASCII may be wrong: compare names and labels, or save the file as UTF-8.',
  });
  return text;
}

/** Bytes 80 to 9F of Windows-1252. Node before 23 decodes them as Latin-1, to controls that no text has. */
const WINDOWS_1252 = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

function binary(name: string, tell: Tell): undefined {
  tell({
    code: 'file/binary',
    severity: 'error',
    message: `${name} is not text.`,
    hint: 'Drop YAML or JSON as kubectl get ... -o yaml prints it.',
  });
  return undefined;
}
