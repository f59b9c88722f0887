/** Connectivity in the formats of the command line: JSON (a contract), text, CSV, Markdown and DOT. */
import { getOrMake } from '../base/collections';
import { printConnectionSet, type ConnectionSet, type ProtocolSet } from '../analysis/connection-set';
import type { Connectivity, ConnectivityRow, PairOutcome, PeerName } from '../analysis/connectivity';
import type { Decided, DecidedRanges } from '../analysis/decided-ranges';
import type { Decision } from '../model/verdict';
import { decisionJson, type Locate } from './decision-json';
import { decisionShort } from './words';

export type ConnectivityFormat = 'json' | 'text' | 'csv' | 'markdown' | 'dot';
export const connectivityFormats: readonly ConnectivityFormat[] = ['json', 'text', 'csv', 'markdown', 'dot'];

/** In pieces, since the whole may be longer than one text can be. Ends in a line break. */
export function connectivityText(answer: Connectivity, format: ConnectivityFormat, locate: Locate): Iterable<string> {
  switch (format) {
    case 'json':
      return jsonText(answer, locate);
    case 'text':
      return [table(answer)];
    case 'csv':
      return [csv(answer)];
    case 'markdown':
      return [markdown(answer)];
    case 'dot':
      return [dot(answer)];
  }
}

// --- JSON ----------------------------------------------------------------------------------------------------------

/** One connection a line, so that answers can be compared line by line. */
function* jsonText(
  { by, connections, sourcePortMatters, hostsMatter }: Connectivity,
  locate: Locate,
): Generator<string, void, void> {
  const peer = memo((name: PeerName) => JSON.stringify(peerJson(name)));
  const print = outcomePrinter(locate);
  // With deciders each row has an outcome of its own.
  const shared = memo(print);
  const outcome = (own: PairOutcome) => (own.decided.length === 0 ? shared(own) : print(own));
  const port = sourcePortMatters ? ', "sourcePort": 40000' : '';
  const note = hostsMatter ? `${port}, "leavesOut": ["host endpoints"]` : port;
  yield `{"schema": 1, "by": ${JSON.stringify(by)}${note}, "connections": [`;
  let rows: string[] = [];
  let before = '\n';
  for (const { from, to, outcome: own } of connections) {
    rows.push(`  {"from":${peer(from)},"to":${peer(to)},${outcome(own)}`);
    if (rows.length < rowsInPiece) continue;
    yield before + rows.join(',\n');
    before = ',\n';
    rows = [];
  }
  if (rows.length > 0) yield before + rows.join(',\n');
  yield rows.length === 0 && before === '\n' ? ']}\n' : '\n]}\n';
}

/** So many that writing costs little, few enough to hold. */
const rowsInPiece = 1000;

/** A function that works once for each object; rows share theirs. */
function memo<T extends object | string, R>(textOf: (value: T) => R): (value: T) => R {
  const known = new Map<T, R>();
  return (value) => getOrMake(known, value, () => textOf(value));
}

/** The fields of an outcome, with the brace that ends them. Sets and deciders are printed once: ranges share theirs. */
function outcomePrinter(locate: Locate): (outcome: PairOutcome) => string {
  const set = memo((own: ConnectionSet) => JSON.stringify(setJson(own)));
  const side = memo((decisions: readonly Decision[]) => JSON.stringify(deciderJson(decisions, locate)));
  const parts = memo(({ connections, verdict, egress, ingress }: Decided): readonly [string, string] => [
    `{"connections":${set(connections)},"verdict":"${verdict}","pairs":`,
    `,"egress":${egress === undefined ? 'null' : side(egress)},"ingress":${ingress === undefined ? 'null' : side(ingress)}}`,
  ]);
  const ranged = ({ ranges, pairs }: DecidedRanges): string =>
    ranges
      .map((range) => {
        const [before, after] = parts(range);
        return before + pairs + after;
      })
      .join();
  return ({ allow, notForAll, undetermined, decided }) => {
    const some = isEmpty(notForAll) ? '' : `,"notForAll":${set(notForAll)}`;
    const open = isEmpty(undetermined) ? '' : `,"undetermined":${set(undetermined)}`;
    const deciders = decided.length === 0 ? '' : `,"decided":[${decided.map(ranged).join()}]`;
    return `"allow":${set(allow)}${some}${open}${deciders}}`;
  };
}

function deciderJson(decisions: readonly Decision[], locate: Locate): object | null {
  const [first, ...more] = decisions;
  if (first === undefined) return null;
  const own = decisionJson(first, locate);
  if (more.length === 0) return own;
  const could = [first, ...more].map((decision) => decisionJson(decision, locate));
  const agree = more.every(({ action }) => action === first.action);
  return agree ? { ...own, could } : { action: 'undetermined', could };
}

function peerJson(peer: PeerName): object {
  switch (peer.kind) {
    case 'external':
      return { external: peer.ranges };
    case 'workload':
      return { workload: peer.name, kind: peer.workloadKind };
    case 'pod':
    case 'service':
    case 'namespace':
      return { [peer.kind]: peer.name };
  }
}

const isEmpty = (set: ConnectionSet): boolean => set !== 'all' && set.length === 0;

