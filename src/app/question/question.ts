import type { SearchEntry } from '../../analysis/answers';

/** One end as the question bar has it. `kind` tells apart a pod and a service of one name; typed text has none. */
export interface QuestionEnd {
  readonly text: string;
  readonly kind: SearchEntry['kind'] | undefined;
}

/** What stands in the question bar. */
export interface Question {
  readonly from: QuestionEnd;
  readonly to: QuestionEnd;
  /** `TCP 8443`; empty: whatever the destination serves. */
  readonly ports: string;
}

export type QuestionPart = keyof Question;

/** Why the question cannot be asked, and which part to change. */
export interface QuestionProblem {
  readonly part: QuestionPart;
  readonly message: string;
}

export const emptyEnd: QuestionEnd = { text: '', kind: undefined };
export const emptyQuestion: Question = { from: emptyEnd, to: emptyEnd, ports: '' };
