/** Text that is no selector, split into what its parts were probably meant to be. */

export interface Pieces {
  /** In order, without blanks. */
  readonly list: readonly Piece[];
  /** All that stands between them. */
  readonly blanks: string;
}

export interface Piece {
  readonly kind: 'word' | 'string' | 'mark' | 'other';
  /** As written. */
  readonly text: string;
  /** The content of a string; a word with plain dashes; else as written. */
  readonly value: string;
  /** Blanks stand before it. */
  readonly spaced: boolean;
}

const single = `'\u2018\u2019\u201a\u201b\u2032`;
const double = `"\u201c-\u201f\u2033\u00ab\u00bb`;
const quote = `[${single}${double}]`;
const dash = '\u2010-\u2014\u2212';
const wordCharacter = `[\\w./\\-${dash}]`;

const blank = String.raw`(?<blank>[\s\u200b-\u200d\u2060\u00ad]+)`;
const word = `(?<word>${wordCharacter}+)`;
const mark = String.raw`(?<mark>===?|!=|<>|&&|\|\||[=!&|(){}[\],:])`;
/** Strings that close: straight ones as Calico reads them, others with a quote of their family. */
const closed = `'[^']*'|"[^"]*"|(?!')[${single}][^${single}]*[${single}]|(?!")[${double}][^${double}]*[${double}]`;
/** For quotes that do not pair up: word characters alone belong to a value, with what quotes touch them. */
const torn = `${quote}${wordCharacter}*${quote}?|${wordCharacter}+${quote}`;

const trusting = new RegExp(`${blank}|(?<string>${closed})|${word}|${mark}|.`, 'gsu');
const wary = new RegExp(`${blank}|(?<string>${torn})|${word}|${mark}|.`, 'gsu');
const oneQuote = new RegExp(`^${quote}$`, 'u');
const dashes = new RegExp(`[${dash}]`, 'gu');

/** Whether a text is a single quotation mark, straight or typographic. */
const isQuote = (text: string): boolean => oneQuote.test(text);

export function piecesOf(text: string): Pieces {
  const pieces = split(text, trusting);
  return pieces.list.some(({ kind, text }) => kind === 'other' && isQuote(text)) ? split(text, wary) : pieces;
}

function split(text: string, pattern: RegExp): Pieces {
  const list: Piece[] = [];
  let blanks = '';
  let spaced = false;
  for (const { 0: piece, groups = {} } of text.matchAll(pattern)) {
    if (groups['blank'] !== undefined) {
      blanks += piece;
    } else if (groups['string'] !== undefined) {
      list.push({ kind: 'string', text: piece, value: withoutQuotes(piece), spaced });
    } else if (groups['word'] !== undefined) {
      list.push({ kind: 'word', text: piece, value: piece.replaceAll(dashes, '-'), spaced });
    } else {
      list.push({ kind: groups['mark'] === undefined ? 'other' : 'mark', text: piece, value: piece, spaced });
    }
    spaced = groups['blank'] !== undefined;
  }
  return { list, blanks };
}

/** A text without the quotation mark at either end, if there is one. */
export function withoutQuotes(text: string): string {
  const start = isQuote(text.charAt(0)) ? 1 : 0;
  const end = text.length > start && isQuote(text.slice(-1)) ? text.length - 1 : text.length;
  return text.slice(start, end);
}

/** How the quotes of a string are: fit for Calico, straight but not a pair, or typographic. */
export function quotesOf({ text }: Piece): 'fine' | 'torn' | 'curly' {
  const [first, last] = [text.charAt(0), text.slice(-1)];
  if (text.length < 2 || !isQuote(first) || !isQuote(last)) return 'torn';
  const straight = `'"`;
  if (!straight.includes(first) || !straight.includes(last)) return 'curly';
  return first === last ? 'fine' : 'torn';
}
