import type { Diagnostic, SourceRange } from '../model/diagnostic';

/** `file:line:column severity code message`, with what was done instead behind a dash. */
export function diagnosticText(
  { severity, code, message, hint, at }: Diagnostic,
  locate: (range: SourceRange) => { readonly file: string; readonly line: number; readonly column: number },
): string {
  const { file, line, column } = locate(at);
  return `${file}:${line}:${column} ${severity} ${code} ${message}${hint === undefined ? '' : ` - ${hint}`}`;
}
