/** Of the source field, which the keyboard leads to from anywhere. */
export const questionFieldId = 'question-source';

export function focusQuestion(): void {
  // After whatever had the focus has given it back.
  requestAnimationFrame(() => document.getElementById(questionFieldId)?.focus());
}
