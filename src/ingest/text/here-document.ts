/** Texts inside texts: here-documents and quoted arguments of `echo` in a shell script, quoted lines of a page. */
import { memoLast } from '../../base/memo-last';
import { edited, sliceOf, type Edit, type TextCopy } from './text-copy';

export interface Quoted {
  /** What the command would get. */
  readonly body: TextCopy;
  /** One past the line that ends it. */
  readonly end: number;
  /** The delimiter that never came. */
  readonly unclosed: string | undefined;
}

const OPENER = /<<(-?)\s*\\?(['"]?)([A-Za-z_]\w*)\2(?![\w:])/;

/** What an object or a list of objects starts with, somewhere in the text. */
const HOLDS_OBJECT = /^(?:[>-]|[^\S\n])*["']?(?:apiVersion|kind|items)["']?\s*:|^[^\S\n]*\{\s*"/m;

/** The here-document that a line opens; `undefined` without one, or when no object is in it. */
export function hereDocument(copy: TextCopy, lineStart: number, line: string): Quoted | undefined {
  const opener = line.includes('<<') ? OPENER.exec(line) : null;
  if (opener === null || line.trimStart().startsWith('#')) return undefined;
  const [, dash, quote, delimiter = ''] = opener;
  const { text } = copy;
  const first = text.indexOf('\n', lineStart) + 1;
  if (first === 0) return undefined;
  const { lastObject, missing } = surveyOf(text);
  if (lastObject < first) return undefined;
  const isMissing = (missing.get(delimiter) ?? Infinity) <= first;
  const last = isMissing ? undefined : lineOf(text, first, delimiter);
  if (last === undefined && !isMissing) missing.set(delimiter, first);
  const end = last?.start ?? text.length;
  if (last !== undefined && !HOLDS_OBJECT.test(text.slice(first, end))) return undefined;
  const body = sliceOf(copy, first, end);
  return {
    body: edited(body, shellEdits(body.text, { tabs: dash === '-', expands: quote === '' })),
    end: last?.end ?? text.length,
    unclosed: last === undefined ? delimiter : undefined,
  };
}

/** Kept a text, since a log may have what looks like an opener on every line. */
const surveyOf = memoLast((text: string) => {
  let lastObject = -1;
  for (const { index, 0: found } of text.matchAll(new RegExp(HOLDS_OBJECT, 'gm'))) lastObject = index + found.length;
  /** Delimiters, and where the text starts in which no line holds them. */
  return { lastObject, missing: new Map<string, number>() };
});

/** The line that is the delimiter. Pages indent it with the text around it, terminals put a `>` before it. */
function lineOf(text: string, from: number, delimiter: string): { start: number; end: number } | undefined {
  for (let at = text.indexOf(delimiter, from); at !== -1; at = text.indexOf(delimiter, at + 1)) {
    const start = text.lastIndexOf('\n', at) + 1;
    const lineEnd = text.indexOf('\n', at);
    const end = lineEnd === -1 ? text.length : lineEnd;
    if (
      start >= from &&
      /^[>\s]*$/.test(text.slice(start, at)) &&
      text.slice(at + delimiter.length, end).trim() === ''
    ) {
      return { start, end: Math.min(end + 1, text.length) };
    }
  }
  return undefined;
}

/** What the shell does to the body before the command sees it, and the prompts of its lines. */
function shellEdits(text: string, { tabs, expands }: { tabs: boolean; expands: boolean }): readonly Edit[] {
  const edits: Edit[] = [];
  const prompted = text.split('\n').every((line) => line === '' || /^> ?/.test(line));
  const prefix = prompted ? /^> ?/gm : tabs ? /^\t+/gm : undefined;
  for (const { index, 0: found } of prefix === undefined ? [] : text.matchAll(prefix)) {
    edits.push({ start: index, end: index + found.length, text: '' });
  }
  if (expands) {
    for (const { index } of text.matchAll(/\\(?=[$`\\])/g)) edits.push({ start: index, end: index + 1, text: '' });
  }
  return edits.sort((a, b) => a.start - b.start);
}

const ECHO = /\becho +(?:-[en]+ +)?(['"])(?=\s*(?:apiVersion|kind|---|\{|$))/;

/** `echo '...' | kubectl apply -f -`. */
export function echoedText(copy: TextCopy, lineStart: number, line: string): Quoted | undefined {
  const echo = line.includes('echo') ? ECHO.exec(line) : null;
  if (echo === null) return undefined;
  const quote = echo[1] ?? "'";
  const start = copy.text.indexOf(quote, lineStart) + 1;
  const close = endOfEcho(copy.text, start, quote);
  if (start === 0 || close === undefined || !HOLDS_OBJECT.test(copy.text.slice(start, close))) return undefined;
  const end = copy.text.indexOf('\n', close);
  return { body: sliceOf(copy, start, close), end: end === -1 ? copy.text.length : end + 1, unclosed: undefined };
}

const PIPE = /^\s*\|\s*(?:sudo +)?(?:kubectl|calicoctl|oc)\b/;

/** The quote after which the text goes into a command; quotes in between belong to the text. */
function endOfEcho(text: string, start: number, quote: string): number | undefined {
  const limit = start + 100_000;
  for (let at = text.indexOf(quote, start); at !== -1 && at < limit; at = text.indexOf(quote, at + 1)) {
    if (PIPE.test(text.slice(at + 1, at + 60))) return at;
    // The next command starts: this text ended somewhere without a pipe.
    if (/\becho +$/.test(text.slice(Math.max(start, at - 10), at))) return undefined;
  }
  return undefined;
}

/** Lines that a page or a mail quotes with `>` amid others. No line of YAML starts so. */
export function quotedLines(copy: TextCopy, lineStart: number): Quoted | undefined {
  const { text } = copy;
  if (text.charAt(lineStart) !== '>') return undefined;
  let end = lineStart;
  while (text.charAt(end) === '>') {
    const next = text.indexOf('\n', end);
    end = next === -1 ? text.length : next + 1;
  }
  if (!HOLDS_OBJECT.test(text.slice(lineStart, end))) return undefined;
  const body = sliceOf(copy, lineStart, end);
  const marks = [...body.text.matchAll(/^> ?/gm)].map(({ index, 0: mark }) => ({
    start: index,
    end: index + mark.length,
    text: '',
  }));
  return { body: edited(body, marks), end, unclosed: undefined };
}
