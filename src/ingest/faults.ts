/** What the author is told when a text that should be objects cannot be read. */
import { assertNever } from '../base/assert';
import type { DiagnosticCode, Report } from '../model/diagnostic';
import type { SourceFile } from './source-file';
import { plainLine } from './text/characters';
import { lineAround, quoteLine } from './text/quote-line';
import { rangeIn, type TextCopy } from './text/text-copy';
import { adviceFor } from './yaml-advice';
import { MAX_DEPTH, type YamlFault } from './yaml';

/** One object, or one text, that could not be read; its neighbours were. */
export function reportFault(copy: TextCopy, fault: YamlFault, file: SourceFile, report: Report): void {
  const name = nameIn(copy.text);
  const whole = lineAround(copy.text, Math.min(fault.offset, copy.text.length));
  switch (fault.kind) {
    case 'depth':
      report({
        code: 'yaml/limit',
        severity: 'error',
        message: `${name} is nested more than ${MAX_DEPTH} levels deep and was not read.`,
        at: rangeIn(file.id, copy, fault.offset, Math.min(fault.offset + 1, copy.text.length)),
        hint: 'No Kubernetes object is: look for brackets that are never closed.',
      });
      break;
    case 'aliases':
      report({
        code: 'yaml/limit',
        severity: 'error',
        message: `${name} repeats parts of itself by aliases (*name) too often and was not read.`,
        at: rangeIn(file.id, copy, whole.start, whole.end),
        hint: 'Write the parts out, or export the object from the cluster.',
      });
      break;
    case 'syntax': {
      const { start, end, hint } = adviceFor(copy.text, fault.offset);
      const code: DiagnosticCode = copy.text.slice(start, end).includes('{{') ? 'text/template' : 'yaml/syntax';
      report({
        code,
        severity: 'error',
        message: `${name} cannot be read as YAML: ${quoteLine(copy.text.slice(start, end))}.`,
        at: rangeIn(file.id, copy, start, end),
        hint: `${hint} Nothing of this object was used; the others were read. (Parser: ${fault.reason}.)`,
      });
      break;
    }
    default:
      assertNever(fault.kind);
  }
}

const KIND = /(?:^|[{,\s])["']?kind["']?\s*:\s*["']?([A-Z][A-Za-z]*)/;
const NAME = /[{,\s]["']?name["']?\s*:\s*["']?([\w.-]+)/;
const NAMESPACE = /[{,\s]["']?namespace["']?\s*:\s*["']?([\w.-]+)/;

/** What a broken object says of itself, as far as one can see: `NetworkPolicy shop/web`. */
export function nameIn(text: string): string {
  const head = plainLine(text.slice(0, 4000));
  const kind = KIND.exec(head)?.[1];
  if (kind === undefined) return 'This text';
  const metadata = head.indexOf('metadata');
  const name = metadata === -1 ? undefined : NAME.exec(head.slice(metadata))?.[1];
  if (name === undefined) return `This ${kind}`;
  const namespace = NAMESPACE.exec(head.slice(metadata))?.[1];
  return `${kind} ${namespace === undefined ? '' : `${namespace}/`}${name}`;
}
