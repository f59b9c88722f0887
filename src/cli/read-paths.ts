import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { InputFile } from '../workspace/library';
import { compareText } from '../base/order';
import { fileBytes } from './file-bytes';
import { UsageError } from './usage';

/** What a folder is searched for. A file that is named is read whatever it is called. */
const readable = /\.(ya?ml|json|txt|csv|tsv)(\.gz)?$/i;

/** Read file by file. */
const archive = /\.(tar|tgz|tar\.gz|zip)$/i;

/** Files in the order of the paths, those of a folder sorted; named by the path that leads to them. */
export function readPaths(paths: readonly string[]): readonly InputFile[] {
  return paths
    .flatMap(filesAt)
    .map((path, index) => ({ id: `f${index}`, name: path === '-' ? 'stdin' : path, content: contentOf(path) }));
}

function filesAt(path: string): readonly string[] {
  if (path === '-' || !statSync(path).isDirectory()) return [path];
  const files = readdirSync(path, { recursive: true, encoding: 'utf8' })
    .filter((name) => readable.test(name) || archive.test(name))
    .map((name) => join(path, name))
    .filter(isFile)
    .sort(compareText);
  if (files.length === 0) throw new UsageError(`No file in ${path} has a name that is read.`);
  return files;
}

/** A link to a file is one: a mounted ConfigMap consists of links. */
const isFile = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isFile() === true;

/** Small files are read at once; of large ones a part at a time, when it is needed. */
const LARGE = 4e6;

function contentOf(path: string): InputFile['content'] {
  if (path === '-') return readFileSync(0);
  return statSync(path).size < LARGE ? readFileSync(path) : fileBytes(path);
}
