import type { FileId } from './ids';

/**
 * A stretch of one file's text. Offsets count UTF-16 units from 0 in the text as it was loaded, after line ends
 * became `\n` and a byte order mark was taken away; `end` is one past the last. Where the text is edited elsewhere, the
 * place of what stays moves with it (`workspace/read-again.ts`).
 */
export interface SourceRange {
  readonly file: FileId;
  readonly start: number;
  readonly end: number;
}

export type Severity = 'error' | 'warning' | 'info';

/** Something to tell the author of the input, at a place. Collected, never thrown. */
export interface Diagnostic {
  /** Stable, `area/what`. */
  readonly code: DiagnosticCode;
  readonly severity: Severity;
  /** One sentence in the words of the input. */
  readonly message: string;
  readonly at: SourceRange;
  /** What was done instead, or what to change. */
  readonly hint?: string;
}

export type Report = (diagnostic: Diagnostic) => void;

/**
 * `error`: an answer would be wrong without a fix. `warning`: an answer may differ from what the author expects.
 * `info`: everything else worth a line.
 */
export type DiagnosticCode =
  // bytes and text
  | 'file/empty'
  | 'file/binary'
  | 'file/archive'
  | 'file/encoding'
  | 'file/too-large'
  | 'file/nothing-found'
  | 'file/command-failed'
  | 'file/wrong-view'
  | 'file/truncated'
  | 'text/repaired'
  | 'text/template'
  | 'text/placeholder'
  // documents
  | 'yaml/syntax'
  | 'yaml/tag-dropped'
  | 'yaml/duplicate-key'
  | 'yaml/limit'
  | 'yaml/scalar-1.1'
  | 'json/syntax'
  | 'table/row'
  | 'table/missing-column'
  // resources
  | 'resource/no-kind'
  | 'resource/no-name'
  | 'resource/no-namespace'
  | 'resource/unknown-kind'
  | 'resource/kind-not-modelled'
  | 'resource/wrong-group'
  | 'resource/unknown-field'
  | 'resource/wrong-type'
  | 'resource/bad-value'
  | 'resource/label-not-text'
  | 'resource/duplicate'
  | 'resource/two-apis'
  | 'resource/not-enforced'
  | 'resource/widened'
  // joins
  | 'cluster/tier-missing'
  | 'cluster/namespace-missing'
  | 'cluster/service-account-missing'
  | 'cluster/profile-missing'
  | 'cluster/address-missing'
  | 'cluster/address-shared'
  | 'cluster/service-without-backends'
  | 'cluster/regime'
  // selectors and rules
  | 'selector/syntax'
  | 'selector/selects-nothing'
  | 'rule/services-without-namespace'
  | 'rule/http'
  | 'rule/upstream-defect'
  | 'rule/data-planes-differ';
