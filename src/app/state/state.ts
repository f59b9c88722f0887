/** The shape of the store. Only what cannot be computed from something else; ids, not objects. */
import type { EdgeInterest, GroupedMap, Grouping, PairConnections, Served } from '../../analysis/answers';
import type { FileBytes } from '../../base/byte-source';
import type { Progress } from '../../base/task';
import type { GraphChoices } from '../../graph/graph-view';
import type { Regime } from '../../model/cluster';
import type { SourceRange } from '../../model/diagnostic';
import type { Explanation } from '../../model/explanation';
import type { Flow } from '../../model/flow';
import type { FileId, PolicyId } from '../../model/ids';
import type { Scope } from '../../model/verdict';
import type { Answer, Revision } from '../../worker/protocol';
import type { Question, QuestionProblem } from '../question/question';
import type { Pace } from './pace';

// --- files ---------------------------------------------------------------------------------------------------------

/** A file as the user last left it: as dropped, the large ones unread, or text that was pasted or edited. */
export interface LoadedFile {
  readonly id: FileId;
  readonly name: string;
  readonly content: string | Uint8Array | FileBytes;
}

export interface FilesSlice {
  readonly files: readonly LoadedFile[];
  /** What the set of files is called when it has a name of its own: an example, a folder. */
  readonly title: string | undefined;
  /** Counts sets of files that had nothing to do with the one before: places on the map are not carried over. */
  readonly session: number;
}

// --- engine --------------------------------------------------------------------------------------------------------

/** Where the last load stands. `took` and `since` are milliseconds. */
export type LoadState =
  | { readonly status: 'idle' }
  | {
      readonly status: 'loading';
      readonly since: number;
      readonly progress: Progress | undefined;
      readonly pace: Pace | undefined;
    }
  | { readonly status: 'ready'; readonly took: number }
  | { readonly status: 'cancelled' }
  | { readonly status: 'crashed' };

/** Our mistake, for the user to pass on. `survived`: the page went on with the same files. */
export interface CrashReport {
  readonly report: string;
  readonly survived: boolean;
}

/** An answer about a question, and what was asked of the engine to get it. */
export interface AnsweredQuestion {
  readonly question: Question;
  /** The one flow that is explained; `undefined` when the question names no port. */
  readonly flow: Flow | undefined;
  readonly explanation: Explanation | undefined;
  /** All connections of the nodes that the question is about; `undefined` when an end is no node of the map. */
  readonly pair: PairConnections | undefined;
  /** Ports of the destination. */
  readonly served: readonly Served[];
  /** The question is about all pods of both nodes, so that `pair` counts for it. */
  readonly wholePair: boolean;
}

/** An older answer stays in sight until the new one is there: nothing blinks. */
export type AnswerState =
  | { readonly status: 'none' }
  | { readonly status: 'asking'; readonly question: Question; readonly last: AnsweredQuestion | undefined }
  | { readonly status: 'answered'; readonly last: AnsweredQuestion };

export interface EngineSlice {
  /** Of the last load that was asked for. Answers about another are dropped. */
  readonly revision: Revision;
  readonly load: LoadState;
  readonly loaded: Answer<'load'> | undefined;
  readonly map: GroupedMap | undefined;
  readonly answer: AnswerState;
  readonly crash: CrashReport | undefined;
}

// --- choices -------------------------------------------------------------------------------------------------------

export type View = 'map' | 'connections';
export type LeftTab = 'files' | 'policies' | 'endpoints';
export type DrawerTab = 'editor' | 'problems';
export type ThemeChoice = 'system' | 'light' | 'dark';

/** What the right panel speaks about. */
export type Inspected =
  | { readonly kind: 'cluster' }
  | { readonly kind: 'answer' }
  | { readonly kind: 'node'; readonly id: string }
  /** All edges between two nodes, of which one at least is a collapsed namespace: `ns:shop>svc:data/redis`. */
  | { readonly kind: 'bundle'; readonly id: string }
  /** Two nodes, of which one at least is a group, by the edge between them. */
  | { readonly kind: 'pair'; readonly id: string }
  | { readonly kind: 'policy'; readonly id: PolicyId }
  | { readonly kind: 'endpoint'; readonly id: string };

export interface Drawer {
  readonly open: boolean;
  readonly tab: DrawerTab;
  readonly file: FileId | undefined;
  /** Where to go in the file. `times` counts requests, so that the same place can be asked for again. */
  readonly reveal: { readonly at: SourceRange; readonly times: number } | undefined;
}

/** As the user last dragged them: widths in pixels, the drawer's height in percent. */
export interface PanelSizes {
  readonly left: number;
  readonly right: number;
  readonly drawer: number;
}

export interface ChoicesSlice {
  readonly theme: ThemeChoice;
  readonly view: View;
  readonly leftTab: LeftTab;
  readonly leftOpen: boolean;
  readonly rightOpen: boolean;
  readonly sizes: PanelSizes;
  readonly drawer: Drawer;
  readonly inspected: Inspected;
  readonly question: Question;
  readonly problem: QuestionProblem | undefined;
  /** Node ids (the source first) or one edge id. */
  readonly selection: readonly string[];
  readonly show: GraphChoices['show'];
  readonly shownClasses: ReadonlySet<EdgeInterest>;
  readonly collapsed: ReadonlySet<string>;
  /** `undefined`: as suits the size of the cluster. */
  readonly grouping: Grouping | undefined;
  /** Id of the group of the map that is opened. */
  readonly focus: string | undefined;
  readonly mapSearch: string;
  readonly scope: Scope;
  /** `undefined`: as detected. */
  readonly regime: Regime | undefined;
  /** A line for the user about what just happened. `times` counts them, so that the same one is told again. */
  readonly notice: { readonly text: string; readonly times: number } | undefined;
  readonly paletteOpen: boolean;
}

export type Slices = FilesSlice & EngineSlice & ChoicesSlice;
