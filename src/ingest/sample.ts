/** For tests: a text read as a file, and what came of it in forms that are easy to compare. */
import type { Diagnostic } from '../model/diagnostic';
import { fileId } from '../model/ids';
import type { Resource } from '../model/resource';
import { lineOf } from './line-of';
import { nodeUnder, type Node } from './node';
import { readText } from './read-text';
import type { SourceFile } from './source-file';

export interface Sample {
  readonly file: SourceFile;
  readonly objects: readonly Node[];
  readonly resources: readonly Resource[];
  readonly diagnostics: readonly Diagnostic[];
  /** `warning text/repaired 3`: severity, code and line of every diagnostic. */
  readonly told: readonly string[];
}

export const sampleFile = (text: string): SourceFile => ({ id: fileId('sample'), name: 'sample.yaml', text });

export function readSample(text: string): Sample {
  const file = sampleFile(text);
  const diagnostics: Diagnostic[] = [];
  const { objects, resources } = readText(file, (diagnostic) => diagnostics.push(diagnostic));
  const told = diagnostics.map(({ severity, code, at }) => `${severity} ${code} ${lineOf(file, at.start)}`);
  return { file, objects, resources, diagnostics, told };
}

/** A node as plain data. Maps become objects without a prototype, so that any key is just a key. */
export function plainOf(node: Node | undefined): unknown {
  if (node === undefined) return undefined;
  if (node.kind === 'scalar') return node.value;
  if (node.kind === 'list') return node.items.map(plainOf);
  const plain = Object.create(null) as Record<string, unknown>;
  for (const [key, { value }] of node.entries) plain[key] = plainOf(value);
  return plain;
}

/** `NetworkPolicy shop/web` for each object, in order. */
export const namesOf = ({ objects }: Sample): readonly string[] =>
  objects.map((object) => {
    const text = (...path: readonly string[]) => {
      const found = nodeUnder(object, path);
      return found?.kind === 'scalar' ? found.text : undefined;
    };
    const namespace = text('metadata', 'namespace');
    return `${text('kind')} ${namespace === undefined ? '' : `${namespace}/`}${text('metadata', 'name')}`;
  });

/** The text of the file that a node stands for. */
export const sourceOf = ({ file }: Sample, node: Node | undefined): string | undefined =>
  node === undefined ? undefined : file.text.slice(node.at.start, node.at.end);
