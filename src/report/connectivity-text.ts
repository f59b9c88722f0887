/** Connectivity in the formats of the command line: JSON (a contract), text, CSV, Markdown and DOT. */
import { memoSome } from '../base/memo-some';
import { printConnectionSet, type ConnectionSet, type ProtocolSet } from '../analysis/connection-set';
import type { Connectivity, ConnectivityRow, PairOutcome, PeerName } from '../analysis/connectivity';
import type { Decided } from '../analysis/decided-ranges';
import type { Decision } from '../model/verdict';
import { decisionJson, type Locate } from './decision-json';
import { decisionShort } from './words';

export type ConnectivityFormat = 'json' | 'text' | 'csv' | 'markdown' | 'dot';
export const connectivityFormats: readonly ConnectivityFormat[] = ['json', 'text', 'csv', 'markdown', 'dot'];

/** In pieces, since the whole may be longer than one text can be. Ends in a line break. */
export function connectivityText(answer: Connectivity, format: ConnectivityFormat, locate: Locate): Iterable<string> {
  switch (format) {
    case 'json':
      return inPieces(jsonLines(answer, locate));
    case 'text':
      return inPieces(tableLines(answer));
    case 'csv':
      return inPieces(csvLines(answer));
    case 'markdown':
      return inPieces(markdownLines(answer));
    case 'dot':
      return inPieces(dotLines(answer));
  }
}

/** So long that writing costs little, short enough to hold. */
const pieceLength = 2 ** 16;

function* inPieces(lines: Iterable<string>): Generator<string, void, void> {
  let piece = '';
  for (const line of lines) {
    piece += line;
    if (piece.length < pieceLength) continue;
    yield piece;
    piece = '';
  }
  yield piece;
}

/** More texts are not kept at a time. Rows of one source, which come together, share most of theirs. */
const mostTexts = 2 ** 14;

// --- JSON ----------------------------------------------------------------------------------------------------------

/** One connection a line, so that answers can be compared line by line. */
function* jsonLines(
  { by, connections, sourcePortMatters, hostsMatter }: Connectivity,
  locate: Locate,
): Generator<string, void, void> {
  const peer = memoSome(mostTexts, (name: PeerName) => JSON.stringify(peerJson(name)));
  const outcome = outcomePrinter(locate);
  const port = sourcePortMatters ? ', "sourcePort": 40000' : '';
  const note = hostsMatter ? `${port}, "leavesOut": ["host endpoints"]` : port;
  yield `{"schema": 1, "by": ${JSON.stringify(by)}${note}, "connections": [`;
  let before = '\n';
  for (const { from, to, outcome: own } of connections) {
    yield `${before}  {"from":${peer(from)},"to":${peer(to)},${outcome(own)}`;
    before = ',\n';
  }
  yield before === '\n' ? ']}\n' : '\n]}\n';
}

