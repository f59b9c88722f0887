/** One region of a paste, line by line: what stands there is told by how it starts. Source: input-formats 0.4. */
import { addAll } from '../base/collections';
import type { Report } from '../model/diagnostic';
import type { Resource } from '../model/resource';
import { commandFailureOf } from './command-output';
import { nameIn } from './faults';
import { readJsonRun, startsWithJson } from './json-stretch';
import type { Node } from './node';
import type { SourceFile } from './source-file';
import { views } from './tables';
import { isPodsHeader, readPodsTsv } from './tables/pods-tsv';
import { columnsOf, readTable, type Table } from './tables/table';
import { unreadTableOf } from './tables/unread';
import { isBlank } from './text/characters';
import { quoteLine } from './text/quote-line';
import { afterLine, type Prompt, type Region } from './text/regions';
import { rangeIn, sliceOf, type TextCopy } from './text/text-copy';
import { interruptionIn, isRootLine, rootColumnAt, runEndAt, runStartAt } from './text/yaml-run';
import { readCleanYaml, readYamlStretch } from './yaml-stretch';

/** What a text gave. */
export interface Findings {
  readonly nodes: Node[];
  readonly resources: Resource[];
}

/** Where reading stands in a region. */
interface Walk {
  readonly copy: TextCopy;
  readonly prompt: Prompt | undefined;
  readonly after: TextCopy | undefined;
  readonly file: SourceFile;
  readonly report: Report;
  readonly findings: Findings;
  /** Where fields of an object start whose kind comes further down. */
  above: number | undefined;
  /** Whether the rest of the region has been tried as one text. */
  tried: boolean;
  /** One past the last object, when only empty lines and comments follow it. */
  lastEnd: number | undefined;
}

export function readRegion(
  { copy, prompt, after }: Region,
  file: SourceFile,
  report: Report,
  findings: Findings,
): void {
  const walk: Walk = {
    copy,
    prompt,
    after,
    file,
    report,
    findings,
    above: undefined,
    tried: false,
    lastEnd: undefined,
  };
  for (let at = 0; at < copy.text.length;) at = readAt(walk, at);
}

/** Reads what starts on the line at `at`; returns where the next thing may start. */
function readAt(walk: Walk, at: number): number {
  const { copy } = walk;
  const { text } = copy;
  const next = afterLine(text, at);
  const line = text.slice(at, Math.min(next, at + 4000)).trimEnd();
  const content = line.trimStart();
  if (content === '') {
    walk.above = undefined;
    return next;
  }
  if (content.startsWith('#')) return runAt(walk, at) ?? next;
  const end = failureAt(walk, at, line) ?? jsonAt(walk, at, line) ?? tableAt(walk, at, line) ?? runAt(walk, at);
  if (end !== undefined) return end;
  walk.lastEnd = undefined;
  const deeper = walk.above !== undefined && isBlank(line.charAt(0));
  if (isRootLine(line)) walk.above ??= at;
  else if (!deeper) walk.above = undefined;
  return next;
}

function failureAt({ copy, file, report }: Walk, at: number, line: string): number | undefined {
  const failure = commandFailureOf(line);
  if (failure === undefined) return undefined;
  report({ code: 'file/command-failed', ...failure, at: rangeIn(file.id, copy, at, at + line.length) });
  return afterLine(copy.text, at);
}

function jsonAt({ copy, file, report, findings }: Walk, at: number, line: string): number | undefined {
  const start = at + line.length - line.trimStart().length;
  if (!startsWithJson(copy.text.slice(start, start + 200))) return undefined;
  const run = readJsonRun(copy, start, file, report);
  addAll(findings.nodes, run.nodes);
  return run.end > start ? afterLine(copy.text, run.end - 1) : undefined;
}

function tableAt(walk: Walk, at: number, line: string): number | undefined {
  const { copy, file, report, findings } = walk;
  if (isPodsHeader(line)) {
    const { pods, end } = readPodsTsv(copy, at, file, report);
    addAll(findings.resources, pods);
    return end;
  }
  if (columnsOf(line) === undefined) return undefined;
  const columns = new Set(columnsOf(line)?.map(({ name }) => name));
  const view = views.find(({ recognises }) => recognises(columns));
  const table = readTable(copy, at, file, view === undefined ? () => undefined : report);
  if (table === undefined) return undefined;
  if (view !== undefined) addAll(findings.resources, view.read(table, { prompt: walk.prompt, report }));
  else reportUnread(table, columns, report);
  return table.end;
}

function reportUnread(table: Table, columns: ReadonlySet<string>, report: Report): void {
  report({ code: 'file/wrong-view', ...unreadTableOf(columns), at: table.header });
}

function runAt(walk: Walk, at: number): number | undefined {
  const { copy, file, report, findings } = walk;
  const start = runStartAt(copy.text, at, walk.above);
  if (start === undefined) return undefined;
  const rest = walk.tried ? undefined : readCleanYaml(sliceOf(copy, start, copy.text.length), file, report);
  walk.tried = true;
  const end = rest?.ok === true ? copy.text.length : runEndAt(copy.text, start);
  if (walk.lastEnd !== undefined && walk.above === undefined) reportNoSeparator(walk, start);
  const stretch = sliceOf(copy, start, end);
  // One that starts inside a line has lost its layout: what goes on below tells nothing.
  const whole = start === 0 || copy.text.charAt(start - 1) === '\n';
  walk.above = undefined;
  if (!whole || !isInterrupted(walk, stretch, end, rootColumnAt(copy.text, start))) {
    addAll(findings.nodes, rest?.ok === true ? rest.value : readYamlStretch(stretch, file, report));
  }
  walk.lastEnd = end;
  return Math.max(end, afterLine(copy.text, at));
}

/** An object with something else in its middle is not used: rules may be missing. */
function isInterrupted({ copy, after, file, report }: Walk, stretch: TextCopy, end: number, root: number): boolean {
  const rest = end < copy.text.length ? sliceOf(copy, end, Math.min(end + 2000, copy.text.length)) : after;
  const line = rest === undefined ? undefined : interruptionIn(rest.text, root);
  if (rest === undefined || line === undefined) return false;
  report({
    code: 'yaml/syntax',
    severity: 'error',
    message: `${nameIn(stretch.text)} is broken off by ${quoteLine(rest.text.slice(line.start, line.end))}, and goes on below it.`,
    at: rangeIn(file.id, rest, line.start, line.end),
    hint: 'Nothing of this object was used; the others were read. Take the line out.',
  });
  return true;
}

function reportNoSeparator({ copy, file, report }: Walk, start: number): void {
  report({
    code: 'text/repaired',
    severity: 'warning',
    message: 'No line "---" stands between this object and the one above it.',
    at: rangeIn(file.id, copy, start, afterLine(copy.text, start) - 1),
    hint: 'Read as two objects. kubectl would take them for one and refuse it, or keep the last.',
  });
}
