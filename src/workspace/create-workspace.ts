/**
 * What is loaded, and every use of it. The page asks through the wire, the command line calls; both get the same
 * answers. Files are read once and kept, compiled clusters are made a scope at a time and kept until the next load,
 * which starts from them where only policies were edited.
 */
import { getOrMake } from '../base/collections';
import { lineStartsOf, positionAt, type LineStarts, type Position } from '../base/lines';
import type { Progress, Task } from '../base/task';
import type {
  AskedKind,
  Decisions,
  EndpointRow,
  EndpointWindow,
  Excerpt,
  FileOutline,
  LoadSummary,
  NodeDetail,
  PairConnections,
  PolicyDetail,
  PolicyShare,
  PolicyWindow,
  SearchEntry,
} from '../analysis/answers';
import { connectivityOf, type Connectivity } from '../analysis/connectivity';
import type { GroupBy } from '../analysis/groups';
import type { MapView } from '../analysis/map-members';
import { packMap, type PackedMap } from '../analysis/pack-map';
import { createOverview, type Overview } from '../analysis/overview';
import type { Window } from '../analysis/policy-list';
import { policyWarnings } from '../analysis/policy-warnings';
import { readEnd, type AskedEnd, type ReadEnd } from '../analysis/read-end';
import { answerFlow } from '../engine/answer-flow';
import type { CompiledCluster } from '../engine/compile/compiled';
import { compileCluster } from '../engine/compile/compile-cluster';
import { explainFlow } from '../engine/explain';
import { assembleCluster, createAssembler } from '../ingest/assemble';
import { markedPosition } from '../ingest/scan/line-marks';
import type { Decode } from '../ingest/source-file';

export type { Decode };
import type { Cluster, Regime } from '../model/cluster';
import type { Diagnostic, SourceRange } from '../model/diagnostic';
import type { Explanation } from '../model/explanation';
import type { Flow } from '../model/flow';
import type { PolicyId } from '../model/ids';
import type { FlowOutcome, Scope } from '../model/verdict';
import { excerptOf } from './excerpt';
import { createLibrary, type InputFile, type ReadFile } from './library';
import { leftOver, type LeftOver } from './left-over';
import { listed } from './listed';
import { createOtherRegimes } from './other-regimes';
import type { Host } from './read-input';
import { summaryOf } from './summary';

/** What every answer but a load's speaks about. */
interface About {
  readonly revision: number;
  readonly scope: Scope;
}

/** `text` is a part of a name. `ends`: only what a question can be about. */
export interface NamesAsked {
  readonly text: string;
  readonly of: 'ends' | 'everything';
  readonly most: number;
}

export interface Loaded {
  readonly revision: number;
  readonly summary: LoadSummary;
  readonly files: readonly FileOutline[];
  readonly diagnostics: readonly Diagnostic[];
}

export interface Workspace {
  load(params: {
    readonly revision: number;
    readonly files: readonly InputFile[];
    readonly regime: Regime | undefined;
  }): Task<Loaded>;
  excerpt(params: { readonly revision: number; readonly at: SourceRange }): Task<Excerpt | undefined>;
  /** Of a file whose text comes when asked for. */
  text(params: { readonly revision: number; readonly id: string }): Task<string | undefined>;
  map(params: About & MapView): Task<PackedMap>;
  node(params: About & MapView & { readonly id: string }): Task<NodeDetail | undefined>;
  policies(params: About & Window): Task<PolicyWindow>;
  policy(params: About & { readonly id: PolicyId }): Task<PolicyDetail | undefined>;
  endpoints(params: About & Window): Task<EndpointWindow>;
  endpoint(params: About & { readonly id: string }): Task<EndpointRow | undefined>;
  names(params: About & NamesAsked): Task<readonly SearchEntry[]>;
  readEnd(params: About & { readonly end: AskedEnd }): Task<ReadEnd | undefined>;
  explain(params: About & { readonly flow: Flow }): Task<Explanation>;
  pair(params: About & MapView & { readonly from: string; readonly to: string }): Task<PairConnections>;
  decisions(params: About): Task<Decisions>;
  policyShare(params: About & { readonly id: PolicyId }): Task<PolicyShare | undefined>;
  /** The rest is for the command line, in the terms of the last load. */
  evaluate(flow: Flow, scope: Scope): FlowOutcome;
  connectivity(by: GroupBy, scope: Scope, withDenied: boolean): Connectivity;
  placeOf(range: SourceRange): Place;
}

/** Where a range starts, as people count. */
export interface Place extends Position {
  readonly file: string;
}

interface State {
  readonly cluster: Cluster;
  readonly files: readonly ReadFile[];
  readonly compiled: Map<Scope, CompiledCluster>;
  readonly overviews: Map<Scope, Overview>;
  /** Of the last load, for those who ask of this one. */
  readonly before: ReadonlyMap<Scope, LeftOver>;
  readonly lines: Map<string, LineStarts>;
}

