/** The text surface, in our words. Nothing of Monaco shows through. */

/** Offsets count UTF-16 units of the text shown; `end` is one past the last. */
export interface TextRange {
  readonly start: number;
  readonly end: number;
}

export interface Mark extends TextRange {
  readonly severity: 'error' | 'warning' | 'info';
  readonly message: string;
  readonly hint?: string;
}

export interface EditorEvents {
  /** The user changed the text. Not called for what `show` put there. */
  onChange(text: string): void;
  /** The user moved the cursor. */
  onCursor?(offset: number): void;
}

export interface EditorOptions {
  readonly theme: 'light' | 'dark';
}

export interface ShownText {
  readonly id: string;
  readonly text: string;
  /** What the first line counts as: more than 1 for a part of a file. */
  readonly firstLine?: number;
}

export interface Editor {
  /**
   * Shows a file; lines end with `\n`. Undo history, scroll and cursor are kept for each id. The same text again
   * changes nothing, another text for a known id replaces the part that differs and can be undone.
   */
  show(file: ShownText): void;
  /** Replaces the marks of the file shown. */
  mark(marks: readonly Mark[]): void;
  /** Scrolls there, puts the cursor at its start and highlights its lines until the next file or the next reveal. */
  reveal(range: TextRange): void;
  setTheme(theme: 'light' | 'dark'): void;
  setReadOnly(readOnly: boolean): void;
  /** Fits the surface to its container. Resizing is noticed without it, one frame later. */
  layout(): void;
  focus(): void;
  dispose(): void;
}
