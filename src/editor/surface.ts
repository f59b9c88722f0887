/** The text surface itself. Everything that needs Monaco's code is reached from here, and only from here. */
import type { Editor, EditorEvents, EditorOptions, ShownText, TextRange } from './editor';
import { monaco } from './monaco';
import { differenceOf } from './difference';
import { linesOf, toMarker, toMonacoRange } from './places';
import { defineThemes, themeName } from './themes';
import './surface.css';

type ViewState = monaco.editor.ICodeEditorViewState | null;

interface Sheet {
  readonly model: monaco.editor.ITextModel;
  /** Where the reader was when another file was shown. */
  viewState: ViewState;
}

/** Names our moves of the cursor, which are no news to who asked for them. */
const OURS = 'tierscope';

export function mountSurface(container: HTMLElement, events: EditorEvents, { theme }: EditorOptions): Editor {
  defineThemes();
  const editor = monaco.editor.create(container, { ...settings, theme: themeName(theme) });
  const revealed = editor.createDecorationsCollection();
  const sheets = new Map<string, Sheet>();
  let shown: Sheet | undefined;
  let showing = false;

  editor.onDidChangeModelContent(() => {
    if (!showing) events.onChange(editor.getValue());
  });
  editor.onDidChangeCursorPosition(({ position, source }) => {
    const offset = editor.getModel()?.getOffsetAt(position);
    if (!showing && source !== OURS && offset !== undefined) events.onCursor?.(offset);
  });

  function show({ id, text, firstLine = 1 }: ShownText): void {
    showing = true;
    editor.updateOptions(numberedFrom(firstLine));
    let sheet = sheets.get(id);
    if (sheet === undefined) {
      sheet = { model: createModel(text), viewState: null };
      sheets.set(id, sheet);
    } else {
      replaceText(sheet.model, text);
    }
    if (sheet !== shown) {
      if (shown !== undefined) shown.viewState = editor.saveViewState();
      revealed.clear();
      editor.setModel(sheet.model);
      editor.restoreViewState(sheet.viewState);
      shown = sheet;
    }
    showing = false;
  }

  function reveal(range: TextRange): void {
    if (shown === undefined) return;
    const lines = linesOf(shown.model, range);
    revealed.set([{ range: lines, options: highlight }]);
    editor.setPosition(toMonacoRange(shown.model, range).getStartPosition(), OURS);
    // Of what is higher than the surface, the beginning tells most.
    const fits = lines.endLineNumber - lines.startLineNumber < editor.getLayoutInfo().height / LINE_HEIGHT - 2;
    if (fits) editor.revealRangeInCenterIfOutsideViewport(lines);
    else editor.revealLineNearTop(lines.startLineNumber);
  }

  return {
    show,
    reveal,
    mark(marks) {
      const model = shown?.model;
      if (model === undefined) return;
      monaco.editor.setModelMarkers(
        model,
        OURS,
        marks.map((mark) => toMarker(model, mark)),
      );
    },
    setTheme: (next) => monaco.editor.setTheme(themeName(next)),
    setReadOnly: (readOnly) => editor.updateOptions({ readOnly, domReadOnly: readOnly }),
    layout: () => editor.layout(),
    focus: () => editor.focus(),
    dispose() {
      editor.dispose();
      for (const { model } of sheets.values()) model.dispose();
    },
  };
}

/** Lines of a part of a file count from its place in the file, and need room for their digits. */
const numberedFrom = (firstLine: number): monaco.editor.IEditorOptions =>
  firstLine === 1
    ? { lineNumbers: 'on', lineNumbersMinChars: LINE_NUMBER_CHARS }
    : {
        lineNumbers: (line) => String(firstLine + line - 1),
        lineNumbersMinChars: Math.max(LINE_NUMBER_CHARS, String(firstLine).length + 1),
      };

function createModel(text: string): monaco.editor.ITextModel {
  const model = monaco.editor.createModel(text, 'yaml');
  model.setEOL(monaco.editor.EndOfLineSequence.LF);
  return model;
}

/** As one step that the user can undo. */
function replaceText(model: monaco.editor.ITextModel, text: string): void {
  const before = model.getValue();
  if (before === text) return;
  const difference = differenceOf(before, text);
  model.pushStackElement();
  model.pushEditOperations([], [{ range: toMonacoRange(model, difference), text: difference.text }], () => null);
  model.pushStackElement();
}

const LINE_HEIGHT = 19;
const LINE_NUMBER_CHARS = 4;

/** An edge beside the text as well as a shade: selections are shades too. */
const highlight: monaco.editor.IModelDecorationOptions = {
  isWholeLine: true,
  className: 'revealed-line',
  linesDecorationsClassName: 'revealed-edge',
  overviewRuler: { color: { id: 'editorCursor.foreground' }, position: monaco.editor.OverviewRulerLane.Left },
};

const settings: monaco.editor.IStandaloneEditorConstructionOptions = {
  model: null,
  ariaLabel: 'Text of the file',
  // Selectors hold quotes inside quotes: what is typed is what is there.
  autoClosingBrackets: 'never',
  autoClosingQuotes: 'never',
  autoSurround: 'never',
  automaticLayout: true,
  fixedOverflowWidgets: true,
  fontFamily: "'JetBrains Mono', ui-monospace, 'SF Mono', 'Cascadia Mono', Consolas, 'DejaVu Sans Mono', monospace",
  fontLigatures: false,
  fontSize: 12.5,
  lineHeight: LINE_HEIGHT,
  minimap: { enabled: false },
  bracketPairColorization: { enabled: false },
  lineNumbersMinChars: LINE_NUMBER_CHARS,
  padding: { top: 8, bottom: 8 },
  renderLineHighlightOnlyWhenFocus: true,
  renderValidationDecorations: 'on',
  scrollBeyondLastLine: false,
  tabSize: 2,
  detectIndentation: false,
  wordBasedSuggestions: 'off',
};
