/** Pods as columns between tabs, with labels and ports in JSON: what the collection command for pods prints. Source: input-formats 8.2. */
import type { Report } from '../../model/diagnostic';
import type { ContainerPort, PodResource } from '../../model/resource';
import type { SourceFile } from '../source-file';
import { quoteLine } from '../text/quote-line';
import { afterLine } from '../text/regions';
import { rangeIn, type TextCopy } from '../text/text-copy';
import { addressesOf, labelsOf, metaOf } from './cells';
import { ownerOf, phaseOf } from './pods';

/** Whether a line is the header of such a table. */
export const isPodsHeader = (line: string): boolean => line.startsWith('namespace\tpod\t');

export interface PodsTsv {
  readonly pods: readonly PodResource[];
  /** One past its last line. */
  readonly end: number;
}

/** The pods of the table whose header starts at `start`; rows that do not fit are reported and left out. */
export function readPodsTsv(copy: TextCopy, start: number, file: SourceFile, report: Report): PodsTsv {
  const { text } = copy;
  let end = afterLine(text, start);
  const columns = text.slice(start, end).trimEnd().split('\t');
  const pods: PodResource[] = [];
  for (let at = end; at < text.length; at = end) {
    const line = text.slice(at, afterLine(text, at)).replace(/\n$/, '');
    if (!line.includes('\t') || isPodsHeader(line)) break;
    end = afterLine(text, at);
    const cells = new Map(line.split('\t').map((cell, i) => [columns[i] ?? '', cell.trim()]));
    const range = rangeIn(file.id, copy, at, at + line.length);
    const pod = podOf(cells, range);
    if (pod !== undefined) pods.push(pod);
    else {
      report({
        code: 'table/row',
        severity: 'warning',
        message: `This row does not fit the columns of its table: ${quoteLine(line)}.`,
        at: range,
        hint: 'It was left out. Labels and ports are JSON, as kubectl prints them.',
      });
    }
  }
  return { pods, end };
}

function podOf(cells: ReadonlyMap<string, string>, at: PodResource['meta']['at']): PodResource | undefined {
  const cell = (name: string) => cells.get(name) || undefined;
  const name = cell('pod');
  const namespace = cell('namespace');
  const labels = labelsOf(cells.get('labels'));
  const ports = portsOf(cell('ports'), false);
  const initPorts = portsOf(cell('initPorts'), true);
  if (name === undefined || namespace === undefined || labels === undefined) return undefined;
  if (ports === undefined || initPorts === undefined) return undefined;
  const phase = phaseOf(cell('phase'));
  return {
    kind: 'Pod',
    meta: metaOf({ name, namespace, labels, at }),
    labels,
    labelsKnown: cells.has('labels'),
    serviceAccount: cell('serviceAccount'),
    hostNetwork: cell('hostNetwork') === 'true',
    ports: [...ports, ...initPorts],
    portsKnown: cells.has('ports'),
    node: cell('node'),
    phase,
    released: false,
    addresses: addressesOf(cell('ips')),
    hostIP: undefined,
    ready: phase === 'Running',
    owner: ownerOf(name, labels),
    generateName: cell('generateName'),
  };
}

const PROTOCOLS: ReadonlyMap<unknown, number> = new Map([
  ['TCP', 6],
  ['UDP', 17],
  ['SCTP', 132],
]);

/** JSON lists, one for each container that has ports, with a space between. */
function portsOf(cell: string | undefined, init: boolean): readonly ContainerPort[] | undefined {
  if (cell === undefined) return [];
  const lists = parsed(`[${cell.replaceAll(/\]\s+\[/g, '],[')}]`);
  if (lists === undefined) return undefined;
  return lists.flat().flatMap((entry): ContainerPort[] => {
    const { name, protocol, containerPort } = entry as Record<string, unknown>;
    const number = PROTOCOLS.get(protocol ?? 'TCP');
    if (typeof containerPort !== 'number' || number === undefined) return [];
    return [{ name: typeof name === 'string' ? name : undefined, protocol: number, port: containerPort, init }];
  });
}

function parsed(text: string): readonly unknown[][] | undefined {
  try {
    const value: unknown = JSON.parse(text);
    const ok = Array.isArray(value) && value.every((list) => Array.isArray(list) && list.every(isObject));
    return ok ? (value as unknown[][]) : undefined;
  } catch {
    return undefined;
  }
}

const isObject = (value: unknown): boolean => typeof value === 'object' && value !== null;
