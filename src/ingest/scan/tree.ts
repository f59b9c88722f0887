/** Nodes of an object while they are made of its bytes: what both formats have in common. */
import type { SourceRange } from '../../model/diagnostic';
import type { FileId } from '../../model/ids';
import type { Node, ScalarNode } from '../node';
import { coreValueOf, kubectlValueOf } from '../scalars';
import { TAKE, type FieldKey, type Level } from './fields';
import { wholeLevels } from './object-fields';
import { asciiOf, type Scan } from './scan';
import { spanTable, type SpanTable } from './span-table';

export interface Tree {
  readonly scan: Scan;
  readonly file: FileId;
  /** Where the bytes of the scan start in the file. */
  readonly base: number;
  /** Keys and values, most of which come again. */
  readonly words: Words;
  /** The last that was made. */
  node: Node;
  depth: number;
  /** Whether the last key was one that the general reader leaves out. */
  lastUnread: boolean;
}

/** A text, and what it says in YAML without quotes once that was asked for. */
interface Word {
  readonly text: string;
  plain?: { readonly value: ScalarNode['value'] | undefined };
}

export type Words = SpanTable<Word>;

export const wordTable = (): Words => spanTable(wordAt);

const wordAt = (bytes: Uint8Array, start: number, end: number): Word => ({ text: asciiOf(bytes, start, end) });

/** Of maps, lists and keys: only diagnostics speak of them, and an object with diagnostics is left to the general reader. */
export const nowhere: SourceRange = { file: '' as FileId, start: 0, end: 0 };

export const treeOf = (scan: Scan, file: FileId, base: number, words = wordTable()): Tree => ({
  scan,
  file,
  base,
  words,
  node: { kind: 'scalar', value: null, text: '', quoted: false, at: nowhere },
  depth: 0,
  lastUnread: false,
});

/** What is taken of the value of a key; `undefined` when it is passed over. */
export function levelIn(level: Level, key: FieldKey | undefined): Level | undefined {
  if (key === undefined) return level.rest === 'take' ? wholeOf(level) : undefined;
  if (key.take === TAKE.whole) return wholeOf(level);
  return key.take === TAKE.map || key.take === TAKE.list ? key.level : undefined;
}

const wholeOf = ({ wary }: Level): Level => (wary ? wholeLevels.wary : wholeLevels.loose);

/** Long texts seldom come again. */
const LONGEST_WORD = 80;

export function wordOf({ scan: { bytes }, words }: Tree, start: number, end: number): Word {
  const known = end - start > LONGEST_WORD ? undefined : words.values[words.idOf(bytes, start, end)];
  return known ?? wordAt(bytes, start, end);
}

export const textOf = (tree: Tree, start: number, end: number): string => wordOf(tree, start, end).text;

/** What it says in YAML without quotes; `undefined` where `kubectl` reads it otherwise. */
export function plainValueOf(word: Word): ScalarNode['value'] | undefined {
  word.plain ??= { value: kubectlValueOf(word.text) === undefined ? coreValueOf(word.text) : undefined };
  return word.plain.value;
}

interface Written {
  readonly start: number;
  readonly end: number;
  readonly quoted: boolean;
}

/** Makes a scalar the node of the tree. Where it stands in the bytes does not count its quotes. */
export function addScalar(tree: Tree, { start, end, quoted }: Written, text: string, value: ScalarNode['value']): void {
  const at = { file: tree.file, start: tree.base + start, end: tree.base + end };
  tree.node = { kind: 'scalar', value, text, quoted, at };
}
