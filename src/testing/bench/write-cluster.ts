import { closeSync, existsSync, mkdirSync, openSync, writeSync } from 'node:fs';
import { planOf } from '../load/plan';
import { isSizeName, sizes } from '../load/sizes';
import { filesOf, formats, type Format, type LoadFile } from '../load/texts';

/** Writes the files of a generated cluster: folder, size, format. */
export function writeCluster([folder = '.', size = 'S', format = 'yaml']: readonly string[]): void {
  if (!isSizeName(size)) throw new Error(`No size ${size}; there are ${Object.keys(sizes).join(', ')}.`);
  if (!isFormat(format)) throw new Error(`No format ${format}; there are ${formats.join(', ')}.`);
  const other = format === 'yaml' ? 'pods.json' : 'pods.yaml';
  if (existsSync(`${folder}/${other}`))
    throw new Error(`${folder} has a cluster in another format; name a new folder.`);
  mkdirSync(folder, { recursive: true });
  for (const file of filesOf(planOf(sizes[size], 1), format)) {
    const path = `${folder}/${file.name}`;
    console.log(`${path.padEnd(40)} ${(writeFile(path, file) / 1e6).toFixed(2)} MB`);
  }
}

const isFormat = (text: string): text is Format => (formats as readonly string[]).includes(text);

/** So many characters are written at once. */
const enough = 1 << 22;

/** Returns the bytes written. */
function writeFile(path: string, file: LoadFile): number {
  const target = openSync(path, 'w');
  let waiting = '';
  let written = 0;
  const flush = () => {
    const bytes = Buffer.from(waiting);
    for (let at = 0; at < bytes.length;) at += writeSync(target, bytes, at);
    written += bytes.length;
    waiting = '';
  };
  for (const chunk of file.chunks()) {
    waiting += chunk;
    if (waiting.length >= enough) flush();
  }
  flush();
  closeSync(target);
  return written;
}
