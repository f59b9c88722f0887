/**
 * Where YAML stands amid prose: from a line that says which object it is, to where its layout ends. Prose below it
 * comes after an empty line, or cannot be YAML at all. A line in the middle that is broken stays inside, so that the
 * object is reported and not cut short in silence.
 */
import { plainLine, isBlank } from './characters';
import { afterLine } from './regions';
import type { Span } from './yaml-line';

/** A line that says `apiVersion` or `kind`. */
const ANCHOR = /^\s*(?:- )?["']?(?:apiVersion|kind)["']?\s*:\s*["']?[A-Za-z]/;
/** A whole object in one line, behind a comment or other words. */
const ANCHOR_INSIDE =
  /(?:^|\s)(?=apiVersion: +[^\s,]+ +kind: +[^\s,]+ +\w+:|kind: +[^\s,]+ +apiVersion: +[^\s,]+ +\w+:)/;

/** Fields that stand at the top of Kubernetes objects. */
const ROOT =
  /^(?:apiVersion|kind|metadata|spec|status|data|binaryData|stringData|immutable|type|items|objects|parameters|rules|roleRef|subjects|webhooks|secrets|imagePullSecrets|automountServiceAccountToken|subsets|endpoints|ports|addressType|provisioner|object|value|template)$/;

/** Those of them that no object starts with. */
const PART = /^["']?(?:metadata|spec|status|items)["']?\s*:/;

const KEY = /^["']?([A-Za-z][\w./-]*)["']?\s*:(?:\s|$)/;
const LIKE_YAML = /^(?:- )*(?:["']?[\w./-]+["']?\s*:(?:\s|$)|-(?:\s|$)|[\]}])/;
const ITEM = /^-(?:\s*$|\s+(?:["']?[\w./-]+["']?\s*:(?:\s|$)|[[{"'!&*]|[!-~]+\s*(?:#.*)?$))/;

/** Where the YAML that a line takes part in starts: at the line, at fields right above it, or inside the line. */
export function runStartAt(text: string, lineStart: number, above: number | undefined): number | undefined {
  const end = afterLine(text, lineStart);
  const raw = text.slice(lineStart, Math.min(end, lineStart + 4000));
  const line = plainLine(raw);
  const inside = ANCHOR_INSIDE.exec(raw);
  if (inside !== null) return lineStart + inside.index + inside[0].length;
  return ANCHOR.test(line) ? (above ?? lineStart) : undefined;
}

/** Whether a line may be the first of an object although it does not say which. */
export const isRootLine = (line: string): boolean => ROOT.test(KEY.exec(plainLine(line).trimStart())?.[1] ?? '');

/** One past the last line of the YAML that starts at `start`. */
export function runEndAt(text: string, start: number): number {
  const first = lineAt(text, start);
  if (start > 0 && text.charAt(start - 1) !== '\n') return first.next;
  const second = lineAt(text, first.next);
  // Copied from the middle of a line: then the second one tells the column.
  const root = isRootLine(second.text) && second.indent !== first.indent ? second.indent : first.indent;
  const seen = new Set<string>([KEY.exec(first.text)?.[1] ?? '']);
  let end = first.next;
  let gap = false;
  let block: number | undefined = blockIndent(first);
  for (let line = second; line.start < text.length; line = lineAt(text, line.next)) {
    if (line.text === '') {
      gap ||= block === undefined;
      continue;
    }
    if (block !== undefined && line.indent > block) {
      end = line.next;
      continue;
    }
    if (line.text.startsWith('#')) continue;
    if (!belongs(text, line, { root, seen, gap })) break;
    end = line.next;
    gap = false;
    block = blockIndent(line);
  }
  return end;
}

/**
 * The line that breaks off an object in its middle: right below its last line stands something else, and right below
 * that go fields that are indented deeper than the object. `undefined` when the object is over. Offsets count in
 * `after`, the text that follows it.
 */
export function interruptionIn(after: string, root: number): Span | undefined {
  const first = lineAt(after, 0);
  for (let line = first, tries = 0; line.text !== '' && tries < 4; line = lineAt(after, line.next), tries += 1) {
    if (ANCHOR.test(line.text) || line.start >= after.length) return undefined;
    const goesOn = line.indent > root ? LIKE_YAML.test(line.text) : line.indent === root && PART.test(line.text);
    if (goesOn) return line === first ? undefined : { start: 0, end: first.next - 1 };
  }
  return undefined;
}

/** Whether a document starts with fields of an object that stands above its marker. */
export function startsInside(document: string): boolean {
  const line = lineAt(document, document.startsWith('---') ? afterLine(document, 0) : 0);
  if (ANCHOR.test(line.text)) return false;
  if (PART.test(line.text)) return !document.split('\n').some((other) => ANCHOR.test(other));
  return line.indent > 0 && LIKE_YAML.test(line.text);
}

/** The column in which the object starts whose first line stands at `start`. */
export const rootColumnAt = (text: string, start: number): number => lineAt(text, start).indent;

interface Line {
  readonly start: number;
  /** Start of the line below. */
  readonly next: number;
  readonly indent: number;
  /** As it was meant, trimmed; only the start of a very long line. */
  readonly text: string;
}

function lineAt(text: string, start: number): Line {
  const next = afterLine(text, start);
  const raw = text.slice(start, Math.min(next, start + 4000));
  let indent = 0;
  while (isBlank(raw.charAt(indent))) indent += 1;
  return {
    start,
    next,
    indent: indent - (raw.slice(0, indent).match(/[\u200b-\u200d\u2060\ufeff]/g)?.length ?? 0),
    text: plainLine(raw).trim(),
  };
}

/** The column that content of a block scalar must pass, when the line opens one. */
function blockIndent({ text, indent }: Line): number | undefined {
  if (!/(?:^|[:\s-])[|>][-+1-9]{0,2}(?:\s+#.*)?$/.test(text)) return undefined;
  const dashes = /^(?:- +)*/.exec(text)?.[0].length ?? 0;
  return indent + (KEY.test(text.slice(dashes)) ? dashes : Math.max(0, dashes - 2));
}

interface Run {
  readonly root: number;
  readonly seen: Set<string>;
  /** An empty line stands above. */
  readonly gap: boolean;
}

function belongs(text: string, line: Line, { root, seen, gap }: Run): boolean {
  if (/^(?:---|\.\.\.)(?:\s|$)/.test(line.text) && line.indent === 0) return false;
  if (line.indent > root) return !gap || LIKE_YAML.test(line.text);
  if (line.indent < root) return false;
  const key = KEY.exec(line.text)?.[1];
  if (key !== undefined) {
    const again = (key === 'apiVersion' || key === 'kind') && seen.has(key);
    if (again && (seen.has('metadata') || seen.has('spec') || seen.has('items'))) return false;
    if (gap && !ROOT.test(key)) return false;
    seen.add(key);
    return true;
  }
  if (line.text.startsWith('-')) return ITEM.test(line.text);
  if (/^[\]}]/.test(line.text)) return true;
  return !gap && goesOnBelow(lineAt(text, line.next), root);
}

/** Deeper YAML, or another field of the object, right below a line that is neither. */
const goesOnBelow = (line: Line, root: number): boolean =>
  (line.indent > root && LIKE_YAML.test(line.text)) ||
  (line.indent === root && !ANCHOR.test(line.text) && isRootLine(line.text));
