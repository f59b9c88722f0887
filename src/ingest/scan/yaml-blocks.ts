/** Labels and ports out of their YAML, each distinct block once. Blocks start behind the colon of their key. */
import type { ContainerPort, Labels } from '../../model/resource';
import { ENTRY, portLevel } from './fields';
import { portsFrom } from './json-blocks';
import { addLabel, type LabelWords, type Stretch } from './labels';
import type { Blocks } from './pod-tables';
import { podNotes } from './pod-notes';
import { asciiOf, scanOfBlock, type Scan } from './scan';
import { yamlTextWary } from './classes';
import { lineEnd, plainEnd, skipKey } from './yaml-skip';
import { isPlainText, quotedEnd, walkList } from './yaml-walk';

export const yamlBlocks: Blocks = { labels: readLabels, ports: readPorts };

/** The bytes were found to be YAML before; here they have to be a map of texts, each on its line. */
function readLabels(bytes: Uint8Array, start: number, end: number, words: LabelWords): Labels | undefined {
  if (asciiOf(bytes, start, Math.min(end, start + 4)) === ' {}\n') return new Map();
  const scan = scanOfBlock(bytes, end);
  const begun = { words, labels: new Map<string, string>() };
  let at = lineEnd(scan, start);
  const column = scan.indent;
  while (at >= 0 && scan.indent === column) {
    const key = at + column;
    const colon = skipKey(scan, key);
    if (colon < 0 || bytes[key] === 34 || bytes[key] === 39) return undefined;
    const value = textAt(scan, colon + 1);
    if (value === undefined || !addLabel(begun, bytes, { start: key, end: colon - 1 }, value)) return undefined;
    at = lineEnd(scan, value.lineEnd);
  }
  return at === end ? begun.labels : undefined;
}

function textAt(scan: Scan, at: number): (Stretch & { readonly lineEnd: number }) | undefined {
  const { bytes } = scan;
  if (bytes[at - 1] !== 32) return undefined;
  if (bytes[at] === 34 || bytes[at] === 39) {
    const end = quotedEnd(scan, at, true);
    return end < 0 ? undefined : { start: at + 1, end, lineEnd: end + 1 };
  }
  const end = plainEnd(scan, at, yamlTextWary);
  return end < 0 || !isPlainText(bytes, at, end) ? undefined : { start: at, end, lineEnd: end };
}

function readPorts(bytes: Uint8Array, start: number, end: number, init: boolean): readonly ContainerPort[] | undefined {
  const notes = podNotes();
  const scan = scanOfBlock(bytes, end);
  if (walkList(scan, start, 0, { level: portLevel, entry: ENTRY.port, notes }) !== end) return undefined;
  return portsFrom(bytes, notes.portSpans, init);
}
