/**
 * What a terminal, a mail or a web page puts around a whole text: colours, quote marks, line numbers, a diff's
 * signs, page source. Taken off before anything is recognised. Source: input-formats 1.4, 1.5, 9.3.
 */
import type { Report } from '../../model/diagnostic';
import { commandFailureOf, hasCommandNoise, isCommandNoise } from '../command-output';
import type { SourceFile } from '../source-file';
import { entities } from './characters';
import { quoteLine } from './quote-line';
import { edited, rangeIn, type Edit, type TextCopy } from './text-copy';
import { gutterEdits, mailEdits } from './line-prefixes';

export function unwrapped(copy: TextCopy, file: SourceFile, report: Report): TextCopy {
  let text = copy;
  for (const step of steps) text = step(text, file, report);
  return text;
}

type Step = (copy: TextCopy, file: SourceFile, report: Report) => TextCopy;

const steps: readonly Step[] = [
  withoutColours,
  fromPageSource,
  withoutMarks,
  withoutQuoting,
  fromDiff,
  withoutNoise,
  withoutNotes,
];

function cut(copy: TextCopy, pattern: RegExp): TextCopy {
  const edits: Edit[] = [];
  for (const match of copy.text.matchAll(pattern)) {
    edits.push({ start: match.index, end: match.index + match[0].length, text: '' });
  }
  return edited(copy, edits);
}

/** Written with `\u001b`: a control character does not belong into source. */
const COLOUR = new RegExp(String.raw`\u001b(?:\[[0-9;?]{0,20}[A-Za-z]|\][^\u0007\n]{0,200}\u0007)`, 'g');

function withoutColours(copy: TextCopy): TextCopy {
  return copy.text.includes('\u001b') ? cut(copy, COLOUR) : copy;
}

const PAGE = /^\s*<(?:!doctype html|html)\b/i;

/** Of a page what stands in `<pre>`; and text that was copied from page source. */
function fromPageSource(copy: TextCopy): TextCopy {
  if (!PAGE.test(copy.text.slice(0, 400))) {
    const encoded = /^(?:&nbsp;)+/m.test(copy.text) || /^\s*[[{]\s*&quot;/.test(copy.text.slice(0, 400));
    return encoded ? decoded(copy) : copy;
  }
  const edits: Edit[] = [];
  let end = 0;
  for (const match of copy.text.matchAll(/<pre\b[^<>]{0,500}>/gi)) {
    if (match.index < end) continue;
    const start = match.index + match[0].length;
    edits.push({ start: end, end: start, text: '\n' });
    const close = copy.text.indexOf('</pre', start);
    end = close === -1 ? copy.text.length : close;
  }
  if (edits.length === 0) return copy;
  const inside = edited(copy, [...edits, { start: end, end: copy.text.length, text: '\n' }]);
  return decoded(cut(inside, /<\/?[a-z][^<>]*>/gi));
}

function decoded(copy: TextCopy): TextCopy {
  const edits: Edit[] = [];
  for (const match of copy.text.matchAll(/&(?:[a-z]{2,4}|#\d\d);/g)) {
    const text = entities.get(match[0]);
    if (text !== undefined) edits.push({ start: match.index, end: match.index + match[0].length, text });
  }
  return edited(copy, edits);
}

const DASH_LINE = /^[-–—−‐‑－]{1,40}[ \t\u00a0]*$/gm;

/** A lone short dash is an empty list entry; two, or a long one, are what became of `---`. */
const isSeparator = (line: string) => /[^-\s]/.test(line) && (/[—－]/.test(line) || line.trim().length > 1);

/** Byte order marks of files that were joined, and separators that a word processor made dashes of. */
function withoutMarks(copy: TextCopy, file: SourceFile, report: Report): TextCopy {
  const bare = copy.text.includes('\ufeff') ? cut(copy, /^\ufeff+/gm) : copy;
  if (!/[–—−‐‑－]/.test(bare.text)) return bare;
  const edits: Edit[] = [];
  for (const { index, 0: line } of bare.text.matchAll(DASH_LINE)) {
    if (!isSeparator(line)) continue;
    if (edits.length === 0) {
      report({
        code: 'text/repaired',
        severity: 'info',
        message: `A line of typographic dashes, ${quoteLine(line)}, stands between documents.`,
        at: rangeIn(file.id, bare, index, index + line.length),
        hint: 'Read as "---". So were all lines of this kind.',
      });
    }
    edits.push({ start: index, end: index + line.length, text: '---' });
  }
  return edited(bare, edits);
}

function withoutQuoting(copy: TextCopy): TextCopy {
  let bare = copy;
  for (let level = 0; level < 5; level += 1) {
    const edits = mailEdits(bare.text);
    if (edits === undefined) break;
    bare = edited(bare, edits);
  }
  const gutter = gutterEdits(bare.text);
  return gutter === undefined ? bare : edited(bare, gutter);
}

const HUNK = /^@@ -\d+(?:,\d+)? \+\d+(?:,\d+)? @@.*$/m;

/** A unified diff reads as the text after the change. */
function fromDiff(copy: TextCopy, file: SourceFile, report: Report): TextCopy {
  const hunk = HUNK.exec(copy.text);
  if (hunk === null) return copy;
  const edits: Edit[] = [];
  for (const { index, 0: line } of copy.text.matchAll(/^.*$/gm)) {
    const gone = /^(?:diff |index |---(?: |$)|\+\+\+ |-|@@ |\\ No newline)/.test(line);
    if (gone) edits.push({ start: index, end: index + line.length, text: '' });
    else if (/^[+ ]/.test(line)) edits.push({ start: index, end: index + 1, text: '' });
  }
  report({
    code: 'text/repaired',
    severity: 'warning',
    message: 'This is a diff: it shows parts of objects before and after a change.',
    at: rangeIn(file.id, copy, hunk.index, hunk.index + hunk[0].length),
    hint: 'Read as after the change. Lines that the diff leaves out are missing; load the whole objects to be sure.',
  });
  return edited(copy, edits);
}

function withoutNoise(copy: TextCopy, file: SourceFile, report: Report): TextCopy {
  if (!hasCommandNoise(copy.text)) return copy;
  const edits: Edit[] = [];
  for (const { index, 0: line } of copy.text.matchAll(/^[WEIUD].*$/gm)) {
    if (!isCommandNoise(line)) continue;
    const at = rangeIn(file.id, copy, index, index + line.length);
    const failure = commandFailureOf(line);
    if (failure !== undefined) report({ code: 'file/command-failed', ...failure, at });
    else if (edits.length === 0) {
      report({
        code: 'text/repaired',
        severity: 'info',
        message: `What a command printed beside its answer is mixed in: ${quoteLine(line)}.`,
        at,
        hint: 'Such lines were left out. Redirect with > and without 2>&1.',
      });
    }
    edits.push({ start: index, end: index + line.length, text: '' });
  }
  return edited(copy, edits);
}

/** `helm get all` and `helm install --dry-run`: what follows NOTES is prose that may show examples. */
function withoutNotes(copy: TextCopy): TextCopy {
  const notes = /^MANIFEST:$/m.test(copy.text) ? /^NOTES:$/m.exec(copy.text) : null;
  return notes === null ? copy : edited(copy, [{ start: notes.index, end: copy.text.length, text: '' }]);
}
