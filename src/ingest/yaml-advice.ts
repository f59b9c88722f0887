/**
 * What is probably wrong with a document that is not YAML. A parser names the place where it gave up, in words about
 * tokens; this looks at the author's line, and at those above it, for the mistakes people make. Source: input-formats
 * 1.3, 9.4.
 */
import { lineAround } from './text/quote-line';
import { readYamlLine, type YamlLine } from './text/yaml-line';

export interface Advice {
  /** The line to look at, which is not always where the parser gave up. Offsets in the text. */
  readonly start: number;
  readonly end: number;
  readonly hint: string;
}

/** The likely mistake in `text`, of which the parser could make nothing from `offset` on. */
export function adviceFor(text: string, offset: number): Advice {
  const lines = linesUpTo(text, offset);
  for (const line of lines.slice(0, LOOK_BACK)) {
    const hint = mistakeIn(line.text);
    if (hint !== undefined) return { start: line.start, end: line.end, hint };
  }
  const odd = lines.slice(0, LOOK_BACK).find(({ text: line }) => isNeither(line));
  if (odd !== undefined) return { start: odd.start, end: odd.end, hint: neitherHint(odd.text) };
  const [last, before] = lines;
  if (last === undefined) return { start: 0, end: 0, hint: OTHERWISE };
  return { start: last.start, end: last.end, hint: misplaced(last.text, before?.text) ?? OTHERWISE };
}

/** The parser notices a mistake at most this many lines late, but for quotes and brackets that are never closed. */
const LOOK_BACK = 3;

const OTHERWISE = 'Compare its indentation and punctuation with the lines above.';

interface Line {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** Lines with content, the one of the offset first and then upwards; a line that opens a quote comes before all. */
function linesUpTo(text: string, offset: number): readonly Line[] {
  const lines: Line[] = [];
  let at = Math.min(offset, text.length);
  while (at >= 0 && lines.length < LOOK_BACK + 1) {
    const { start, end } = lineAround(text, at);
    const line = text.slice(start, end);
    if (line.trim() !== '' && !line.trimStart().startsWith('#')) lines.push({ start, end, text: line });
    at = start - 1;
  }
  const open = offset >= text.trimEnd().length ? openLine(text) : undefined;
  return open === undefined ? lines : [open, ...lines];
}

/** The last line whose value opens a quote or a bracket that it does not close. */
function openLine(text: string): Line | undefined {
  for (let end = text.length, tries = 0; end > 0 && tries < 2000; tries += 1) {
    const start = text.lastIndexOf('\n', end - 1) + 1;
    const line = text.slice(start, end);
    if (line.length < 2000 && unclosedIn(line) !== undefined) return { start, end, text: line };
    end = start - 1;
  }
  return undefined;
}

const mistakes: readonly ((line: string, parts: YamlLine) => string | undefined)[] = [
  (line) =>
    line.includes('{{')
      ? 'This is an unrendered template: run helm template NAME CHART -f values.yaml and load what it prints.'
      : undefined,
  (line) => (/^ *\t/.test(line) ? 'Indent with spaces: YAML does not allow tabs there.' : undefined),
  (line) => unclosedIn(line),
  nestedQuotes,
  reservedStart,
  (line, { key, value, form }) =>
    key !== undefined && form === 'plain' && /: /.test(line.slice(value.start, value.end))
      ? 'Quote the whole value: a ": " inside it starts another key.'
      : undefined,
  (line, { key, value }) =>
    key === undefined && /^[A-Za-z][\w.-]*:["'[{\w]/.test(line.slice(value.start, value.end))
      ? 'Put a space after the colon.'
      : undefined,
];

function mistakeIn(line: string): string | undefined {
  if (line.length > 2000) return undefined;
  const parts = readYamlLine(line);
  for (const mistake of mistakes) {
    const hint = mistake(line, parts);
    if (hint !== undefined) return hint;
  }
  return undefined;
}

/** `selector: 'app == 'web''`: the inner quote ends the text. */
function nestedQuotes(line: string, { value }: YamlLine): string | undefined {
  const quote = line.charAt(value.start);
  if (quote !== "'" && quote !== '"') return undefined;
  const end = endOfQuoted(line, value.start);
  if (end === undefined || /^\s*(?:#.*)?$|^\s*[:,\]}]/.test(line.slice(end + 1))) return undefined;
  return quote === "'"
    ? 'Single quotes inside single quotes end the text: double them, or put double quotes outside.'
    : 'Double quotes inside double quotes end the text: use single quotes inside.';
}

function endOfQuoted(line: string, start: number): number | undefined {
  const quote = line.charAt(start);
  for (let at = start + 1; at < line.length; at += 1) {
    if (quote === '"' && line.charAt(at) === '\\') at += 1;
    else if (line.charAt(at) === quote) {
      if (quote === '"' || line.charAt(at + 1) !== "'") return at;
      at += 1;
    }
  }
  return undefined;
}

function reservedStart(line: string, { key, dashes, value }: YamlLine): string | undefined {
  const first = line.charAt(value.start);
  if (key === undefined && dashes.length === 0) return undefined;
  if (first === '' || !'*&!%@`,]}'.includes(first)) return undefined;
  return `Quote the value: a text cannot start with "${first}" in YAML.`;
}

function unclosedIn(line: string): string | undefined {
  const { value } = readYamlLine(line);
  const first = line.charAt(value.start);
  if (first === '"' || first === "'") {
    return endOfQuoted(line, value.start) === undefined ? `Close the ${first} that opens here.` : undefined;
  }
  if (first !== '[' && first !== '{') return undefined;
  const close = first === '[' ? ']' : '}';
  return line.includes(close, value.start) ? undefined : `Close the "${first}" that opens here with "${close}".`;
}

/** A line that is no field and no entry: words that got in, or a key without its colon. */
function isNeither(line: string): boolean {
  const { key, dashes, value, form } = readYamlLine(line);
  return key === undefined && dashes.length === 0 && form === 'plain' && /^\w/.test(line.slice(value.start, value.end));
}

const neitherHint = (line: string): string =>
  line.trim().includes(' ')
    ? 'It is neither "key: value" nor "- entry": a comment starts with "#".'
    : 'A colon is missing after the key, or the line does not belong here.';

/** Nothing wrong inside the line: then with where it stands. */
function misplaced(line: string, before: string | undefined): string | undefined {
  if (before === undefined) return undefined;
  const { indent } = readYamlLine(line);
  const above = readYamlLine(before);
  const column = above.key?.start ?? above.indent;
  if (above.key !== undefined && above.value.end > above.value.start && indent > column) {
    return 'The line above has a value already, so nothing may stand under it.';
  }
  return indent === column || indent === above.indent
    ? undefined
    : `It is indented by ${indent} and the line above by ${above.indent}: fields of one object start in one column.`;
}
