/** What the first bytes of a file tell when they are not text. Source: input-formats 0.3. */
import type { DiagnosticCode } from '../model/diagnostic';

export interface ByteFormat {
  readonly code: Extract<DiagnosticCode, 'file/binary' | 'file/archive'>;
  readonly name: string;
  /** What to load instead. */
  readonly hint: string;
}

interface Signature extends ByteFormat {
  readonly bytes: readonly number[];
  /** Where they stand; absent: at the start. */
  readonly offset?: number;
}

const UNPACK = 'Unpack it and drop the YAML and JSON files that are inside.';
const PASTE = 'Paste or drop the text itself, not a picture or a document that shows it.';

const signatures: readonly Signature[] = [
  { code: 'file/archive', name: 'a gzip file', hint: UNPACK, bytes: [0x1f, 0x8b] },
  { code: 'file/archive', name: 'a zip archive', hint: UNPACK, bytes: [0x50, 0x4b, 0x03, 0x04] },
  { code: 'file/archive', name: 'an empty zip archive', hint: UNPACK, bytes: [0x50, 0x4b, 0x05, 0x06] },
  { code: 'file/archive', name: 'a tar archive', hint: UNPACK, bytes: [0x75, 0x73, 0x74, 0x61, 0x72], offset: 257 },
  { code: 'file/archive', name: 'a zstd file', hint: UNPACK, bytes: [0x28, 0xb5, 0x2f, 0xfd] },
  { code: 'file/archive', name: 'a bzip2 file', hint: UNPACK, bytes: [0x42, 0x5a, 0x68] },
  { code: 'file/archive', name: 'an xz file', hint: UNPACK, bytes: [0xfd, 0x37, 0x7a, 0x58, 0x5a] },
  { code: 'file/archive', name: 'a 7z archive', hint: UNPACK, bytes: [0x37, 0x7a, 0xbc, 0xaf] },
  { code: 'file/binary', name: 'a PDF document', hint: PASTE, bytes: [0x25, 0x50, 0x44, 0x46] },
  { code: 'file/binary', name: 'an Office document', hint: PASTE, bytes: [0xd0, 0xcf, 0x11, 0xe0] },
  { code: 'file/binary', name: 'a PNG picture', hint: PASTE, bytes: [0x89, 0x50, 0x4e, 0x47] },
  { code: 'file/binary', name: 'a JPEG picture', hint: PASTE, bytes: [0xff, 0xd8, 0xff] },
  { code: 'file/binary', name: 'a GIF picture', hint: PASTE, bytes: [0x47, 0x49, 0x46, 0x38] },
  {
    code: 'file/binary',
    name: 'a Kubernetes object in protobuf',
    hint: 'Export it through the API instead: kubectl get ... -o yaml.',
    bytes: [0x6b, 0x38, 0x73, 0x00],
  },
  {
    code: 'file/binary',
    name: 'a program',
    hint: 'Drop what the program printed, not the program.',
    bytes: [0x7f, 0x45, 0x4c, 0x46],
  },
];

/** What the bytes are when their first ones say so. */
export const byteFormatOf = (bytes: Uint8Array): ByteFormat | undefined =>
  signatures.find(({ bytes: expected, offset = 0 }) => expected.every((byte, i) => bytes[offset + i] === byte));

export type UnicodeForm = 'utf-8' | 'utf-16le' | 'utf-16be';

/** The encoding that a byte order mark tells, and how many bytes the mark has. */
export function byteOrderMarkOf(
  bytes: Uint8Array,
): { readonly encoding: UnicodeForm; readonly length: number } | undefined {
  const [a, b, c] = bytes;
  if (a === 0xef && b === 0xbb && c === 0xbf) return { encoding: 'utf-8', length: 3 };
  if (a === 0xff && b === 0xfe) return { encoding: 'utf-16le', length: 2 };
  if (a === 0xfe && b === 0xff) return { encoding: 'utf-16be', length: 2 };
  return undefined;
}

const SAMPLE = 4096;

/** UTF-16 without a mark: in text that is mostly ASCII every second byte is zero. */
export function unmarkedUtf16Of(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  const length = Math.min(bytes.length, SAMPLE) & ~1;
  if (length < 4) return undefined;
  const zeros: [even: number, odd: number] = [0, 0];
  for (let i = 0; i < length; i += 1) if (bytes[i] === 0) zeros[(i & 1) as 0 | 1] += 1;
  const half = length / 2;
  if (zeros[1] >= 0.7 * half && zeros[0] <= 0.05 * half) return 'utf-16le';
  if (zeros[0] >= 0.7 * half && zeros[1] <= 0.05 * half) return 'utf-16be';
  return undefined;
}

/** Too many control bytes for a text in any encoding of one byte. Escape, form feed and the usual white space count as text. */
export function looksBinary(bytes: Uint8Array): boolean {
  const length = Math.min(bytes.length, SAMPLE);
  let controls = 0;
  for (let i = 0; i < length; i += 1) {
    const byte = bytes[i] ?? 0;
    if (byte === 0) return true;
    if (byte < 9 || (byte > 13 && byte < 32 && byte !== 27) || byte === 127) controls += 1;
  }
  return controls > 0.02 * length;
}
