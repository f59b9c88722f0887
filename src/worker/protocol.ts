/**
 * The wire is a table of questions. Plain data both ways: what survives `structuredClone` and reads well as JSON.
 */
import type { FileBytes } from '../base/byte-source';
import type { Progress, Task } from '../base/task';
import type { Decisions, PolicyShare } from '../analysis/answers';
import type { EndpointRow, EndpointWindow, NodeDetail, PolicyDetail, PolicyWindow } from '../analysis/answers';
import type { Excerpt, FileOutline, LoadSummary, PairConnections, SearchEntry } from '../analysis/answers';
import type { MapView } from '../analysis/map-members';
import type { PackedMap } from '../analysis/pack-map';
import type { Window } from '../analysis/policy-list';
import type { AskedEnd, ReadEnd } from '../analysis/read-end';
import type { Diagnostic, SourceRange } from '../model/diagnostic';
import type { Explanation } from '../model/explanation';
import type { Flow } from '../model/flow';
import type { Regime } from '../model/cluster';
import type { PolicyId } from '../model/ids';
import type { Scope } from '../model/verdict';

/** Counts loads. An answer about another revision than the page's own is dropped. */
export type Revision = number;

/** A file as the page hands it over: text that was pasted or edited, bytes, or a `File`, of which only a handle goes. */
export interface InputFile {
  /** Stays the same when the file is renamed. */
  readonly id: string;
  readonly name: string;
  readonly content: string | Uint8Array | FileBytes;
}

/** What every answer but a load's speaks about. */
interface About {
  readonly revision: Revision;
  readonly scope: Scope;
}

/** What the page can ask, and what it gets. */
export interface Protocol {
  /** Before there are files: runs what they will need over a made-up cluster, whose map is the answer. */
  warmUp: { params: Readonly<Record<string, never>>; answer: PackedMap | undefined };
  load: {
    params: { readonly revision: Revision; readonly files: readonly InputFile[]; readonly regime: Regime | undefined };
    answer: {
      readonly revision: Revision;
      readonly summary: LoadSummary;
      /** Text of every file as offsets count it, for the editor; binary files have none. */
      readonly files: readonly FileOutline[];
      readonly diagnostics: readonly Diagnostic[];
    };
  };
  /** Where something stands in a file, above all in one too big to hold its text. `undefined`: nothing to show. */
  excerpt: { params: { readonly revision: Revision; readonly at: SourceRange }; answer: Excerpt | undefined };
  /** Of a file whose outline says that its text comes. */
  text: { params: { readonly revision: Revision; readonly id: string }; answer: string | undefined };
  /** Services, or groups of them, and what else there is to draw, with every edge between them summed up. */
  map: { params: About & MapView; answer: PackedMap };
  /** What applies behind one node of such a map. */
  node: { params: About & MapView & { readonly id: string }; answer: NodeDetail | undefined };
  /** Long lists are told a part at a time, of what fits a search. */
  policies: { params: About & Window; answer: PolicyWindow };
  policy: { params: About & { readonly id: PolicyId }; answer: PolicyDetail | undefined };
  endpoints: { params: About & Window; answer: EndpointWindow };
  endpoint: { params: About & { readonly id: string }; answer: EndpointRow | undefined };
  /** What a question can name, or everything that has a name, by a part of it; best first. */
  names: {
    params: About & { readonly text: string; readonly of: 'ends' | 'everything'; readonly most: number };
    answer: readonly SearchEntry[];
  };
  /** What an end of a question names; `undefined`: nothing. */
  readEnd: { params: About & { readonly end: AskedEnd }; answer: ReadEnd | undefined };
  explain: { params: About & { readonly flow: Flow }; answer: Explanation };
  /** All connections between two things on the map, as ranges, each with its deciders. */
  pair: {
    params: About & MapView & { readonly from: string; readonly to: string };
    answer: PairConnections;
  };
  /** How much of all pairs each tier and policy decides, and who decides nothing. */
  decisions: { params: About; answer: Decisions };
  /** The same of one policy, rule by rule. */
  policyShare: { params: About & { readonly id: PolicyId }; answer: PolicyShare | undefined };
}

export type Question = keyof Protocol;

/** Questions that take long, and whose answers nobody types for: what is asked later passes them. */
export const canWait: ReadonlySet<Question> = new Set<Question>(['warmUp', 'map', 'text', 'decisions', 'policyShare']);

export type Params<Q extends Question> = Protocol[Q]['params'];
export type Answer<Q extends Question> = Protocol[Q]['answer'];

/** Implemented by the workspace, one method a question. */
export type Answerers = { readonly [Q in Question]: (params: Params<Q>) => Task<Answer<Q>> };

export type ToWorker =
  | { readonly type: 'ask'; readonly id: number; readonly question: Question; readonly params: unknown }
  | { readonly type: 'cancel'; readonly id: number };

export type FromWorker =
  | { readonly type: 'progress'; readonly id: number; readonly progress: Progress }
  | { readonly type: 'answer'; readonly id: number; readonly answer: unknown }
  | { readonly type: 'cancelled'; readonly id: number }
  | { readonly type: 'crash'; readonly id: number; readonly message: string; readonly stack: string };
