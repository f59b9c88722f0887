/**
 * Objects other than pods, read from their bytes by the very readers of `kinds`: these are given nodes of what they
 * look at, and the rest is only passed over. An object of which anything is to be told is left to the general reader.
 */
import type { FileId } from '../../model/ids';
import type { Resource } from '../../model/resource';
import type { MapEntry, MapNode } from '../node';
import { readEach } from '../read-resources';
import type { Level } from './fields';
import { objectLevels } from './object-fields';
import type { Frame } from './items';
import { jsonMap } from './json-tree';
import { asciiOf, scanOf, type Scan } from './scan';
import { nowhere, treeOf, wordTable, type Tree } from './tree';
import { yamlMap } from './yaml-tree';

/** The resources of an object, all of whose bytes these are; `undefined` when the general reader has to see it. */
export type ReadObject = (bytes: Uint8Array, start: number, frame: Frame) => readonly Resource[] | undefined;

export function objectReader(format: 'yaml' | 'json', file: FileId): ReadObject {
  const words = wordTable();
  const scan = scanOf(new Uint8Array(1 << 12), 0, true);
  return (bytes, start, frame) => {
    const said = saidIn(bytes, frame, format);
    const level = said === undefined ? undefined : objectLevels.get(`${said.apiVersion}/${said.kind}`);
    if (said === undefined || level === undefined) return undefined;
    put(scan, bytes);
    const tree = treeOf(scan, file, start, words);
    const span = format === 'yaml' ? yamlObject(tree, level) : jsonObject(tree, level);
    if (span === undefined || tree.lastUnread || tree.node.kind !== 'map') return undefined;
    const at = { file, start: start + span.start, end: start + span.end };
    return read({ ...tree.node, entries: withKind(tree.node, said), at }, said);
  };
}

interface Said {
  readonly apiVersion: string;
  readonly kind: string;
  /** By the list alone. */
  readonly isGiven: boolean;
}

/** The version, the key behind it, and a word that stands under that. */
const HEAD = {
  yaml: /^ *- (?:apiVersion: ([\w./]+)\n *)?(\w+):(?: (\w+)\n)?/,
  json: /^\{\s*(?:"apiVersion"\s*:\s*"([\w./]+)"\s*,\s*)?"(\w+)"\s*:\s*(?:"(\w+)")?/,
} as const;
const LONGEST_HEAD = 200;

/** Keys are sorted, and few stand before the kind. */
const KINDS: ReadonlyMap<string, Said> = new Map([
  ['addressType', { apiVersion: 'discovery.k8s.io/v1', kind: 'EndpointSlice', isGiven: false }],
  ['automountServiceAccountToken', { apiVersion: 'v1', kind: 'ServiceAccount', isGiven: false }],
  ['imagePullSecrets', { apiVersion: 'v1', kind: 'ServiceAccount', isGiven: false }],
]);

/** What it seems to be by its first words, or what the list says that all are. */
function saidIn(bytes: Uint8Array, frame: Frame, format: 'yaml' | 'json'): Said | undefined {
  const head = HEAD[format].exec(asciiOf(bytes, 0, Math.min(bytes.length, LONGEST_HEAD)));
  const [, apiVersion, key = '', kind] = head ?? [];
  if (apiVersion !== undefined && key === 'kind' && kind !== undefined) return { apiVersion, kind, isGiven: false };
  if (frame.kind === undefined || frame.kind === 'List' || frame.apiVersion === undefined) return KINDS.get(key);
  return { apiVersion: frame.apiVersion, kind: frame.kind.slice(0, -'List'.length), isGiven: true };
}

function put(scan: Scan, bytes: Uint8Array): void {
  if (bytes.length >= scan.bytes.length) scan.bytes = new Uint8Array(2 * bytes.length);
  scan.bytes.set(bytes);
  scan.bytes[bytes.length] = 0;
  scan.end = bytes.length;
  scan.top = 0;
  scan.stopCount = 0;
}

interface Span {
  readonly start: number;
  readonly end: number;
}

function yamlObject(tree: Tree, level: Level): Span | undefined {
  const { bytes, end: length } = tree.scan;
  let dash = 0;
  while (bytes[dash] === 32) dash += 1;
  const start = dash + 2;
  if (yamlMap(tree, start, start, level) !== length) return undefined;
  let end = length;
  while (bytes[end - 1] === 10 || bytes[end - 1] === 32) end -= 1;
  return { start, end };
}

function jsonObject(tree: Tree, level: Level): Span | undefined {
  const end = jsonMap(tree, 0, level);
  return end === tree.scan.end ? { start: 0, end } : undefined;
}

/** As `containers.ts` has it: items of a list of one kind need not say what they are. */
function withKind({ entries }: MapNode, said: Said): MapNode['entries'] {
  if (!said.isGiven) return entries;
  const given = (['apiVersion', 'kind'] as const)
    .filter((key) => !entries.has(key))
    .map((key): [string, MapEntry] => {
      const text = said[key];
      return [key, { key: nowhere, value: { kind: 'scalar', value: text, text, quoted: true, at: nowhere } }];
    });
  return given.length === 0 ? entries : new Map([...given, ...entries]);
}

function read(node: MapNode, { apiVersion, kind }: Said): readonly Resource[] | undefined {
  const says = (key: string): unknown => {
    const value = node.entries.get(key)?.value;
    return value?.kind === 'scalar' ? value.value : undefined;
  };
  // Fields were taken by what it was expected to be.
  if (says('apiVersion') !== apiVersion || says('kind') !== kind) return undefined;
  let isTold = false;
  const { resources, unread } = readEach([node], () => void (isTold = true));
  return isTold || unread.length > 0 ? undefined : resources;
}