const setJson = (set: ConnectionSet): 'all' | object =>
  set === 'all' ? 'all' : Object.fromEntries(set.map((own) => [own.protocol, protocolJson(own)]));

function protocolJson(set: ProtocolSet): true | object {
  switch (set.kind) {
    case 'whole':
      return true;
    case 'ports':
      return set.ranges;
    case 'icmp':
      return {
        types: set.types.map(({ first, last, codes }) =>
          codes === undefined ? [first, last] : { type: first, codes },
        ),
      };
  }
}

// --- for people ----------------------------------------------------------------------------------------------------

interface Line {
  readonly from: string;
  readonly to: string;
  readonly connections: string;
  readonly verdict: string;
  readonly decidedBy: string;
}

/** One line a pair, or one a range where deciders were asked for. */
function linesOf({ connections }: Connectivity): readonly Line[] {
  return [...connections].flatMap(({ from, to, outcome: row }): readonly Line[] => {
    const ends = { from: peerText(from), to: peerText(to) };
    if (row.decided.length === 0) {
      const verdict = isEmpty(row.notForAll) ? 'allow' : 'allow (some pairs)';
      const lines = isEmpty(row.allow)
        ? []
        : [{ ...ends, connections: printConnectionSet(row.allow), verdict, decidedBy: '' }];
      if (isEmpty(row.undetermined)) return lines;
      return [
        ...lines,
        { ...ends, connections: printConnectionSet(row.undetermined), verdict: 'undetermined', decidedBy: '' },
      ];
    }
    return row.decided
      .flatMap(({ ranges }) => ranges)
      .map(({ connections: set, verdict, egress, ingress }) => ({
        ...ends,
        connections: printConnectionSet(set),
        verdict,
        decidedBy: [...decidersText('egress', egress), ...decidersText('ingress', ingress)].join('; '),
      }));
  });
}

/** `ingress shop/db rule 1 or profile kns.shop`: with more than one, which of them hangs on input that is missing. */
function decidersText(side: string, decisions: readonly Decision[] = []): readonly string[] {
  const texts = [...new Set(decisions.map(decisionShort))];
  return texts.length === 0 ? [] : [`${side} ${texts.join(' or ')}`];
}

function peerText(peer: PeerName): string {
  switch (peer.kind) {
    case 'external':
      return peer.ranges.join(', ');
    case 'workload':
      return `${peer.name} (${peer.workloadKind})`;
    case 'pod':
    case 'service':
    case 'namespace':
      return peer.name;
  }
}

const columnsOf = (lines: readonly Line[]): readonly (keyof Line)[] =>
  lines.some(({ decidedBy }) => decidedBy !== '')
    ? ['from', 'to', 'connections', 'verdict', 'decidedBy']
    : ['from', 'to', 'connections', 'verdict'];

const titles: Readonly<Record<keyof Line, string>> = {
  from: 'from',
  to: 'to',
  connections: 'connections',
  verdict: 'verdict',
  decidedBy: 'decided by',
};

function table(answer: Connectivity): string {
  const lines = linesOf(answer);
  const columns = columnsOf(lines);
  const rows = [columns.map((column) => titles[column]), ...lines.map((line) => columns.map((column) => line[column]))];
  const widths = columns.map((_, i) => Math.max(...rows.map((row) => row[i]?.length ?? 0)));
  return rows
    .map(
      (row) =>
        `${row
          .map((cell, i) => cell.padEnd(widths[i] ?? 0))
          .join('  ')
          .trimEnd()}\n`,
    )
    .join('');
}

function csv(answer: Connectivity): string {
  const lines = linesOf(answer);
  const columns = columnsOf(lines);
  const cell = (text: string) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  const rows = [columns.map((column) => titles[column]), ...lines.map((line) => columns.map((column) => line[column]))];
  return rows.map((row) => `${row.map(cell).join(',')}\n`).join('');
}

function markdown(answer: Connectivity): string {
  const lines = linesOf(answer);
  const columns = columnsOf(lines);
  const row = (cells: readonly string[]) => `| ${cells.map((text) => text.replace(/[\\|]/g, '\\$&')).join(' | ')} |\n`;
  const head = row(columns.map((column) => titles[column])) + row(columns.map(() => '---'));
  return head + lines.map((line) => row(columns.map((column) => line[column]))).join('');
}

function dot({ connections }: Connectivity): string {
  const quoted = (text: string) => `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
  const edge = ({ from, to }: ConnectivityRow, label: string, style: string) =>
    `  ${quoted(peerText(from))} -> ${quoted(peerText(to))} [label=${quoted(label)}${style}];\n`;
  const edges = [...connections].flatMap((row) => {
    const { allow, notForAll, undetermined } = row.outcome;
    const dashed = isEmpty(notForAll) ? '' : ', style=dashed';
    return [
      ...(isEmpty(allow) ? [] : [edge(row, printConnectionSet(allow), dashed)]),
      ...(isEmpty(undetermined)
        ? []
        : [edge(row, `undetermined: ${printConnectionSet(undetermined)}`, ', style=dotted')]),
    ];
  });
  return `digraph connectivity {\n  rankdir=LR;\n  node [shape=box];\n${edges.join('')}}\n`;
}
