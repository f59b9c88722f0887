/**
 * Puts back the indentation, and where need be the line ends, that a web page took from YAML. The names of fields
 * tell where each belongs; where two places would do, nothing is guessed.
 */
import { fieldsOf, knownFields, type Fields, type Shape } from './field-nesting';
import { tokensOfLines, tokensOfOneLine, type LayoutToken } from './layout-tokens';
import { edited, type Edit, type TextCopy } from './text-copy';

export type LostLayout = 'indentation' | 'line ends';

const ONE_LINE = /(?:^|\s)(?:apiVersion: +[^\s,]+ +kind: +[^\s,]+|kind: +[^\s,]+ +apiVersion: +[^\s,]+) +\w+:/;
/** `metadata:` or `spec:` with nothing, and what should stand under it beside it. */
const FLAT = /^( *)(metadata|spec): *(?:#.*)?\n(?:(?: *#.*)?\n)*\1(\w+):/gm;
const ROOT = new Set(['apiVersion', 'kind', 'metadata', 'spec', 'status', 'data', 'type']);

/** What a text of one object has lost, if anything: valid YAML can look so too, and would mean nothing. */
export function lostLayoutOf(text: string): LostLayout | undefined {
  if (ONE_LINE.test(text)) return 'line ends';
  for (const [, , , below = ''] of text.matchAll(FLAT)) {
    if (!ROOT.has(below) && knownFields.has(below)) return 'indentation';
  }
  return undefined;
}

/** The object laid out again; `undefined` where its fields do not tell how. */
export function layoutRestored(copy: TextCopy, lost: LostLayout): TextCopy | undefined {
  const tokens = lost === 'indentation' ? tokensOfLines(copy.text) : tokensOfOneLine(copy.text);
  if (tokens === undefined) return undefined;
  const texts = new Map(tokens.map(({ key, value }): [string, string] => [key ?? '', value]).toReversed());
  const fields = fieldsOf(texts.get('apiVersion') ?? '', texts.get('kind') ?? '');
  if (fields === undefined) return undefined;
  const open: Open[] = [{ shape: { kind: 'map', fields }, column: 0, seen: new Set() }];
  const edits: Edit[] = [];
  let end = 0;
  for (const token of tokens) {
    const column = place(open, token);
    if (column === undefined) return undefined;
    const start = token.dash ?? token.start;
    edits.push({ start: end, end: start, text: `${end === 0 ? '' : '\n'}${' '.repeat(column)}` });
    if (token.dash !== undefined) edits.push({ start: token.dash + 1, end: token.start, text: ' ' });
    end = token.end;
  }
  edits.push({ start: end, end: copy.text.length, text: '\n' });
  return edited(copy, edits);
}

/** A field that may still take more, and where its content starts. */
interface Open {
  readonly shape: Shape;
  readonly column: number;
  /** Fields it has already; of a list, one name for each entry. */
  readonly seen: Set<string>;
}

/** Closes what a token does not belong to, opens what it starts; returns its column. */
function place(open: Open[], token: LayoutToken): number | undefined {
  const { key, dash } = token;
  const depth = dash === undefined ? mapFor(open, key) : listFor(open, key, token.value);
  const parent = depth === undefined ? undefined : open[depth];
  if (depth === undefined || parent === undefined) return undefined;
  open.length = depth + 1;
  let holder = parent;
  if (dash !== undefined) {
    parent.seen.add(`#${parent.seen.size}`);
    if (parent.shape.kind !== 'list') return parent.column;
    holder = { shape: { kind: 'map', fields: parent.shape.fields }, column: parent.column + 2, seen: new Set() };
    open.push(holder);
  }
  if (key !== undefined) {
    holder.seen.add(key);
    const child = fieldsIn(holder.shape)?.get(key);
    if (!token.hasValue && child !== undefined && child.kind !== 'value') {
      open.push({ shape: child, column: holder.column + 2, seen: new Set() });
    }
  }
  return parent.column;
}

const fieldsIn = (shape: Shape): Fields | undefined =>
  shape.kind === 'map' || shape.kind === 'list' ? shape.fields : undefined;

/** The innermost list that takes such an entry. */
function listFor(open: readonly Open[], key: string | undefined, value: string): number | undefined {
  const takes = ({ shape }: Open) => {
    if (key !== undefined) return shape.kind === 'list' && shape.fields.has(key);
    return shape.kind === (/^[[{]/.test(value) ? 'list' : 'values');
  };
  const depth = open.findLastIndex(takes);
  return depth === -1 ? undefined : depth;
}

/** The map that takes a field: the one just opened, else the only one that has room for it, else the author's own. */
function mapFor(open: readonly Open[], key: string | undefined): number | undefined {
  if (key === undefined) return undefined;
  const takers = open.flatMap(({ shape, seen }, depth) =>
    shape.kind === 'map' && shape.fields.has(key) && !seen.has(key) ? [depth] : [],
  );
  const top = open.length - 1;
  if (takers.at(-1) === top && open[top]?.seen.size === 0) return top;
  if (takers.length > 1) return undefined;
  if (takers.length === 1) return takers[0];
  return open[top]?.shape.kind === 'free' ? top : undefined;
}