export function createWorkspace(host: Host): Workspace {
  const library = createLibrary(host);
  const assemble = createAssembler();
  let state: State = stateOf(emptyCluster(), [], new Map());

  const compiledFor = (scope: Scope): CompiledCluster =>
    getOrMake(state.compiled, scope, () => compileCluster(state.cluster, scope, state.before.get(scope)?.compiled));
  const overviewFor = (scope: Scope): Overview =>
    getOrMake(state.overviews, scope, () => createOverview(compiledFor(scope), state.before.get(scope)));
  const otherRegimes = createOtherRegimes();

  return {
    *load({ revision, files, regime }) {
      const read = yield* library.read(files, step('assemble', 0, 1));
      const diagnostics: Diagnostic[] = read.flatMap((file) => file.diagnostics);
      const report = (diagnostic: Diagnostic) => void diagnostics.push(diagnostic);
      const cluster = assemble(read, { regime }, report);
      state = stateOf(cluster, read, leftOver(state, cluster));
      yield step('compile', 0, 1);
      for (const warning of policyWarnings(compiledFor('enforced'))) report(warning);
      return { revision, ...summaryOf(cluster, read, diagnostics), diagnostics: listed(diagnostics) };
    },
    *map({ scope, grouping, focus }) {
      return packMap(yield* overviewFor(scope).map({ grouping, focus }));
    },
    node: once('node', ({ scope, ...asked }) => overviewFor(scope).node(asked)),
    policies: once('policies', ({ scope, ...asked }) => overviewFor(scope).policies.window(asked)),
    policy: once('policy', ({ scope, id }) => overviewFor(scope).policies.detail(id)),
    endpoints: once('endpoints', ({ scope, ...asked }) => overviewFor(scope).endpoints.window(asked)),
    endpoint: once('endpoint', ({ scope, id }) => overviewFor(scope).endpoints.detail(id)),
    names: once('names', ({ scope, text, of, most }) =>
      overviewFor(scope).names.complete(text, { kinds: namedKinds[of], most }),
    ),
    readEnd: once('names', ({ scope, end }) => readEnd(end, overviewFor(scope).names)),
    *excerpt({ at }) {
      const file = state.files.find(({ id }) => id === at.file);
      return file === undefined ? undefined : yield* excerptOf(file, at, host.decode);
    },
    text: once('text', ({ id }) => state.files.find((file) => file.id === id)?.text),
    *explain({ scope, flow }) {
      yield step('explain', 0, 1);
      const compiled = compiledFor(scope);
      return { ...explainFlow(compiled, flow), otherRegimes: otherRegimes(state.files, compiled, flow) };
    },
    pair: once('pair', ({ scope, from, to, grouping, focus }) => {
      const pair = overviewFor(scope).pair({ from, to, grouping, focus });
      return pair ?? { from, to, pairs: 0, rows: [] };
    }),
    decisions: ({ scope }) => overviewFor(scope).decisions(),
    policyShare: ({ scope, id }) => overviewFor(scope).policyShare(id),
    evaluate: (flow, scope) => answerFlow(compiledFor(scope), flow),
    connectivity: (by, scope, withDenied) => connectivityOf(compiledFor(scope), by, withDenied),
    placeOf({ file, start }) {
      const source = state.files.find(({ id }) => id === file);
      if (source?.scanned !== undefined) {
        return { file: source.name, ...markedPosition(source.scanned.lines, start) };
      }
      const starts = getOrMake(state.lines, file, () => lineStartsOf(source?.text ?? ''));
      return { file: source?.name ?? '', ...positionAt(starts, start) };
    },
  };
}

const askedKinds: readonly AskedKind[] = ['pod', 'service', 'node', 'ip', 'network-set', 'workload'];
const namedKinds: Readonly<Record<NamesAsked['of'], ReadonlySet<SearchEntry['kind']>>> = {
  ends: new Set(askedKinds),
  everything: new Set<SearchEntry['kind']>([...askedKinds, 'namespace', 'policy']),
};

/** A task of one step, which can be taken back before it. */
const once = <P, A>(stage: string, answer: (params: P) => A) =>
  function* (params: P): Task<A> {
    yield step(stage, 0, 1);
    return answer(params);
  };

const step = (stage: string, done: number, total: number): Progress => ({ stage, done, total });

const stateOf = (cluster: Cluster, files: readonly ReadFile[], before: State['before']): State => ({
  cluster,
  before,
  files,
  compiled: new Map(),
  overviews: new Map(),
  lines: new Map(),
});

const emptyCluster = (): Cluster => assembleCluster([], [], { regime: undefined }, () => {});
