/**
 * Reading a map of the input field by field. Every reader of a kind is written in these words. A field that is
 * missing or `null` is absent; one of the wrong type is told to its author and read as far as it makes sense.
 */
import type { Regime } from '../../model/cluster';
import type { Diagnostic, DiagnosticCode, Severity, SourceRange } from '../../model/diagnostic';
import type { Labels } from '../../model/resource';
import { nearestName } from '../nearest-name';
import type { MapNode, Node, ScalarNode } from '../node';

/** A map of the input while it is read. */
export interface Reading {
  readonly node: MapNode;
  /** How sentences about it begin: `NetworkPolicy shop/web, ingress rule 2`. */
  readonly subject: string;
  /** What stands before the names of its fields: `source.`; empty at the top of the subject. */
  readonly path: string;
  /** Whose API takes the object. */
  readonly api: 'Calico' | 'Kubernetes';
  readonly report: ReadReport;
}

/** `only`: the generations of Calico in which the diagnostic holds; absent, it holds in all of them. */
export type ReadReport = (diagnostic: Diagnostic, only?: readonly Regime[]) => void;

/** A text with its place. */
export interface Written {
  readonly text: string;
  readonly at: SourceRange;
}

export interface Finding {
  readonly code: DiagnosticCode;
  readonly severity: Severity;
  /** What follows the subject: `order is high, not a number.` */
  readonly says: string;
  readonly at: SourceRange;
  readonly hint?: string;
  readonly only?: readonly Regime[] | undefined;
}

export function tell(reading: Pick<Reading, 'subject' | 'report'>, finding: Finding): void {
  const { code, severity, says, at, hint, only } = finding;
  const message = `${reading.subject}: ${says}`;
  reading.report({ code, severity, message, at, ...(hint === undefined ? {} : { hint }) }, only);
}

/** The name of a field as sentences write it. */
export const fieldName = (reading: Reading, key: string): string => `\`${reading.path}${key}\``;

/** The author's own words, short enough for a sentence. */
export function wordsOf(node: Node): string {
  if (node.kind !== 'scalar') return node.kind === 'map' ? 'a map' : 'a list';
  return quoted(textOf(node));
}

const longest = 80;

export const quoted = (text: string): string =>
  text.length > longest ? `\`${text.slice(0, longest)}…\`` : `\`${text}\``;

/** What a scalar says: a text as it is, anything else as written. */
export const textOf = (node: ScalarNode): string => (typeof node.value === 'string' ? node.value : node.text);

/** The value of a field; `undefined` where it is missing or `null`. */
export function present(reading: Reading, key: string): Node | undefined {
  const node = reading.node.entries.get(key)?.value;
  return node?.kind === 'scalar' && node.value === null ? undefined : node;
}

// --- scalars -----------------------------------------------------------------------------------------------------

export const textAt = (reading: Reading, key: string): string | undefined => writtenAt(reading, key)?.text;

/** A text and where it stands. Numbers and booleans count as the text they were written as. */
export function writtenAt(reading: Reading, key: string): Written | undefined {
  const node = present(reading, key);
  if (node === undefined) return undefined;
  if (node.kind !== 'scalar') return wrongType(reading, key, node, 'a text');
  if (typeof node.value !== 'string') {
    tell(reading, {
      code: 'resource/wrong-type',
      severity: 'warning',
      says: `${fieldName(reading, key)} is ${wordsOf(node)}, not a text.`,
      at: node.at,
      hint: `Read as the text "${node.text}"; the API takes it only in quotes.`,
    });
  }
  return { text: textOf(node), at: node.at };
}

export function numberAt(reading: Reading, key: string): number | undefined {
  const node = present(reading, key);
  if (node === undefined) return undefined;
  if (node.kind === 'scalar' && typeof node.value === 'number' && Number.isFinite(node.value)) return node.value;
  const text = node.kind === 'scalar' ? textOf(node) : '';
  if (text.trim() === '' || !Number.isFinite(Number(text))) return wrongType(reading, key, node, 'a number');
  tell(reading, {
    code: 'resource/wrong-type',
    severity: 'warning',
    says: `${fieldName(reading, key)} is the text "${text}", not a number.`,
    at: node.at,
    hint: `Read as ${Number(text)}; the API takes it only without quotes.`,
  });
  return Number(text);
}

/** `false` when absent. */
export function flagAt(reading: Reading, key: string): boolean {
  const node = present(reading, key);
  if (node === undefined) return false;
  if (node.kind === 'scalar' && typeof node.value === 'boolean') return node.value;
  const text = node.kind === 'scalar' ? textOf(node).toLowerCase() : '';
  if (text !== 'true' && text !== 'false') return wrongType(reading, key, node, 'true or false') ?? false;
  tell(reading, {
    code: 'resource/wrong-type',
    severity: 'warning',
    says: `${fieldName(reading, key)} is the text "${text}", not true or false.`,
    at: node.at,
    hint: `Read as ${text}; the API takes it only without quotes.`,
  });
  return text === 'true';
}

