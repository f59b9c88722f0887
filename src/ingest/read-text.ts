/**
 * From the text of a file to objects and resources. A clean file is YAML or JSON throughout and is read document by
 * document; where a document does not read, it is searched for what people paste along: prose, fences, prompts,
 * tables, errors of commands. Source: input-formats 0.2.
 */
import { addAll } from '../base/collections';
import { finish, type Progress, type Task } from '../base/task';
import type { Diagnostic, Report } from '../model/diagnostic';
import type { Resource } from '../model/resource';
import { objectsIn } from './containers';
import { reportFault } from './faults';
import { readJsonRun, startsWithJson } from './json-stretch';
import { limited } from './limited-report';
import type { Node } from './node';
import { reportPlaceholders } from './placeholders';
import { readRegion, type Findings } from './read-region';
import type { SourceFile } from './source-file';
import { quoteLine } from './text/quote-line';
import { afterLine, regionsOf } from './text/regions';
import { rangeIn, sliceOf, type TextCopy } from './text/text-copy';
import { unwrapped } from './text/unwrap';
import { startsInside } from './text/yaml-run';
import { wrongViewsOf } from './wrong-view';
import { readCleanYaml } from './yaml-stretch';

export interface ReadText {
  /** Maps that say their kind, with places that point into the file. */
  readonly objects: readonly Node[];
  /** From tables. */
  readonly resources: readonly Resource[];
}

export const readText = (file: SourceFile, report: Report): ReadText =>
  finish(readTextInSlices(file, report, () => nothing));

const nothing: Progress = { stage: 'read', done: 0, total: 0 };

/** The same a document at a time. `progress` is told how many objects and lists of them there are so far. */
export function* readTextInSlices(
  file: SourceFile,
  report: Report,
  progress: (found: number) => Progress,
): Task<ReadText> {
  const told = new Set<Diagnostic['code']>();
  const tell = limited((diagnostic) => {
    told.add(diagnostic.code);
    report(diagnostic);
  });
  const findings: Findings = { nodes: [], resources: [] };
  const copy = unwrapped(copyOf(file), file, tell);
  const rest = leadingJson(copy, file, tell, findings);
  for (const { document, last } of documentsOf(copy, rest)) {
    readDocument(document, last, { file, report: tell, findings });
    yield progress(findings.nodes.length);
  }
  const objects = objectsIn(findings.nodes, file, tell);
  reportPlaceholders(objects, file, tell);
  const empty = objects.length === 0 && findings.resources.length === 0;
  reportWrongViews(copy, empty, file, tell);
  told.delete('text/repaired');
  if (empty && told.size === 0) reportNothing(file, report);
  return { objects, resources: findings.resources };
}

/** JSON is read as it comes, not cut into documents first; returns where it ends. */
function leadingJson(copy: TextCopy, file: SourceFile, report: Report, findings: Findings): number {
  const start = copy.text.search(/\S/);
  if (start === -1 || !startsWithJson(copy.text.slice(start, start + 200))) return 0;
  const run = readJsonRun(copy, start, file, report);
  addAll(findings.nodes, run.nodes);
  return run.end === start ? 0 : run.end;
}

/** Cut at the markers, which are no content anywhere in YAML when they start a line. Empty documents are left out. */
function* documentsOf(
  copy: TextCopy,
  from: number,
): Generator<{ readonly document: TextCopy; readonly last: boolean }> {
  const marker = /^(?:%[A-Z]+ .*\n){0,9}---(?=\s|$)/gm;
  marker.lastIndex = from;
  for (let start = from; start < copy.text.length;) {
    const end = marker.exec(copy.text)?.index ?? copy.text.length;
    const text = copy.text.slice(start, end);
    const isWhole = start === 0 && end === copy.text.length;
    if (!/^(?:---)?\s*$/.test(text)) {
      yield { document: isWhole ? copy : sliceOf(copy, start, end), last: end === copy.text.length };
    }
    start = end;
  }
}

const copyOf = ({ text, within, unchanged }: SourceFile): TextCopy => ({
  text,
  unchanged,
  toOriginal: (offset) => within?.toOriginal(offset) ?? offset,
});

interface Reading {
  readonly file: SourceFile;
  readonly report: Report;
  readonly findings: Findings;
}

function readDocument(document: TextCopy, last: boolean, { file, report, findings }: Reading): void {
  const read = readCleanYaml(document, file, report);
  const saysNoKind = read.ok && /^\S/.test(document.text.replace(/^---.*\n/, ''));
  if (!saysNoKind && startsInside(document.text)) reportFragment(document, file, report);
  if (read.ok) {
    addAll(findings.nodes, read.value);
  } else if (read.error !== 'paste' && read.error.kind !== 'syntax') {
    // Beyond what pasting does to a text: say so and look no further.
    reportFault(document, read.error, file, report);
  } else {
    for (const region of regionsOf(document, last, file, report)) readRegion(region, file, report, findings);
  }
}

function reportFragment(document: TextCopy, file: SourceFile, report: Report): void {
  const start = document.text.startsWith('---') ? afterLine(document.text, 0) : 0;
  const end = afterLine(document.text, start);
  report({
    code: 'yaml/syntax',
    severity: 'error',
    message: `${quoteLine(document.text.slice(start, end))} belongs to no object: a line "---" stands above it.`,
    at: rangeIn(file.id, document, start, end),
    hint: 'What stands above the line was used without it. Take the line out, or add apiVersion and kind.',
  });
}

function reportWrongViews(copy: TextCopy, empty: boolean, file: SourceFile, report: Report): void {
  for (const { always, offset, ...view } of wrongViewsOf(copy.text)) {
    if (!empty && !always) continue;
    const end = copy.text.indexOf('\n', offset);
    const at = rangeIn(file.id, copy, offset, end === -1 ? copy.text.length : end);
    report({ code: 'file/wrong-view', ...view, at });
  }
}

function reportNothing(file: SourceFile, report: Report): void {
  report({
    code: 'file/nothing-found',
    severity: 'warning',
    message: `No Kubernetes or Calico object was found in ${file.name}.`,
    at: { file: file.id, start: 0, end: 0 },
    hint: 'An object starts with apiVersion and kind. Paste YAML or JSON as kubectl get ... -o yaml prints it, or the table of kubectl get pods -A -o wide --show-labels.',
  });
}
