import type { AskedEnd } from '../../analysis/read-end';

export type QuestionEnd = AskedEnd;

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