function wrongType(reading: Reading, key: string, node: Node, wanted: string): undefined {
  tell(reading, {
    code: 'resource/wrong-type',
    severity: 'error',
    says: `${fieldName(reading, key)} is ${wordsOf(node)}, not ${wanted}.`,
    at: node.at,
    hint: 'Read as if it were absent.',
  });
  return undefined;
}

// --- maps and lists ------------------------------------------------------------------------------------------------

export function mapAt(reading: Reading, key: string): Reading | undefined {
  const node = present(reading, key);
  if (node === undefined) return undefined;
  if (node.kind !== 'map') return wrongType(reading, key, node, 'a map');
  return within(reading, node, `${reading.path}${key}.`);
}

/** Entries of a list; empty when absent. Anything else counts as the only entry of a list. */
export function itemsAt(reading: Reading, key: string): readonly Node[] {
  const node = present(reading, key);
  if (node === undefined) return [];
  if (node.kind === 'list') return node.items;
  tell(reading, {
    code: 'resource/wrong-type',
    severity: 'error',
    says: `${fieldName(reading, key)} is ${wordsOf(node)}, not a list.`,
    at: node.at,
    hint: 'Read as a list with this one entry; write a "-" before it.',
  });
  return [node];
}

/** Entries of a list of maps; `null` entries are empty maps, others are told and left out. */
export function mapsAt(reading: Reading, key: string): readonly Reading[] {
  const maps: Reading[] = [];
  for (const [index, node] of itemsAt(reading, key).entries()) {
    const path = `${reading.path}${key}[${index}]`;
    if (node.kind === 'map') {
      maps.push(within(reading, node, `${path}.`));
    } else if (node.kind === 'scalar' && node.value === null) {
      maps.push(within(reading, { kind: 'map', entries: new Map(), at: node.at }, `${path}.`));
    } else {
      tell(reading, {
        code: 'resource/wrong-type',
        severity: 'error',
        says: `\`${path}\` is ${wordsOf(node)}, not a map.`,
        at: node.at,
        hint: 'This entry is left out.',
      });
    }
  }
  return maps;
}

/** Field by field: copying an object whole costs several times as much, and most of an input is maps in maps. */
const within = ({ subject, api, report }: Reading, node: MapNode, path: string): Reading => ({
  node,
  subject,
  path,
  api,
  report,
});

/** Entries of a list of texts. */
export function textsAt(reading: Reading, key: string): readonly Written[] {
  const texts: Written[] = [];
  for (const [index, node] of itemsAt(reading, key).entries()) {
    if (node.kind === 'scalar' && node.value !== null) {
      texts.push({ text: textOf(node), at: node.at });
      continue;
    }
    tell(reading, {
      code: 'resource/wrong-type',
      severity: 'error',
      says: `\`${reading.path}${key}[${index}]\` is ${node.kind === 'scalar' ? 'empty' : wordsOf(node)}, not a text.`,
      at: node.at,
      hint: 'This entry is left out.',
    });
  }
  return texts;
}

/** Keys and values. A value that is no text counts as it was written, which the API would refuse. */
export function labelsAt(reading: Reading, key: string): Labels {
  const labels = new Map<string, string>();
  for (const [name, { value }] of mapAt(reading, key)?.node.entries ?? []) {
    if (value.kind !== 'scalar') {
      tell(reading, {
        code: 'resource/label-not-text',
        severity: 'error',
        says: `label ${quoted(name)} is ${wordsOf(value)}, not a text.`,
        at: value.at,
        hint: 'This label is left out.',
      });
      continue;
    }
    const text = value.value === null ? '' : textOf(value);
    labels.set(name, text);
    if (typeof value.value === 'string') continue;
    tell(reading, {
      code: 'resource/label-not-text',
      severity: 'warning',
      says: `label ${quoted(name)} is ${text === '' ? 'empty' : quoted(text)} without quotes, which is no text.`,
      at: value.at,
      hint: `Read as "${text}"; the API takes it only in quotes.`,
    });
  }
  return labels;
}

// --- fields --------------------------------------------------------------------------------------------------------

/** Tells of fields that the API does not have. `advice` says what to write instead of names of other APIs. */
export function checkFields(reading: Reading, known: readonly string[], advice: ReadonlyMap<string, string>): void {
  for (const [name, { key }] of reading.node.entries) {
    if (known.includes(name)) continue;
    const near = nearestName(name, known);
    const hint = advice.get(name) ?? (near === undefined ? undefined : `Did you mean \`${near}\`?`);
    tell(reading, {
      code: 'resource/unknown-field',
      severity: 'error',
      says: `${fieldName(reading, name)} is not a field there; the API refuses or drops it.`,
      at: key,
      hint: hint === undefined ? 'Read as if it were absent.' : `${hint} Read as if it were absent.`,
    });
  }
}
