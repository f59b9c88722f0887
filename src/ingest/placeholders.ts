/** Values that a tool or a person was to fill in. Source: input-formats 1.5. */
import type { Report, SourceRange } from '../model/diagnostic';
import { lineOf } from './line-of';
import type { MapNode, Node } from './node';
import type { SourceFile } from './source-file';
import { quoteLine } from './text/quote-line';

interface Form {
  readonly code: 'text/template' | 'text/placeholder';
  readonly pattern: RegExp;
  readonly hint: string;
}

const forms: readonly Form[] = [
  {
    code: 'text/template',
    pattern: /\{\{[^{}]*\}\}/g,
    hint: 'For Kubernetes and Calico this is text like any other. Render the template first, for Helm with helm template NAME CHART -f values.yaml.',
  },
  {
    code: 'text/template',
    pattern: /\$(?:\{[A-Za-z_]\w*\}|\([A-Za-z_][\w.-]*\)|[A-Za-z_]\w*)/g,
    hint: 'Used as it is written. Replace it as your shell or tool would, for a shell with envsubst.',
  },
  {
    code: 'text/placeholder',
    pattern: /^<[^<>]{1,60}>$|<(?:your|my|the)[- ][^<>]{1,60}>|<[a-z0-9]+(?:-[a-z0-9]+)+>/g,
    hint: 'Used as it is written. Put the real value in its place.',
  },
  {
    code: 'text/placeholder',
    pattern: /\bCHANGE_?ME\b|__[A-Z][A-Z0-9_]*__|^\(\([\w.-]+\)\)$/g,
    hint: 'Used as it is written. Put the real value in its place.',
  },
];

const ANY = /\{\{|\$[A-Za-z_{(]|<[A-Za-z]|CHANGE_?ME|__[A-Z]|\(\(/;

/** Fields in which such signs mean something: programs and texts that Kubernetes itself or a reader expands. */
const LEFT_ALONE = new Set([
  'containers',
  'initContainers',
  'ephemeralContainers',
  'data',
  'stringData',
  'annotations',
  'status',
]);

/** Names every value of the objects that is not filled in: once for each name, with the lines it stands on. */
export function reportPlaceholders(objects: readonly MapNode[], file: SourceFile, report: Report): void {
  if (!ANY.test(file.text)) return;
  const found = new Map<string, { readonly form: Form; readonly places: SourceRange[] }>();
  for (const object of objects) {
    visit(object, (text, at) => {
      for (const form of ANY.test(text) ? forms : []) {
        for (const [name] of text.matchAll(form.pattern)) {
          const known = found.get(name);
          if (known === undefined) found.set(name, { form, places: [at] });
          else known.places.push(at);
        }
      }
    });
  }
  for (const [name, { form, places }] of found) tell(name, form, places, { file, report });
}

function visit(node: Node, see: (text: string, at: SourceRange) => void): void {
  if (node.kind === 'scalar') {
    if (typeof node.value === 'string') see(node.text, node.at);
  } else if (node.kind === 'list') {
    for (const item of node.items) visit(item, see);
  } else {
    for (const [key, entry] of node.entries) {
      if (LEFT_ALONE.has(key)) continue;
      see(key, entry.key);
      visit(entry.value, see);
    }
  }
}

function tell(
  name: string,
  form: Form,
  places: readonly SourceRange[],
  { file, report }: { readonly file: SourceFile; readonly report: Report },
): void {
  const [first] = places;
  if (first === undefined) return;
  const lines = [...new Set(places.map(({ start }) => lineOf(file, start)))];
  const where =
    lines.length === 1
      ? `line ${lines[0]}`
      : `lines ${lines.slice(0, 10).join(', ')}${lines.length > 10 ? ', ...' : ''}`;
  report({
    code: form.code,
    severity: 'warning',
    message: `${quoteLine(name)} on ${where} ${form.code === 'text/template' ? 'is a variable that nothing has replaced' : 'is still a placeholder'}.`,
    at: first,
    hint: form.hint,
  });
}
