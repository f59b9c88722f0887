import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { InputFile } from '../workspace/library';
import { compareText } from '../base/order';

/** What a folder is searched for. A file that is named is read whatever it is called. */
const readable = /\.(ya?ml|json|txt|csv|tsv)(\.gz)?$/i;

/** Files in the order of the paths, those of a folder sorted; named by the path that leads to them. */
export function readPaths(paths: readonly string[]): readonly InputFile[] {
  return paths
    .flatMap(filesAt)
    .map((path, index) => ({ id: `f${index}`, name: path === '-' ? 'stdin' : path, content: readBytes(path) }));
}

function filesAt(path: string): readonly string[] {
  if (path === '-' || !statSync(path).isDirectory()) return [path];
  const entries = readdirSync(path, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && readable.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort(compareText);
}

function readBytes(path: string): Uint8Array {
  const bytes = readFileSync(path === '-' ? 0 : path);
  return bytes[0] === 0x1f && bytes[1] === 0x8b ? gunzipSync(bytes) : bytes;
}
