/**
 * Cuts a paste where something other than its content stands: code fences, shell prompts, here-documents. What is
 * between two cuts is looked at on its own. Source: input-formats 1.4.
 */
import type { Report } from '../../model/diagnostic';
import type { SourceFile } from '../source-file';
import { plainLine } from './characters';
import { knownFields } from './field-nesting';
import { echoedText, hereDocument, quotedLines, type Quoted } from './here-document';
import { rangeIn, sliceOf, type TextCopy } from './text-copy';

export interface Region {
  readonly copy: TextCopy;
  /** The command that printed it, when the line above says so. */
  readonly prompt: Prompt | undefined;
  /** The start of what follows, unless a fence or a here-document ends here and something else goes on below. */
  readonly after: TextCopy | undefined;
}

export interface Prompt {
  /** As `-n` gives it. */
  readonly namespace: string | undefined;
}

/** Scripts that write scripts nest here-documents; nobody goes further. */
const DEEPEST = 4;

/** `last`: the text goes on to the end of the file, so that what is open at its end stays open. */
export function regionsOf(copy: TextCopy, last: boolean, file: SourceFile, report: Report): readonly Region[] {
  return cutRegions(copy, { last, depth: 0 }, file, report);
}

interface Cutting {
  readonly last: boolean;
  readonly depth: number;
}

function cutRegions(copy: TextCopy, cutting: Cutting, file: SourceFile, report: Report): readonly Region[] {
  const { text } = copy;
  const regions: Region[] = [];
  let from = 0;
  let prompt: Prompt | undefined;
  let fenced = false;
  const cut = (end: number, next: number, closed = false) => {
    const over = end === text.length || (closed && !goesOnWithFields(text.slice(next, next + 200)));
    const after = over ? undefined : sliceOf(copy, end, Math.min(end + 2000, text.length));
    if (end > from && text.slice(from, end).trim() !== '')
      regions.push({ copy: sliceOf(copy, from, end), prompt, after });
    from = next;
  };
  for (let start = 0, next = 0; start < text.length; start = next) {
    next = afterLine(text, start);
    // No fence, prompt or opener is that long; content may be.
    const line = next - start > 1000 ? '' : plainLine(text.slice(start, next).trimEnd());
    const quoted = cutting.depth < DEEPEST ? quotedAt(copy, start, line) : undefined;
    const command = promptOf(line);
    if (quoted !== undefined) {
      cut(start, quoted.end);
      prompt = undefined;
      if (quoted.unclosed !== undefined && cutting.last) reportUnclosed(copy, start, quoted, { file, report });
      for (const region of cutRegions(quoted.body, insideOf(cutting, quoted), file, report)) regions.push(region);
      next = quoted.end;
    } else if (FENCE.test(line) || MARKER.test(line)) {
      cut(start, next, fenced && !MARKER.test(line));
      fenced = fenced !== FENCE.test(line);
    } else if (command !== undefined) {
      // A comment that shows a command may stand inside a document.
      if (!line.startsWith('#')) cut(start, next);
      prompt = command;
    } else if (PROMPT.test(line)) {
      cut(start, next);
      prompt = undefined;
    }
  }
  cut(text.length, text.length);
  return regions;
}

const MARKER = /^---(?:\s|$)/;

const insideOf = ({ last, depth }: Cutting, { unclosed }: Quoted): Cutting => ({
  last: unclosed === undefined || last,
  depth: depth + 1,
});

const quotedAt = (copy: TextCopy, start: number, line: string): Quoted | undefined =>
  hereDocument(copy, start, line) ?? echoedText(copy, start, line) ?? quotedLines(copy, start);

export function afterLine(text: string, start: number): number {
  const end = text.indexOf('\n', start);
  return end === -1 ? text.length : end + 1;
}

const FIELD = /^( *)(- )?["']?([\w./-]+)["']?:(?:\s|$)/;
const PARTS = new Set(['metadata', 'spec', 'status', 'items']);

/** Whether the text goes on with fields of an object, not with a nested list of a page or with another object. */
function goesOnWithFields(text: string): boolean {
  const [, indent = '', dash, key = ''] = FIELD.exec(text) ?? [];
  if (indent === '') return PARTS.has(key);
  return key !== '' && (dash === undefined || knownFields.has(key));
}

/** Markdown, Jira and Confluence; the last form is a fence that a word processor took for quotes. */
const FENCE = /^\s*(?:`{3,}|~{3,}|\{(?:code|noformat)[^{}]{0,80}\}\s*$|(?=['"`]*`)['"`]{1,6}\s*[a-z]{0,12}\s*$)/;

/** A command, behind a prompt or not. Prompts start their line and hold no key of YAML. */
const COMMAND = /^(?=\S)(.{0,80}?[$#>%] +|)(?:sudo +)?(?:kubectl|calicoctl|oc) +[a-z-]/;

/** `user@host:~$` or `[user@host dir]#`, with any command or none. */
const PROMPT = /^\[?[\w.-]+@[\w.-]+(?::[^\s:]{0,200}| [^\s:]{1,200}\])[$#%>](?: [^:]{0,200})?$/;

function promptOf(line: string): Prompt | undefined {
  const command = COMMAND.exec(line);
  if (command === null || /:\s/.test(command[1] ?? '')) return undefined;
  return { namespace: / (?:-n|--namespace)[ =]?([a-z0-9][a-z0-9-]*)/.exec(line)?.[1] };
}

function reportUnclosed(
  copy: TextCopy,
  start: number,
  { unclosed }: Quoted,
  { file, report }: { readonly file: SourceFile; readonly report: Report },
): void {
  report({
    code: 'file/truncated',
    severity: 'warning',
    message: `The here-document that starts with <<${unclosed} has no line ${unclosed} that ends it.`,
    at: rangeIn(file.id, copy, start, afterLine(copy.text, start)),
    hint: 'Read to the end of the text. Its last object may be incomplete.',
  });
}
