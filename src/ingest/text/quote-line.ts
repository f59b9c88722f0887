/** A line of the author's for a message: trimmed, at most 80 characters, what looks secret masked. */
export function quoteLine(line: string): string {
  const trimmed = line.slice(0, 400).trim();
  const masked = trimmed.replace(SECRET, '$1...');
  return `"${masked.length > 80 ? `${masked.slice(0, 77)}...` : masked}"`;
}

const SECRET = /^([\w-]*(?:password|passwd|token|secret|apikey)[\w-]*["']?\s*[:=]\s*)\S.*$/i;

/** The whole line around an offset, without its line end. */
export function lineAround(text: string, offset: number): { readonly start: number; readonly end: number } {
  const start = offset <= 0 ? 0 : text.lastIndexOf('\n', offset - 1) + 1;
  const end = text.indexOf('\n', start);
  return { start, end: end === -1 ? text.length : end };
}
