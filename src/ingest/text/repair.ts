/**
 * Repairs of YAML that came through a word processor, a chat or a web page. Only where the damage is part of the
 * syntax, of a selector or of a single word: text that people read (annotations), comments and block scalars stay.
 * Source: input-formats 1.4.
 */
import type { SourceFile } from '../source-file';
import type { Report } from '../../model/diagnostic';
import { SUSPICIOUS, type Damage } from './characters';
import { quoteLine } from './quote-line';
import { repairLine, type LineEdit, type LineRole } from './repair-line';
import { edited, rangeIn, type Edit, type TextCopy } from './text-copy';
import { readYamlLine } from './yaml-line';

/** Nobody types or pastes longer lines with such characters; programs print them, and mean what they print. */
const LONGEST_LINE = 100_000;

/** The copy as its author meant it. Returned as it is when nothing in it looks damaged. */
export function repaired(copy: TextCopy, file: SourceFile, report: Report): TextCopy {
  if (!SUSPICIOUS.test(copy.text)) return copy;
  const edits: Edit[] = [];
  const found = new Map<Damage, Found>();
  for (const line of yamlLines(copy.text)) {
    if (line.text.length > LONGEST_LINE || !SUSPICIOUS.test(line.text)) continue;
    const changes = repairLine(line.text, line.role);
    if (changes.length === 0) continue;
    note(found, line, changes);
    for (const { start, end, text } of changes) {
      edits.push({ start: line.start + start, end: line.start + end, text });
    }
  }
  for (const [damage, what] of found) {
    const { severity, noun, because } = words[damage];
    const count = what.count === 1 ? `1 ${noun[0]}` : `${what.count} ${noun[1]}`;
    report({
      code: 'text/repaired',
      severity,
      message: `${count}, first in ${quoteLine(what.before)}.`,
      at: rangeIn(file.id, copy, what.start, what.start + what.before.length),
      hint: `Read as ${quoteLine(what.after)}. ${because}`,
    });
  }
  return edited(copy, edits);
}

interface Found {
  count: number;
  /** The first line that has it, before and after. */
  readonly start: number;
  readonly before: string;
  readonly after: string;
}

function note(found: Map<Damage, Found>, line: Line, changes: readonly LineEdit[]): void {
  for (const { damage } of changes) {
    const known = found.get(damage);
    if (known !== undefined) {
      known.count += 1;
    } else {
      const after = edited({ text: line.text, toOriginal: (at) => at }, changes).text;
      found.set(damage, { count: 1, start: line.start, before: line.text, after });
    }
  }
}

const words: Readonly<
  Record<
    Damage,
    { readonly severity: 'info' | 'warning'; readonly noun: readonly [string, string]; readonly because: string }
  >
> = {
  quotes: {
    severity: 'warning',
    noun: ['typographic quote', 'typographic quotes'],
    because: 'They come from web pages and word processors; the cluster would not take them for quotes.',
  },
  dashes: {
    severity: 'warning',
    noun: ['typographic dash', 'typographic dashes'],
    because: 'They come from web pages and word processors; the cluster would not take them for "-".',
  },
  spaces: {
    severity: 'warning',
    noun: ['space that YAML does not know (no-break or wide)', 'spaces that YAML does not know (no-break or wide)'],
    because: 'Read as they are, they would hide fields without an error.',
  },
  invisible: {
    severity: 'info',
    noun: ['invisible character', 'invisible characters'],
    because: 'They come from web pages and chats and are left out.',
  },
  'full-width': {
    severity: 'info',
    noun: ['full-width character', 'full-width characters'],
    because: 'They come from an input method for Chinese or Japanese.',
  },
  entities: {
    severity: 'info',
    noun: ['HTML entity', 'HTML entities'],
    because: 'They come from page source.',
  },
};

export interface Line {
  readonly start: number;
  readonly text: string;
  readonly role: LineRole;
}

const SELECTOR_KEY = /selector["'”’]?$/i;

/** The lines that are YAML: those of block scalars are left out, unless the scalar is a selector. */
export function* yamlLines(text: string): Generator<Line> {
  let open: { readonly indent: number; readonly selector: boolean; readonly block: boolean } | undefined;
  for (let start = 0, end = 0; start <= text.length; start = end + 1) {
    end = text.indexOf('\n', start);
    if (end === -1) end = text.length;
    const line = text.slice(start, end);
    const indent = line.search(/[^ \t\u00a0\u2007\u202f\u3000]/);
    if (indent === -1) continue;
    if (open !== undefined && indent > open.indent) {
      if (open.selector || !open.block) yield { start, text: line, role: open.selector ? 'selector' : 'yaml' };
      if (open.block || open.selector) continue;
    } else {
      yield { start, text: line, role: 'yaml' };
    }
    open = openedBy(line);
  }
}

/** What a line leaves open for deeper lines below: a block scalar, or a selector that goes on. */
function openedBy(line: string): { indent: number; selector: boolean; block: boolean } | undefined {
  if (!/[|>]|elector/.test(line)) return undefined;
  const { key, value, dashes, indent } = readYamlLine(line);
  const column = key?.start ?? dashes.at(-1) ?? indent;
  const text = line.slice(value.start, value.end);
  const selector = key !== undefined && text !== '' && SELECTOR_KEY.test(line.slice(key.start, key.end));
  const block = /^[|>][-+1-9]{0,2}$/.test(text);
  return selector || block ? { indent: column, selector, block } : undefined;
}
