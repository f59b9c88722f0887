/**
 * Which bytes a value may hold. A table gives 0 for bytes that are passed over; whoever finds another one looks closer.
 * The general reader looks for what a tool or a person was to fill in (`placeholders.ts`), though not everywhere: where
 * it does, a table that is `wary` stops at bytes that may begin such a thing.
 */
/** Printable ASCII but for some. */
function tableOf(stops: string): Uint8Array {
  const table = new Uint8Array(256).fill(1);
  for (let byte = 32; byte < 127; byte += 1) table[byte] = 0;
  for (const stop of stops) table[stop.charCodeAt(0)] = 1;
  return table;
}

const FILL_IN = '${<(_C';

/** Inside a JSON string. */
export const jsonText = tableOf('"\\');
export const jsonTextWary = tableOf(`"\\${FILL_IN}`);
/** The same for what only has to be passed over: any bytes that are no control characters. */
export const jsonTextLoose = jsonText.map((stops, byte) => (byte >= 127 ? 0 : stops));

/** On a line of YAML, outside of quotes. */
export const yamlText = tableOf(':#&');
export const yamlTextWary = tableOf(`:#&${FILL_IN}`);

/** Inside quotes. */
export const yamlSingle = tableOf("'&");
export const yamlSingleWary = tableOf(`'&${FILL_IN}`);
export const yamlDouble = tableOf('"\\&');
export const yamlDoubleWary = tableOf(`"\\&${FILL_IN}`);

/** In a line of a block scalar. */
export const yamlBlockText = tableOf('');
export const yamlBlockTextWary = tableOf(FILL_IN);

export const yamlKeyText = tableOf(` :&${FILL_IN}`);

/** Only these. */
function tableFor(characters: RegExp): Uint8Array {
  return new Uint8Array(256).map((_, byte) => (byte < 128 && characters.test(String.fromCharCode(byte)) ? 0 : 1));
}

/** What an unquoted key or value may start with; much else means something there. */
export const yamlKeyStart = tableFor(/[A-Za-z0-9._/]/);
export const yamlPlainStart = tableFor(/[A-Za-z0-9._/()$+~^=;\\]/);
/** What a line may start with on which a text goes on. */
export const yamlContinues = tableFor(/[A-Za-z0-9_/$+~^=;\\"'{}|*%@!?,]/);

/** By what follows a backslash: how many bytes there are from it on; 0 where it may not follow. */
export const yamlEscapes = yamlEscapeTable();

function yamlEscapeTable(): Uint8Array {
  const table = new Uint8Array(256);
  for (const character of '0abtnvfre "/\\N_LP') table[character.charCodeAt(0)] = 1;
  table[120] = 3;
  table[117] = 5;
  return table;
}

const isLetter = (byte: number): boolean => (byte >= 65 && byte <= 90) || (byte >= 97 && byte <= 122);

/** Whether what starts at an offset may be something to fill in; true for more than is, never for less. */
export function mayBePlaceholder(bytes: Uint8Array, at: number): boolean {
  const next = bytes[at + 1] ?? 0;
  switch (bytes[at]) {
    case 36: // $
      return isLetter(next) || next === 95 || next === 123 || next === 40 || next === 0;
    case 123: // {
      return next === 123 || next === 0;
    case 60: // <
      return isLetter(next) || next === 0;
    case 40: // (
      return next === 40 || next === 0;
    case 95: // _
      return next === 95 || next === 0;
    case 67: // C, as in CHANGE_ME
      return next === 72 || next === 0;
    default:
      return false;
  }
}

/** What may follow a backslash in JSON: 1 for a single character, 2 for `u`. */
export const jsonEscapes = escapes('"\\/bfnrt', 'u');

function escapes(single: string, unicode: string): Uint8Array {
  const table = new Uint8Array(256);
  for (const character of single) table[character.charCodeAt(0)] = 1;
  for (const character of unicode) table[character.charCodeAt(0)] = 2;
  return table;
}

export const isHex = (byte: number): boolean =>
  (byte >= 48 && byte <= 57) || (byte >= 97 && byte <= 102) || (byte >= 65 && byte <= 70);
