/** Between our offsets and Monaco's lines and columns. The model's text has `\n` as its line end, so both agree. */
import type { Mark, TextRange } from './editor';
import { monaco } from './monaco';

type Model = monaco.editor.ITextModel;

export function toMonacoRange(model: Model, { start, end }: TextRange): monaco.Range {
  return monaco.Range.fromPositions(model.getPositionAt(start), model.getPositionAt(Math.max(start, end)));
}

/** Whole lines. A range that ends right behind a line break does not take the next line with it. */
export function linesOf(model: Model, range: TextRange): monaco.Range {
  const { startLineNumber, endLineNumber, endColumn } = toMonacoRange(model, range);
  const last = endColumn === 1 && endLineNumber > startLineNumber ? endLineNumber - 1 : endLineNumber;
  return new monaco.Range(startLineNumber, 1, last, model.getLineMaxColumn(last));
}

const severities = {
  error: monaco.MarkerSeverity.Error,
  warning: monaco.MarkerSeverity.Warning,
  info: monaco.MarkerSeverity.Info,
} as const;

export function toMarker(model: Model, mark: Mark): monaco.editor.IMarkerData {
  // An empty range would leave nothing to see or to hover.
  const { startLineNumber, startColumn, endLineNumber, endColumn } = toMonacoRange(model, {
    start: mark.start,
    end: Math.max(mark.end, mark.start + 1),
  });
  const message = mark.hint === undefined ? mark.message : `${mark.message}\n${mark.hint}`;
  return {
    severity: severities[mark.severity],
    message,
    startLineNumber,
    startColumn,
    endLineNumber,
    endColumn,
  };
}
