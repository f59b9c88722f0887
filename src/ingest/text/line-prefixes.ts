/** What stands in front of every line: the quote marks of a mail, the line numbers of a viewer. */
import type { Edit } from './text-copy';

/** `> ` in front of four lines in five (input-formats 1.4); `undefined` when the text is not quoted. */
export function mailEdits(text: string): readonly Edit[] | undefined {
  if (!/^ ?>/m.test(text.slice(0, 20_000))) return undefined;
  const edits: Edit[] = [];
  let lines = 0;
  for (const { index, 0: line } of text.matchAll(/^.*\S.*$/gm)) {
    lines += 1;
    const mark = /^ ?> ?/.exec(line);
    if (mark !== null) edits.push({ start: index, end: index + mark[0].length, text: '' });
  }
  return edits.length >= 3 && edits.length >= 0.8 * lines ? edits : undefined;
}

interface Numbered {
  readonly start: number;
  /** Indentation and digits. */
  readonly width: number;
  readonly number: number;
  /** What follows the digits. */
  readonly rest: string;
}

/** Line numbers that rise by one on every line; `undefined` when there are none. */
export function gutterEdits(text: string): readonly Edit[] | undefined {
  const lines = numberedLines(text);
  if (lines === undefined) return undefined;
  const mark = /^(?:\t|: ?|\| ?)/;
  if (lines.every(({ rest }) => rest === '' || mark.test(rest))) {
    const separators = lines.flatMap(({ rest }) => mark.exec(rest)?.[0] ?? []);
    const separator = separators.every((found) => found.endsWith(' ')) ? separators[0] : separators[0]?.trimEnd();
    return lines
      .map(({ start, width }) => ({ start, end: start + width + (separator?.length || 1), text: '' }))
      .map(within(text));
  }
  if (!lines.every(({ rest }) => rest === '' || rest.startsWith(' '))) return undefined;
  const widest = Math.max(...lines.slice(-1).map(({ width }) => width));
  const padded = lines.every(({ width, rest }) => rest === '' || rest.slice(0, widest - width + 1).trim() === '');
  return lines
    .map(({ start, width }) => ({ start, end: start + (padded ? widest : width) + 1, text: '' }))
    .map(within(text));
}

/** An edit that does not reach into the next line. */
const within =
  (text: string) =>
  ({ start, end }: Edit): Edit => {
    const lineEnd = text.indexOf('\n', start);
    return { start, end: Math.min(end, lineEnd === -1 ? text.length : lineEnd), text: '' };
  };

function numberedLines(text: string): readonly Numbered[] | undefined {
  if (!/^\s*\d/.test(text.slice(0, 200))) return undefined;
  const lines: Numbered[] = [];
  for (const { index, 0: line } of text.matchAll(/^.*$/gm)) {
    if (line === '' && index === text.length) break;
    const digits = /^ *(\d{1,7})(?!\d)/.exec(line);
    if (digits === null) return undefined;
    const number = Number(digits[1]);
    const before = lines.at(-1);
    if (before !== undefined && number !== before.number + 1) return undefined;
    lines.push({ start: index, width: digits[0].length, number, rest: line.slice(digits[0].length) });
  }
  return lines.length >= 3 ? lines : undefined;
}
