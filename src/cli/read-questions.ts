import { readFileSync } from 'node:fs';
import { readFlows, type AskedFlow } from '../workspace/read-flows';
import { UsageError } from './usage';

/** The questions of a file, or of standard input for `-`. */
export function readQuestions(path: string): readonly AskedFlow[] {
  const asked = readFlows(parsed(path, textOf(readFileSync(path === '-' ? 0 : path))));
  if (!asked.ok) throw new UsageError(`${path}: ${asked.error}`);
  return asked.value;
}

function parsed(path: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new SyntaxError(`${path}: ${(error as Error).message}`, { cause: error });
  }
}

/** UTF-8, or UTF-16 with its mark, as PowerShell writes it. The mark is no part of the text. */
function textOf(bytes: Uint8Array): string {
  const mark = bytes.subarray(0, 2).join(' ');
  const encoding = mark === '255 254' ? 'utf-16le' : mark === '254 255' ? 'utf-16be' : 'utf-8';
  return new TextDecoder(encoding).decode(bytes);
}
