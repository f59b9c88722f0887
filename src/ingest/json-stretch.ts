/** JSON as it is printed and pasted: value after value, cut off, or with something broken in one of them. */
import type { Report } from '../model/diagnostic';
import { nameIn } from './faults';
import { afterSpace, readJsonValue } from './json';
import { jsonEntriesOf, listObject } from './list-entries';
import type { Node } from './node';
import type { SourceFile } from './source-file';
import { lineAround, quoteLine } from './text/quote-line';
import { rangeIn, sliceOf, type TextCopy } from './text/text-copy';
import type { Span } from './text/yaml-line';
import { MAX_DEPTH } from './yaml';
import { readCleanYaml } from './yaml-stretch';

export interface JsonRun {
  readonly nodes: readonly Node[];
  /** One past the last value; where it started when there is none. */
  readonly end: number;
}

/** Reads the values that stand one after another from `start` on. */
export function readJsonRun(copy: TextCopy, start: number, file: SourceFile, report: Report): JsonRun {
  const nodes: Node[] = [];
  let end = start;
  for (let at = nextValue(copy.text, start); at !== undefined; at = nextValue(copy.text, end)) {
    const read = readJsonValue(copy, at, file, report);
    if (read.kind === 'value') {
      nodes.push(read.node);
      end = read.offset;
      continue;
    }
    if (!LOOKS_LIKE_JSON.test(copy.text.slice(at, at + 200))) break;
    if (read.kind === 'depth') {
      reportDepth(copy, read.offset, file, report);
      return { nodes, end: copy.text.length };
    }
    const broken = readBroken(copy, at, read.offset, { file, report });
    for (const node of broken.nodes) nodes.push(node);
    end = broken.end;
  }
  return { nodes, end };
}

/** What JSON, or JSON after a word processor, starts with: not a Markdown link, not a template. */
const LOOKS_LIKE_JSON = /^(?:\{\s*(?:["“”'}]|[A-Za-z]\w*\s*:)|\[\s*(?:["“”'{[\]]|[A-Za-z]\w*\s*:))/;

/** Whether a text starts with JSON, as far as its first characters tell. */
export const startsWithJson = (text: string): boolean => LOOKS_LIKE_JSON.test(text.slice(0, 200));

/** Where the next value starts: between two there may be white space, a comma, or nothing. */
function nextValue(text: string, from: number): number | undefined {
  let at = afterSpace(text, from);
  if (text.charAt(at) === ',') at = afterSpace(text, at + 1);
  return text.charAt(at) === '{' || text.charAt(at) === '[' ? at : undefined;
}

interface Reading {
  readonly file: SourceFile;
  readonly report: Report;
}

/** A value that is not JSON throughout: as YAML, which takes more; else entry by entry. */
function readBroken(copy: TextCopy, start: number, fault: number, { file, report }: Reading): JsonRun {
  const boundary = nextStart(copy.text, start);
  const outline = jsonEntriesOf(copy.text, start);
  const cutOff = outline.end === undefined && boundary === copy.text.length;
  const end = Math.min(outline.end ?? copy.text.length, boundary);
  const whole = sliceOf(copy, start, end);
  if (!cutOff) {
    const read = readCleanYaml(whole, file, report);
    if (read.ok) return { nodes: read.value, end };
  }
  const entries = outline.entries.filter((entry) => entry.end <= end);
  if (cutOff) reportCut(whole, entries.length, file, report);
  else if (entries.length === 0) reportSyntax(copy, { start, end }, fault, { file, report });
  if (entries.length === 0) return { nodes: [], end };
  const items = entries.flatMap((entry) => readEntry(copy, entry, { file, report }));
  const { before, after } = outline;
  const heads = [
    headOf(copy, before, ['', '[]}'], file),
    headOf(copy, { start: after.start, end: Math.min(after.end, end) }, ['{"items":[]', ''], file),
  ];
  return { nodes: [listObject(heads, items, rangeIn(file.id, copy, start, end))], end };
}

/** Where the line ends before the next value: one that starts its line, and is no entry of an open list. */
function nextStart(text: string, start: number): number {
  const next = /[^\s[,:][ \t]*\n(?=[{[])/g;
  next.lastIndex = start;
  return next.test(text) ? next.lastIndex - 1 : text.length;
}

function readEntry(copy: TextCopy, entry: Span, { file, report }: Reading): readonly Node[] {
  const piece = sliceOf(copy, entry.start, entry.end);
  const read = readJsonValue(piece, 0, file, report);
  if (read.kind === 'value') return [read.node];
  const asYaml = readCleanYaml(piece, file, report);
  if (asYaml.ok) return asYaml.value;
  reportSyntax(copy, entry, entry.start + read.offset, { file, report });
  return [];
}

/** What a list says of itself before or after its entries, made whole so that it can be read. */
function headOf(copy: TextCopy, { start, end }: Span, [open, close]: readonly [string, string], file: SourceFile) {
  if (copy.text.charAt(start) === '[') return undefined;
  const text = `${open}${copy.text.slice(start, end)}${close}`;
  const whole = { text, toOriginal: (offset: number) => copy.toOriginal(start + Math.max(0, offset - open.length)) };
  const read = readJsonValue(whole, 0, file, () => undefined);
  return read.kind === 'value' ? read.node : undefined;
}

function reportDepth(copy: TextCopy, offset: number, file: SourceFile, report: Report): void {
  report({
    code: 'yaml/limit',
    severity: 'error',
    message: `This JSON is nested more than ${MAX_DEPTH} levels deep and was not read.`,
    at: rangeIn(file.id, copy, offset, offset + 1),
    hint: 'No Kubernetes object is: look for brackets that are never closed.',
  });
}

function reportCut(whole: TextCopy, complete: number, file: SourceFile, report: Report): void {
  const name = nameIn(whole.text);
  const end = whole.text.trimEnd().length;
  report({
    code: 'file/truncated',
    severity: complete === 0 ? 'error' : 'warning',
    message:
      complete === 0
        ? `${name} ends before its JSON is complete.`
        : `The text ends inside entry ${complete + 1} of a list, before its JSON is complete.`,
    at: rangeIn(file.id, whole, Math.max(0, end - 1), end),
    hint:
      complete === 0
        ? 'Nothing of it was used. Redirect the command into a file instead of copying from a terminal or a chat.'
        : `The ${complete} complete entries were used; what came after them is missing. Redirect the command into a file instead of copying.`,
  });
}

function reportSyntax(copy: TextCopy, span: Span, fault: number, { file, report }: Reading): void {
  const { start, end } = lineAround(copy.text, Math.min(fault, copy.text.length - 1));
  const around =
    end - start > 200 ? { start: Math.max(start, fault - 40), end: Math.min(end, fault + 40) } : { start, end };
  report({
    code: 'json/syntax',
    severity: 'error',
    message: `${nameIn(copy.text.slice(span.start, span.end))} is not valid JSON: ${quoteLine(copy.text.slice(around.start, around.end))}.`,
    at: rangeIn(file.id, copy, around.start, around.end),
    hint: 'Nothing of this object was used; the others were read. Look for a missing quote, comma or bracket.',
  });
}
