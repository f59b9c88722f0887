/**
 * The wire is a table of questions. Plain data both ways: what survives `structuredClone` and reads well as JSON.
 */
import type { Progress, Task } from '../base/task';
import type { ClusterMap, Grouping, PairConnections } from '../analysis/answers';
import type { EndpointRow, FileOutline, LoadSummary, PolicyList, SearchEntry } from '../analysis/answers';
import type { Diagnostic } from '../model/diagnostic';
import type { Explanation } from '../model/explanation';
import type { Flow } from '../model/flow';
import type { Regime } from '../model/cluster';
import type { Scope } from '../model/verdict';

/** Counts loads. An answer about another revision than the page's own is dropped. */
export type Revision = number;

/** A file as the page hands it over: text that was pasted or edited, or bytes as dropped. */
export interface InputFile {
  /** Stays the same when the file is renamed. */
  readonly id: string;
  readonly name: string;
  readonly content: string | Uint8Array;
}

/** What every answer but a load's speaks about. */
interface About {
  readonly revision: Revision;
  readonly scope: Scope;
}

/** What the page can ask, and what it gets. */
export interface Protocol {
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
  /** Services and what else there is to draw, with every edge between them summed up. */
  map: { params: About & { readonly grouping: Grouping }; answer: ClusterMap };
  policies: { params: About; answer: PolicyList };
  endpoints: { params: About; answer: readonly EndpointRow[] };
  /** Everything a question can name, for completion. */
  search: { params: About; answer: readonly SearchEntry[] };
  explain: { params: About & { readonly flow: Flow }; answer: Explanation };
  /** All connections between two things on the map, as ranges, each with its deciders. */
  pair: {
    params: About & { readonly from: string; readonly to: string; readonly grouping: Grouping };
    answer: PairConnections;
  };
}

export type Question = keyof Protocol;
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
