import { entities, isBlank, plainLine, quoteFamilyOf, repairOf, type Damage } from './characters';
import type { Edit } from './text-copy';
import { closingQuote, readYamlLine, type Span, type YamlLine } from './yaml-line';

/** `selector`: the line is text of a selector that started on a line above. */
export type LineRole = 'yaml' | 'selector';

/** An edit of one line, and what it heals. */
export interface LineEdit extends Edit {
  readonly damage: Damage;
}

/** How far a repair goes: through everything, or only through what is one word. */
type Text = 'selector' | 'word' | 'prose';

/** The edits that make one line what its author typed, sorted. */
export function repairLine(line: string, role: LineRole): readonly LineEdit[] {
  const edits: LineEdit[] = [];
  if (role === 'selector') {
    healAll(edits, line, { start: 0, end: line.length });
    return edits;
  }
  const parts = readYamlLine(line);
  const { key, colon, value } = parts;
  healAll(edits, line, { start: 0, end: key?.start ?? value.start });
  if (key !== undefined && colon !== undefined) {
    healAll(edits, line, key);
    healColon(edits, line, colon);
    healAll(edits, line, { start: colon + 1, end: value.start });
  }
  healValue(edits, line, parts);
  healAll(edits, line, { start: value.end, end: parts.comment });
  return edits;
}

function healValue(edits: LineEdit[], line: string, { key, value, form }: YamlLine): void {
  const isSelector = key !== undefined && /selector["'”’]?$/i.test(line.slice(key.start, key.end));
  const text = line.slice(value.start, value.end);
  if (form === 'flow') healFlow(edits, line, value);
  else if (form === 'quoted') healQuoted(edits, line, value, isSelector ? 'selector' : textOf(text.slice(1, -1)));
  else if (isSelector || textOf(text) === 'word' || /^&(?:quot|#39|#34|apos);/.test(text)) healAll(edits, line, value);
}

/** One word of ASCII once healed is a name, a label, an address: nothing in it is meant for readers only. */
const textOf = (text: string): Text => (/^[!-~]*$/.test(plainLine(text)) ? 'word' : 'prose');

/**
 * A scalar in quotes of any kind. Inside it, quotes of the kind around it become those of the other kind: selectors
 * take both alike.
 */
function healQuoted(edits: LineEdit[], line: string, { start, end }: Span, text: Text): void {
  const typographic = repairOf(line.charAt(start)) !== undefined || repairOf(line.charAt(end - 1)) !== undefined;
  const content = line.slice(start + 1, end - 1);
  let quote = quoteFamilyOf(line.charAt(start)) === 'double' ? '"' : "'";
  if (typographic && text !== 'selector' && content.includes(quote)) quote = otherQuote(quote);
  if (typographic && text !== 'selector' && content.includes(quote)) return;
  if (typographic) edits.push({ start, end: start + 1, text: quote, damage: 'quotes' });
  if (text !== 'prose') healInside(edits, line, { start: start + 1, end: end - 1 }, typographic ? quote : undefined);
  if (typographic) edits.push({ start: end - 1, end, text: quote, damage: 'quotes' });
}

const otherQuote = (quote: string) => (quote === '"' ? "'" : '"');

/** What stands between quotes: none of their kind may be left, not even in ASCII where they were not ASCII before. */
function healInside(edits: LineEdit[], line: string, { start, end }: Span, renewed: string | undefined): void {
  const quote = renewed ?? line.charAt(start - 1);
  for (let at = start; at < end;) {
    const character = line.charAt(at);
    const typographic = repairOf(character)?.damage === 'quotes';
    if (typographic || character === renewed) {
      edits.push({ start: at, end: at + 1, text: otherQuote(quote), damage: 'quotes' });
      at += 1;
    } else {
      at = healOne(edits, line, at);
    }
  }
}

/** `[...]` and `{...}`: their punctuation, and the quotes around their scalars. */
function healFlow(edits: LineEdit[], line: string, { start, end }: Span): void {
  const unclosed = new Set<string>();
  for (let at = start; at < end;) {
    const family = quoteFamilyOf(line.charAt(at));
    const opens = family !== undefined && !unclosed.has(family) && startsToken(line, at, start);
    const close = opens ? closingQuote(line, at, ',]}:，') : undefined;
    if (close === undefined || close >= end) {
      if (opens) unclosed.add(family);
      at = healOne(edits, line, at);
      continue;
    }
    const ascii = repairOf(line.charAt(at)) === undefined && repairOf(line.charAt(close)) === undefined;
    if (!ascii || /selector["']?\s*:\s*$/i.test(line.slice(Math.max(start, at - 40), at))) {
      healQuoted(edits, line, { start: at, end: close + 1 }, 'selector');
    }
    at = close + 1;
  }
}

/** Whether a scalar may start at an offset: after a bracket, a comma, a colon. */
function startsToken(line: string, at: number, start: number): boolean {
  let before = at - 1;
  while (before > start && isBlank(line.charAt(before))) before -= 1;
  return '[{,:，：'.includes(line.charAt(before) || ' ');
}

/** A colon after a key; YAML wants white space behind it. */
function healColon(edits: LineEdit[], line: string, at: number): void {
  const wide = repairOf(line.charAt(at));
  if (wide === undefined) return;
  const glued = at + 1 < line.length && !isBlank(line.charAt(at + 1));
  edits.push({ start: at, end: at + 1, text: glued ? ': ' : ':', damage: wide.damage });
}

function healAll(edits: LineEdit[], line: string, { start, end }: Span): void {
  for (let at = start; at < end;) at = healOne(edits, line, at);
}

/** Heals what stands at an offset; returns where the next character stands. */
function healOne(edits: LineEdit[], line: string, at: number): number {
  if (line.charAt(at) === '&') {
    const end = line.slice(at, at + 6).indexOf(';') + at + 1;
    const text = entities.get(line.slice(at, end));
    if (text !== undefined) {
      edits.push({ start: at, end, text, damage: 'entities' });
      return end;
    }
  }
  const repair = repairOf(line.charAt(at));
  if (repair !== undefined) edits.push({ start: at, end: at + 1, text: repair.ascii, damage: repair.damage });
  return at + 1;
}
