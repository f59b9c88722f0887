/** A stretch of text that is meant to be YAML, with what pages and chats do to it, to nodes. */
import { err, type Result } from '../base/result';
import type { Diagnostic, Report } from '../model/diagnostic';
import { commandFailureOf } from './command-output';
import { nameIn, reportFault } from './faults';
import { listObject, yamlEntriesOf } from './list-entries';
import type { Node } from './node';
import type { SourceFile } from './source-file';
import { quoteLine } from './text/quote-line';
import { repaired, yamlLines } from './text/repair';
import { layoutRestored, lostLayoutOf, type LostLayout } from './text/restore-layout';
import { edited, rangeIn, sliceOf, type Edit, type TextCopy } from './text/text-copy';
import { fieldsOf } from './text/field-nesting';
import type { Span } from './text/yaml-line';
import { readYaml, type YamlFault } from './yaml';

/** The documents of a stretch. What cannot be read is reported, entry by entry where it is a list of objects. */
export function readYamlStretch(copy: TextCopy, file: SourceFile, report: Report): readonly Node[] {
  const text = clean(copy, file, report);
  const lost = lostLayoutOf(text.text);
  if (lost !== undefined) return readWithoutLayout(text, lost, file, report);
  const read = readWithTabs(text, file, report);
  return read.ok ? read.value : readEntries(text, read.error, file, report);
}

/**
 * The documents of a text that is YAML and nothing else: maps and lists, one object each. `paste`: it is, or may be,
 * something else as well. Reports nothing about a text that it does not return.
 */
export function readCleanYaml(
  copy: TextCopy,
  file: SourceFile,
  report: Report,
): Result<readonly Node[], YamlFault | 'paste'> {
  const held: Diagnostic[] = [];
  const hold = (diagnostic: Diagnostic) => void held.push(diagnostic);
  const text = clean(copy, file, hold);
  if (lostLayoutOf(text.text) !== undefined) return err('paste');
  const read = readWithTabs(text, file, hold);
  if (read.ok && !isClean(read.value, text.text)) return err('paste');
  if (read.ok) for (const diagnostic of held) report(diagnostic);
  return read;
}

