import { piecesOf, quotesOf, withoutQuotes, type Piece } from './pieces';
import { operatorOf } from './loose-operator';
import { quoted } from './print';
import { doubts, slips, type Doubt, type Slip } from './slips';

export interface Repair {
  /** `undefined` when nothing about the text is a slip known here. */
  readonly hint: string | undefined;
  /** The text as it was probably meant, in single blanks. Whether it parses is for the caller to see. */
  readonly fixed: string | undefined;
}

interface Walk {
  readonly pieces: readonly Piece[];
  at: number;
  depth: number;
  readonly out: string[];
  readonly slips: Set<Slip>;
  /** The first ends the walk. */
  doubt: Doubt | undefined;
}

/** Longer texts are nothing that somebody typed. */
const longest = 8192;

/** Says what is wrong with a text that does not parse and how it was probably meant; knows the usual slips only. */
export function repairSelector(text: string): Repair {
  if (text.length > longest) return { hint: undefined, fixed: undefined };
  const direct = repairAs(text);
  const inner = withoutQuotes(text.trim());
  if (direct.fixed !== undefined || inner.length + 2 !== text.trim().length) return direct;
  const unwrapped = repairAs(inner, 'whole');
  return unwrapped.fixed === undefined ? direct : unwrapped;
}

function repairAs(text: string, ...known: readonly Slip[]): Repair {
  const { list, blanks } = piecesOf(text);
  const walk: Walk = { pieces: list, at: 0, depth: 0, out: [], slips: new Set(known), doubt: undefined };
  if (/[^ \t]/.test(blanks)) walk.slips.add('blank');
  if (list.some((piece) => piece.kind === 'word' && piece.value !== piece.text)) walk.slips.add('dash');
  walkTerms(walk);
  if (walk.doubt !== undefined) return { hint: doubts[walk.doubt], fixed: undefined };
  if (walk.slips.size === 0) return { hint: undefined, fixed: undefined };
  return { hint: Array.from(walk.slips, (slip) => slips[slip]).join(' '), fixed: joined(walk.out) };
}

/** Single blanks between the tokens, none inside parentheses nor behind `!`. */
function joined(tokens: readonly string[]): string {
  let text = '';
  let glued = true;
  for (const token of tokens) {
    text += glued || token === ')' ? token : ` ${token}`;
    glued = token === '(' || token === '!';
  }
  return text;
}

function walkTerms(walk: Walk): void {
  if (walk.pieces.length === 0) walk.out.push('all()');
  else walkTerm(walk);
  walkClosers(walk);
  while (walk.doubt === undefined && walk.at < walk.pieces.length) {
    walkJoiner(walk);
    walkTerm(walk);
    walkClosers(walk);
  }
  if (walk.doubt === undefined && walk.depth > 0) unpaired(walk);
}

function walkTerm(walk: Walk): void {
  walkOpeners(walk);
  const piece = peek(walk);
  const name = piece?.kind === 'word' ? piece.value.toLowerCase() : '';
  const called = peek(walk, 1)?.text === '(' || operatorAt(walk, 1) === undefined;
  if (name === 'has' && called && endsTerm(peek(walk, 1))) doubtful(walk, 'has');
  else if (name === 'has' && called) walkHas(walk);
  else if ((name === 'all' || name === 'global') && called) walkConstant(walk, name);
  else walkComparison(walk);
}

function walkOpeners(walk: Walk): void {
  for (;;) {
    const piece = peek(walk);
    if (piece?.text === '!') walk.out.push('!');
    else if (piece?.text === '(') {
      walk.out.push('(');
      walk.depth += 1;
    } else if (isWord(piece, 'not') && operatorAt(walk, 1) === undefined && !endsTerm(peek(walk, 1))) {
      slipped(walk, 'negation', '!');
    } else return;
    walk.at += 1;
  }
}

/** `has(a)`, `has a`, and `has(a, b)` as has(a) and has(b), each under the same run of `!`. */
function walkHas(walk: Walk): void {
  const word = take(walk);
  const open = accept(walk, '(');
  if (open === undefined) walk.slips.add('has');
  else if (word?.value !== 'has' || open.spaced) walk.slips.add('call');
  const keys: string[] = [];
  for (let more = true; more; more = open !== undefined && accept(walk, ',') !== undefined) {
    const key = takeLabel(walk);
    if (key === undefined) return doubtful(walk, 'has');
    keys.push(key);
  }
  if (open !== undefined && accept(walk, ')') === undefined) {
    if (!endsTerm(peek(walk))) return doubtful(walk, 'has');
    walk.slips.add('parentheses');
  }
  if (keys.length > 1) walk.slips.add('list');
  const negation = walk.out.slice(walk.out.findLastIndex((token) => token !== '!') + 1);
  walk.out.push(...keys.flatMap((key, i) => (i === 0 ? [`has(${key})`] : ['&&', ...negation, `has(${key})`])));
}

function walkConstant(walk: Walk, name: 'all' | 'global'): void {
  const word = take(walk);
  const open = accept(walk, '(');
  if (word?.value !== name || open === undefined || open.spaced) walk.slips.add('call');
  if (open !== undefined && accept(walk, ')') === undefined) {
    if (!endsTerm(peek(walk))) return doubtful(walk, 'constant');
    walk.slips.add('parentheses');
  }
  walk.out.push(`${name}()`);
}

