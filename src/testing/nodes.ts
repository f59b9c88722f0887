/** Nodes from plain values, for tests that need no YAML. */
import type { ListNode, MapEntry, MapNode, Node, ScalarNode } from '../ingest/node';
import type { SourceRange } from '../model/diagnostic';
import { fileId, type FileId } from '../model/ids';

/** A scalar without quotes whose source text is not the text of its value: `plain('1.10', 1.1)`. */
export interface Plain {
  readonly plain: string;
  readonly value: number | boolean | null;
}

export const plain = (text: string, value: number | boolean | null): Plain => ({ plain: text, value });

/** What a test writes: like JSON, with `Plain` scalars. `undefined` entries are left out. */
export type Plan =
  string | number | boolean | null | Plain | readonly Plan[] | { readonly [key: string]: Plan | undefined };

/** The node that a parser would make of the value. Places follow each other, none twice. */
export function nodeOf(plan: Plan, file: FileId = fileId('test.yaml')): Node {
  let offset = 0;
  const place = (length: number): SourceRange => {
    const start = offset;
    offset += length + 1;
    return { file, start, end: start + length };
  };

  const build = (value: Plan): Node => {
    if (value === null || typeof value !== 'object') return scalar(value, String(value ?? 'null'));
    if (isList(value)) return list(value);
    if (isPlain(value)) return scalar(value.value, value.plain);
    return map(value);
  };
  const scalar = (value: ScalarNode['value'], text: string): ScalarNode => ({
    kind: 'scalar',
    value,
    text,
    quoted: typeof value === 'string',
    at: place(text.length),
  });
  const list = (values: readonly Plan[]): ListNode => {
    const { start } = place(1);
    return { kind: 'list', items: values.map(build), at: { file, start, end: offset } };
  };
  const map = (value: { readonly [key: string]: Plan | undefined }): MapNode => {
    const { start } = place(1);
    const entries = new Map<string, MapEntry>();
    for (const [name, entry] of Object.entries(value)) {
      if (entry !== undefined) entries.set(name, { key: place(name.length), value: build(entry) });
    }
    return { kind: 'map', entries, at: { file, start, end: offset } };
  };
  return build(plan);
}

const isList = (value: object): value is readonly Plan[] => Array.isArray(value);
const isPlain = (value: object): value is Plain => Object.keys(value).join() === 'plain,value';