/** No prose, no error of a command that reads like a map, no two objects that would read as one. */
function isClean(nodes: readonly Node[], text: string): boolean {
  if (nodes.some((node) => node.kind === 'scalar' && node.value !== null)) return false;
  const first = /^(?!---|[ \t]*#)[ \t]*\S.*$/m.exec(text)?.[0] ?? '';
  return commandFailureOf(first) === undefined && !repeatsItself(text, first);
}

function repeatsItself(text: string, firstLine: string): boolean {
  const indent = firstLine.length - firstLine.trimStart().length;
  if (indent > 200) return false;
  const root = new RegExp(`^ {${indent}}(?:apiVersion|kind):(?=\\s)`, 'gm');
  const seen = [...text.matchAll(root)].map(([line]) => line.trim());
  return new Set(seen).size < seen.length;
}

const clean = (copy: TextCopy, file: SourceFile, report: Report): TextCopy =>
  withoutGaps(firstLineAligned(repaired(copy, file, report), file, report), file, report);

const FIRST_FIELDS =
  /^(?:[ \t]*\n|---.*\n)*( *)["']?(?:apiVersion|kind)["']?: *\S.*\n( *)["']?(?:apiVersion|kind|metadata|spec|items)["']?:/;

/** Copied from the middle of its first line: then that line has lost its indentation, or alone has kept it. */
function firstLineAligned(copy: TextCopy, file: SourceFile, report: Report): TextCopy {
  const [whole = '', first = '', second = ''] = FIRST_FIELDS.exec(copy.text.slice(0, 2000)) ?? [];
  if (first === second) return copy;
  const start = whole.slice(0, whole.lastIndexOf('\n')).lastIndexOf('\n') + 1;
  report({
    code: 'text/repaired',
    severity: 'info',
    message: `The first line of ${nameIn(copy.text)} is indented unlike the lines below it.`,
    at: rangeIn(file.id, copy, start, start + whole.slice(start).indexOf('\n')),
    hint: 'Read as if it started in their column.',
  });
  return edited(copy, [{ start, end: start + first.length, text: second }]);
}

const GAP = /^\s*(?:\.{3}|…|\[(?:\.{3}|…)\]|<(?:snip|\.{3}|…)>|\((?:\.{3}|…)\)|--More--.*|…[^:]*…)\s*$/;
const MAYBE_GAP = /\.\.\.|…|snip|--More--/;

/** Takes out lines that stand for others. What they stood for is not guessed. */
function withoutGaps(copy: TextCopy, file: SourceFile, report: Report): TextCopy {
  if (!MAYBE_GAP.test(copy.text)) return copy;
  const edits: Edit[] = [];
  const name = nameIn(copy.text);
  for (const { start, text } of yamlLines(copy.text)) {
    if (text === '...' || text.length > 200 || !GAP.test(text)) continue;
    edits.push({ start, end: start + text.length, text: '' });
    report({
      code: 'file/truncated',
      severity: 'warning',
      message: `${name} is abbreviated: ${quoteLine(text)} stands for lines that were left out.`,
      at: rangeIn(file.id, copy, start, start + text.length),
      hint: 'Read as if there were nothing more. Load the whole object for answers you can rely on.',
    });
  }
  return edited(copy, edits);
}

const TAB_INDENT = /^ *\t/m;
const TAB_WIDTHS = [2, 4, 8];

function readWithTabs(copy: TextCopy, file: SourceFile, report: Report): Result<readonly Node[], YamlFault> {
  const first = readYaml(copy, file, report);
  if (first.ok || !TAB_INDENT.test(copy.text)) return first;
  for (const width of TAB_WIDTHS) {
    const spaced = tabsAsSpaces(copy, width);
    const read = readYaml(spaced.copy, file, report);
    if (!read.ok) continue;
    report({
      code: 'text/repaired',
      severity: 'warning',
      message: `${nameIn(copy.text)} is indented with tabs, which YAML does not allow.`,
      at: rangeIn(file.id, copy, spaced.first, spaced.first + 1),
      hint: `Each tab was read as ${width} spaces; kubectl would refuse the file.`,
    });
    return read;
  }
  return first;
}

function tabsAsSpaces(copy: TextCopy, width: number): { readonly copy: TextCopy; readonly first: number } {
  const edits: Edit[] = [];
  for (const { start, text } of yamlLines(copy.text)) {
    const indent = text.search(/[^ \t]/);
    for (let at = 0; at < indent; at += 1) {
      if (text.charAt(at) === '\t') edits.push({ start: start + at, end: start + at + 1, text: ' '.repeat(width) });
    }
  }
  return { copy: edited(copy, edits), first: edits[0]?.start ?? 0 };
}

/** Indentation or line ends are gone: the names of fields put them back, or the object is not used at all. */
function readWithoutLayout(copy: TextCopy, lost: LostLayout, file: SourceFile, report: Report): readonly Node[] {
  const name = nameIn(copy.text);
  const at = rangeIn(file.id, copy, 0, copy.text.trimEnd().length);
  const restored = layoutRestored(copy, lost);
  const read = restored === undefined ? undefined : readYaml(restored, file, report);
  if (read?.ok === true) {
    report({
      code: 'text/repaired',
      severity: 'warning',
      message: `${name} has lost its ${lost}.`,
      at,
      hint: 'Nested by the names of its fields. Compare with the original before you rely on it.',
    });
    return read.value;
  }
  const kind = /\bkind:\s*(\w+)/.exec(copy.text)?.[1] ?? '';
  const apiVersion = /\bapiVersion:\s*(\S+)/.exec(copy.text)?.[1] ?? '';
  report({
    code: 'yaml/syntax',
    severity: fieldsOf(apiVersion, kind) === undefined ? 'warning' : 'error',
    message: `${name} has lost its ${lost}, and its fields do not tell for sure where each belongs.`,
    at,
    hint: 'Nothing of it was used. Paste it from a source that keeps the layout, or indent it by hand.',
  });
  return [];
}

/** A list of objects with something broken in it: entry by entry. Anything else is lost as a whole. */
function readEntries(copy: TextCopy, fault: YamlFault, file: SourceFile, report: Report): readonly Node[] {
  const cut = fault.kind === 'syntax' ? yamlEntriesOf(copy.text) : undefined;
  const last = cut?.entries.at(-1);
  if (cut === undefined || last === undefined) {
    reportFault(copy, fault, file, report);
    return [];
  }
  const endsInside = copy.text.slice(cut.after.start, cut.after.end).trim() === '';
  const read = (span: Span): readonly Node[] => {
    const piece = sliceOf(copy, span.start, span.end);
    const result = readYaml(piece, file, report);
    if (result.ok) return result.value;
    if (span === last && endsInside) reportCutOff(piece, cut.entries.length, file, report);
    else reportFault(piece, result.error, file, report);
    return [];
  };
  const items = cut.entries.flatMap((entry) =>
    read(entry).flatMap((node) => (node.kind === 'list' ? node.items : [node])),
  );
  const heads = [cut.before, cut.after].flatMap((span) =>
    copy.text.slice(span.start, span.end).trim() === '' ? [] : read(span),
  );
  return [listObject(heads, items, rangeIn(file.id, copy, cut.entries[0]?.start ?? 0, last.end))];
}

function reportCutOff(entry: TextCopy, count: number, file: SourceFile, report: Report): void {
  const end = entry.text.trimEnd().length;
  report({
    code: 'file/truncated',
    severity: 'warning',
    message: `The text ends inside entry ${count} of a list, ${nameIn(entry.text)}.`,
    at: rangeIn(file.id, entry, Math.max(0, end - 1), end),
    hint: `The ${count - 1} entries before it were used; what came after them is missing. Redirect the command into a file instead of copying.`,
  });
}