function walkComparison(walk: Walk): void {
  const label = takeLabel(walk);
  if (label === undefined) return doubtful(walk, 'term');
  const found = operatorAt(walk, 0);
  if (found === undefined) return walkBareLabel(walk, label);
  walk.at += found.length;
  if (found.slip !== undefined) walk.slips.add(found.slip);
  walk.out.push(label, found.operator);
  if (found.operator === 'in' || found.operator === 'not in') walkSet(walk);
  else walkValue(walk);
}

/** A label alone asks for its presence in kubectl: behind `!`, or in a list with commas. Elsewhere it may be a value. */
function walkBareLabel(walk: Walk, label: string): void {
  const listed = walk.slips.has('comma') || peek(walk)?.text === ',';
  if (!endsTerm(peek(walk)) || (!listed && walk.out.at(-1) !== '!')) return doubtful(walk, 'operator');
  slipped(walk, 'has', `has(${label})`);
}

function walkValue(walk: Walk): void {
  const value = takeValue(walk);
  if (value === undefined) doubtful(walk, 'value');
  else walk.out.push(value);
}

/** A set in any brackets or in none, with or without its commas and its end. */
function walkSet(walk: Walk): void {
  const open = accept(walk, '{', '[', '(');
  const values: string[] = [];
  let separated = true;
  for (let value = takeValue(walk); value !== undefined; value = takeValue(walk)) {
    if (!separated) walk.slips.add('set');
    values.push(value);
    separated = accept(walk, ',') !== undefined;
    if (open === undefined && !separated) break;
  }
  const close = open === undefined ? undefined : accept(walk, '}', ']', ')');
  const ended = close !== undefined || (values.length > 0 && (separated || endsTerm(peek(walk))));
  if (!ended) return doubtful(walk, 'values');
  if (open?.text !== '{' || close?.text !== '}') walk.slips.add('set');
  walk.out.push(`{${values.join(', ')}}`);
}

function walkClosers(walk: Walk): void {
  while (walk.doubt === undefined && accept(walk, ')') !== undefined) {
    walk.depth -= 1;
    if (walk.depth >= 0) walk.out.push(')');
    else if (walk.pieces.slice(walk.at).every(({ text }) => text === ')')) unpaired(walk);
    else doubtful(walk, 'parentheses');
  }
}

function walkJoiner(walk: Walk): void {
  const piece = take(walk);
  if (piece?.text === '&&' || piece?.text === '||') walk.out.push(piece.text);
  else if (piece?.text === '&' || isWord(piece, 'and')) slipped(walk, 'joiner', '&&');
  else if (piece?.text === '|' || isWord(piece, 'or')) slipped(walk, 'joiner', '||');
  else if (piece?.text === ',') slipped(walk, 'comma', '&&');
  else doubtful(walk, 'between');
}

/** A parenthesis too few or too many at the end. Where two kinds of operators meet, its place matters. */
function unpaired(walk: Walk): void {
  const operators = ['&&', '||', '!'].filter((operator) => walk.out.includes(operator));
  if (operators.length > 1) return doubtful(walk, 'parentheses');
  slipped(walk, 'parentheses', ...Array<string>(Math.max(0, walk.depth)).fill(')'));
}

/** A label name; quotes around it are a slip. */
function takeLabel(walk: Walk): string | undefined {
  const piece = peek(walk);
  if (piece?.kind !== 'word' && !(piece?.kind === 'string' && /^[\w./-]+$/.test(piece.value))) return undefined;
  if (piece.kind === 'string') walk.slips.add('label');
  walk.at += 1;
  return piece.value;
}

/** A value in quotes, as written where that is fine. */
function takeValue(walk: Walk): string | undefined {
  const piece = peek(walk);
  if (piece?.kind !== 'string' && piece?.kind !== 'word') return undefined;
  walk.at += 1;
  const quotes = piece.kind === 'word' ? 'bare' : quotesOf(piece);
  if (quotes === 'fine') return piece.text;
  walk.slips.add(quotes);
  return quoted(piece.value, "'");
}

/** Whether a term is over before this piece. */
const endsTerm = (piece: Piece | undefined): boolean =>
  piece === undefined || [')', ',', '&&', '&', '||', '|'].includes(piece.text) || isWord(piece, 'and', 'or');

const isWord = (piece: Piece | undefined, ...words: readonly string[]): boolean =>
  piece?.kind === 'word' && words.includes(piece.value.toLowerCase());

/** The operator that starts so many pieces ahead. */
const operatorAt = (walk: Walk, ahead: number) => operatorOf(peek(walk, ahead), peek(walk, ahead + 1));

const peek = (walk: Walk, ahead = 0): Piece | undefined => walk.pieces[walk.at + ahead];

function take(walk: Walk): Piece | undefined {
  const piece = peek(walk);
  walk.at += 1;
  return piece;
}

/** The next piece, taken if it is one of these marks. */
function accept(walk: Walk, ...marks: readonly string[]): Piece | undefined {
  const piece = peek(walk);
  if (piece?.kind !== 'mark' || !marks.includes(piece.text)) return undefined;
  walk.at += 1;
  return piece;
}

function slipped(walk: Walk, slip: Slip, ...tokens: readonly string[]): void {
  walk.slips.add(slip);
  walk.out.push(...tokens);
}

function doubtful(walk: Walk, doubt: Doubt): void {
  walk.doubt ??= doubt;
}
