/** What objects come wrapped in, taken off: lists of every kind, watch events, templates. Source: input-formats 1.1. */
import type { Report } from '../model/diagnostic';
import { nodeAt, nodeUnder, type ListNode, type MapEntry, type MapNode, type Node } from './node';
import { foreignJsonOf } from './foreign-json';
import { lineOf } from './line-of';
import type { SourceFile } from './source-file';
import { templateObjects } from './template-objects';

/** The objects of all documents of a file, each with `kind`; in order, watch events last. */
export function objectsIn(documents: readonly Node[], file: SourceFile, report: Report): readonly MapNode[] {
  const unwrapping: Unwrapping = { file, report, objects: [], watched: new Map() };
  for (const document of documents) unwrap(document, unwrapping);
  return [...unwrapping.objects, ...unwrapping.watched.values()];
}

interface Unwrapping {
  readonly file: SourceFile;
  readonly report: Report;
  readonly objects: MapNode[];
  /** The last state of every object that events speak of, by identity. */
  readonly watched: Map<string, MapNode>;
}

function unwrap(node: Node, unwrapping: Unwrapping): void {
  if (node.kind === 'scalar') return;
  if (node.kind === 'list') {
    for (const item of node.items) unwrap(item, unwrapping);
    return;
  }
  const kind = textAt(node, 'kind');
  const { items } = { items: nodeAt(node, 'items') };
  if (kind === undefined && items?.kind === 'list' && node.entries.has('apiVersion')) {
    unwrapUnfinished(node, items, unwrapping);
  } else if (items?.kind === 'list' && (kind === undefined || kind.endsWith('List'))) {
    unwrapList(node, items, kind, unwrapping);
  } else if (kind === 'Template' && nodeAt(node, 'objects')?.kind === 'list') {
    for (const object of templateObjects(node)) unwrap(object, unwrapping);
  } else if (kind !== undefined) {
    addObject(node, kind, unwrapping);
  } else {
    unwrapNameless(node, unwrapping);
  }
}

/** A scalar's text under a key; `undefined` for an empty one. */
function textAt(node: MapNode, ...path: readonly string[]): string | undefined {
  const found = nodeUnder(node, path);
  return found?.kind === 'scalar' && found.text !== '' ? found.text : undefined;
}

function unwrapList(node: MapNode, items: ListNode, kind: string | undefined, unwrapping: Unwrapping): void {
  if (
    textAt(node, 'metadata', 'continue') !== undefined ||
    textAt(node, 'metadata', 'remainingItemCount') !== undefined
  ) {
    unwrapping.report({
      code: 'file/truncated',
      severity: 'warning',
      message: `This ${kind ?? 'list'} is one page of a longer one.`,
      at: (nodeAt(node, 'metadata') ?? node).at,
      hint: 'Its objects were used; the others are missing. Export without --chunk-size or a limit.',
    });
  }
  const typed = kind !== undefined && kind !== 'List';
  const given = new Map(typed ? [...node.entries].filter(([key]) => key === 'apiVersion') : []);
  const kindEntry = node.entries.get('kind');
  if (typed && kindEntry !== undefined) given.set('kind', itemKind(kindEntry, kind));
  for (const item of items.items) unwrap(item.kind === 'map' ? withDefaults(item, given) : item, unwrapping);
}

/** `PodList` holds `Pod`s; clients print them without saying so again. */
function itemKind(entry: MapEntry, listKind: string): MapEntry {
  const text = listKind.slice(0, -'List'.length);
  return { key: entry.key, value: { kind: 'scalar', value: text, text, quoted: true, at: entry.value.at } };
}

function withDefaults(item: MapNode, given: ReadonlyMap<string, MapEntry>): MapNode {
  if ([...given.keys()].every((key) => item.entries.has(key))) return item;
  return { ...item, entries: new Map([...given, ...item.entries]) };
}

/**
 * kubectl sorts keys, so `kind: List` comes after the items: a list without it ends too early, and its last item may
 * lack rules. Source: input-formats 9.4.
 */
function unwrapUnfinished(node: MapNode, items: ListNode, unwrapping: Unwrapping): void {
  const last = items.items.at(-1);
  unwrapping.report({
    code: 'file/truncated',
    severity: 'warning',
    message: `This list ends without "kind: List", so its end is missing.`,
    at: (last ?? node).at,
    hint:
      last === undefined
        ? 'Export it again, into a file.'
        : `Its last entry, on line ${lineOf(unwrapping.file, last.at.start)}, may be incomplete and was not used; the ${items.items.length - 1} before it were. Export it again, into a file.`,
  });
  for (const item of items.items.slice(0, -1)) unwrap(item, unwrapping);
}

/** What only objects have; as words they mean other things elsewhere. */
const PARTS = ['metadata', 'spec', 'status'];
const EVENTS = new Set(['ADDED', 'MODIFIED', 'DELETED', 'BOOKMARK', 'ERROR']);

function unwrapNameless(node: MapNode, unwrapping: Unwrapping): void {
  const event = textAt(node, 'type');
  const object = nodeAt(node, 'object');
  if (event !== undefined && EVENTS.has(event) && object?.kind === 'map') {
    watch(event, object, unwrapping);
    return;
  }
  const values = [...node.entries.values()].map(({ value }) => value);
  if (values.length > 0 && values.every((value) => value.kind === 'map' && value.entries.has('kind'))) {
    for (const value of values) unwrap(value, unwrapping);
    return;
  }
  const foreign = foreignJsonOf(node);
  if (foreign !== undefined) {
    unwrapping.report({ ...foreign, code: 'file/wrong-view', severity: 'warning', at: node.at });
  } else if (PARTS.some((part) => nodeAt(node, part)?.kind === 'map') || node.entries.has('apiVersion')) {
    unwrapping.report({
      code: 'resource/no-kind',
      severity: 'error',
      message: `This object says no kind${textAt(node, 'metadata', 'name') === undefined ? '' : `, only its name ${textAt(node, 'metadata', 'name')}`}.`,
      at: node.at,
      hint: 'It was not used. Add apiVersion and kind, or paste the whole object.',
    });
  }
}

/** The last event about an object wins; DELETED removes it. */
function watch(event: string, object: MapNode, unwrapping: Unwrapping): void {
  const kind = textAt(object, 'kind') ?? '';
  if (event === 'BOOKMARK') return;
  if (event === 'ERROR') {
    addObject(object, kind, unwrapping);
    return;
  }
  const identity = [
    kind,
    textAt(object, 'apiVersion'),
    textAt(object, 'metadata', 'namespace'),
    textAt(object, 'metadata', 'name'),
  ];
  const key = textAt(object, 'metadata', 'uid') ?? identity.join('/');
  unwrapping.watched.delete(key);
  if (event !== 'DELETED') unwrapping.watched.set(key, object);
}

function addObject(node: MapNode, kind: string, { objects, report }: Unwrapping): void {
  if (kind === 'Status') {
    report({
      code: 'file/command-failed',
      severity: 'error',
      message: `The cluster answered with an error: ${textAt(node, 'message') ?? textAt(node, 'reason') ?? 'no reason given'}.`,
      at: node.at,
      hint: 'Nothing was exported by this command.',
    });
    return;
  }
  const foreign = foreignJsonOf(node);
  if (foreign !== undefined) report({ ...foreign, code: 'file/wrong-view', severity: 'warning', at: node.at });
  else objects.push(node);
}