/** The fields of an outcome, with the brace that ends them. Sets and deciders are printed once: ranges share theirs. */
function outcomePrinter(locate: Locate): (outcome: PairOutcome) => string {
  const set = memoSome(mostTexts, (own: ConnectionSet) => JSON.stringify(setJson(own)));
  const side = memoSome(mostTexts, (decisions: readonly Decision[]) => JSON.stringify(deciderJson(decisions, locate)));
  // Joined rather than added up: they are copied many times, and a text in pieces is copied slowly.
  const parts = memoSome(mostTexts, ({ connections, verdict, egress, ingress }: Decided) => ({
    before: ['{"connections":', set(connections), ',"verdict":"', verdict, '","pairs":'].join(''),
    after: [
      ',"egress":',
      egress === undefined ? 'null' : side(egress),
      ',"ingress":',
      ingress === undefined ? 'null' : side(ingress),
      '}',
    ].join(''),
  }));
  const allowed = ({ allow, notForAll, undetermined }: PairOutcome): string => {
    const some = isEmpty(notForAll) ? '' : `,"notForAll":${set(notForAll)}`;
    const open = isEmpty(undetermined) ? '' : `,"undetermined":${set(undetermined)}`;
    return `"allow":${set(allow)}${some}${open}`;
  };
  const plain = memoSome(mostTexts, (outcome: PairOutcome) => `${allowed(outcome)}}`);
  return (outcome) => {
    if (outcome.decided.length === 0) return plain(outcome);
    let text = '';
    for (const { ranges, pairs } of outcome.decided) {
      for (const range of ranges) {
        const { before, after } = parts(range);
        text += `${text === '' ? '' : ','}${before}${pairs}${after}`;
      }
    }
    return `${allowed(outcome)},"decided":[${text}]}`;
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
function* linesOf({ connections }: Connectivity): Generator<Line, void, void> {
  const peer = memoSome(mostTexts, peerText);
  const set = memoSome(mostTexts, printConnectionSet);
  const deciders = memoSome(mostTexts, ({ egress, ingress }: Decided) =>
    [...decidersText('egress', egress), ...decidersText('ingress', ingress)].join('; '),
  );
  for (const { from, to, outcome } of connections) {
    const ends = { from: peer(from), to: peer(to) };
    const { allow, notForAll, undetermined, decided } = outcome;
    for (const { ranges } of decided) {
      for (const range of ranges) {
        yield { ...ends, connections: set(range.connections), verdict: range.verdict, decidedBy: deciders(range) };
      }
    }
    if (decided.length > 0) continue;
    const verdict = isEmpty(notForAll) ? 'allow' : 'allow (some pairs)';
    if (!isEmpty(allow)) yield { ...ends, connections: set(allow), verdict, decidedBy: '' };
    if (!isEmpty(undetermined)) {
      yield { ...ends, connections: set(undetermined), verdict: 'undetermined', decidedBy: '' };
    }
  }
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

const plainColumns: readonly (keyof Line)[] = ['from', 'to', 'connections', 'verdict'];

function columnsOf({ connections }: Connectivity): readonly (keyof Line)[] {
  const [first] = connections;
  return first === undefined || first.outcome.decided.length === 0 ? plainColumns : [...plainColumns, 'decidedBy'];
}

const titles: Line = {
  from: 'from',
  to: 'to',
  connections: 'connections',
  verdict: 'verdict',
  decidedBy: 'decided by',
};

/** The titles first. */
function* cellsOf(answer: Connectivity): Generator<readonly string[], void, void> {
  const columns = columnsOf(answer);
  yield columns.map((column) => titles[column]);
  for (const line of linesOf(answer)) yield columns.map((column) => line[column]);
}

/** A longer cell pushes out what follows in its own line, not in all of them: lists of addresses can be very long. */
const mostWidth = 100;

/** Goes through the answer twice: there may be more of it than can be held until the widths are known. */
function* tableLines(answer: Connectivity): Generator<string, void, void> {
  const widths: number[] = [];
  for (const row of cellsOf(answer)) {
    for (const [i, cell] of row.entries()) widths[i] = Math.max(widths[i] ?? 0, Math.min(cell.length, mostWidth));
  }
  for (const row of cellsOf(answer)) {
    const padded = row.map((cell, i) => cell.padEnd(widths[i] ?? 0));
    yield `${padded.join('  ').trimEnd()}\n`;
  }
}

function* csvLines(answer: Connectivity): Generator<string, void, void> {
  const cell = (text: string) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  for (const row of cellsOf(answer)) yield `${row.map(cell).join(',')}\n`;
}

function* markdownLines(answer: Connectivity): Generator<string, void, void> {
  const line = (cells: readonly string[]) => `| ${cells.map((text) => text.replace(/[\\|]/g, '\\$&')).join(' | ')} |\n`;
  let isFirst = true;
  for (const row of cellsOf(answer)) {
    yield line(row);
    if (isFirst) yield line(row.map(() => '---'));
    isFirst = false;
  }
}

function* dotLines({ connections }: Connectivity): Generator<string, void, void> {
  const quoted = (text: string) => `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
  const peer = memoSome(mostTexts, (name: PeerName) => quoted(peerText(name)));
  const edge = ({ from, to }: ConnectivityRow, label: string, style: string) =>
    `  ${peer(from)} -> ${peer(to)} [label=${quoted(label)}${style}];\n`;
  yield 'digraph connectivity {\n  rankdir=LR;\n  node [shape=box];\n';
  for (const row of connections) {
    const { allow, notForAll, undetermined } = row.outcome;
    const dashed = isEmpty(notForAll) ? '' : ', style=dashed';
    if (!isEmpty(allow)) yield edge(row, printConnectionSet(allow), dashed);
    if (!isEmpty(undetermined)) {
      yield edge(row, `undetermined: ${printConnectionSet(undetermined)}`, ', style=dotted');
    }
  }
  yield '}\n';
}
