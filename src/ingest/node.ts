/**
 * One parse gives values and places together, so that they cannot disagree: a tree of nodes in which every value
 * knows where it stands in its file. Built from YAML and JSON alike (`yaml.ts`), and from rows of tables.
 */
import type { SourceRange } from '../model/diagnostic';
import type { Resource } from '../model/resource';

export type Node = MapNode | ListNode | ScalarNode;

export interface MapNode {
  readonly kind: 'map';
  /** In the order written; of a repeated key the last counts. Keys are texts, `__proto__` included. */
  readonly entries: ReadonlyMap<string, MapEntry>;
  readonly at: SourceRange;
  /** What was read of it before an edit elsewhere; its entries then say no more than its kind. */
  readonly known?: readonly Resource[];
}

export interface MapEntry {
  readonly key: SourceRange;
  readonly value: Node;
}

export interface ListNode {
  readonly kind: 'list';
  readonly items: readonly Node[];
  readonly at: SourceRange;
}

export interface ScalarNode {
  readonly kind: 'scalar';
  /** As the core schema of YAML 1.2 reads it. */
  readonly value: string | number | boolean | null;
  /** As written, without quotes: what a label keeps of `1.10` or `yes`. */
  readonly text: string;
  readonly quoted: boolean;
  readonly at: SourceRange;
}

/** The value under a key, or under a key of that; `undefined` where a step is missing or not a map. */
export function nodeAt(node: Node | undefined, key: string, next?: string): Node | undefined {
  const value = node?.kind === 'map' ? node.entries.get(key)?.value : undefined;
  return next === undefined ? value : nodeAt(value, next);
}

/** The value under a path of keys. */
export const nodeUnder = (node: Node | undefined, path: readonly string[]): Node | undefined =>
  path.reduce((at, key) => nodeAt(at, key), node);
