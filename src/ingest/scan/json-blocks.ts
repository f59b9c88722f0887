/** Labels and ports out of their JSON, each distinct block once. */
import type { ContainerPort, Labels } from '../../model/resource';
import { ENTRY, portLevel } from './fields';
import { isPortNumber } from '../kinds/read-port';
import { walkList } from './json-walk';
import { space } from './json-skip';
import { addLabel, type LabelWords, type Stretch } from './labels';
import { containerPortOf, type Blocks } from './pod-tables';
import { podNotes } from './pod-notes';
import { asciiOf, scanOfBlock } from './scan';

export const jsonBlocks: Blocks = { labels: readLabels, ports: readPorts };

/** The bytes were found to be JSON before; here they have to be a map of texts without escapes. */
function readLabels(bytes: Uint8Array, start: number, end: number, words: LabelWords): Labels | undefined {
  const scan = scanOfBlock(bytes, end);
  const begun = { words, labels: new Map<string, string>() };
  let at = space(scan, start + 1);
  while (bytes[at] !== 125) {
    const key = textAt(bytes, at);
    if (key === undefined) return undefined;
    const colon = space(scan, key.end + 1);
    const value = textAt(bytes, space(scan, colon + 1));
    if (value === undefined || !addLabel(begun, bytes, key, value)) return undefined;
    at = space(scan, value.end + 1);
    if (bytes[at] === 44) at = space(scan, at + 1);
  }
  return begun.labels;
}

/** A text in quotes, without escapes. */
function textAt(bytes: Uint8Array, quote: number): Stretch | undefined {
  if (bytes[quote] !== 34) return undefined;
  for (let end = quote + 1; ; end += 1) {
    if (bytes[end] === 34) return { start: quote + 1, end };
    if (bytes[end] === 92) return undefined;
  }
}

function readPorts(bytes: Uint8Array, start: number, end: number, init: boolean): readonly ContainerPort[] | undefined {
  if (bytes[start] === 110) return [];
  const notes = podNotes();
  const scan = scanOfBlock(bytes, end);
  if (walkList(scan, start, portLevel, ENTRY.port, notes) !== end) return undefined;
  return portsFrom(bytes, notes.portSpans, init);
}

/** Ports with a number; `undefined` where one has none that is a port, which has to be looked at. */
export function portsFrom(
  bytes: Uint8Array,
  spans: readonly number[],
  init: boolean,
): readonly ContainerPort[] | undefined {
  const ports: ContainerPort[] = [];
  for (let i = 0; i < spans.length; i += 6) {
    const text = (part: number): string | undefined => {
      const from = spans[i + part] ?? -1;
      return from < 0 ? undefined : asciiOf(bytes, from, spans[i + part + 1] ?? 0);
    };
    const number = text(0);
    if (number === undefined || !isPortNumber(Number(number))) return undefined;
    const port = containerPortOf(Number(number), text(2), text(4), init);
    if (port !== undefined) ports.push(port);
  }
  return ports;
}
