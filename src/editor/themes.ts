/** Monaco's colours. Text is ink in three strengths; the colours of verdicts stay with verdicts. */
import { monaco } from './monaco';
import { errorColour, tokens } from './tokens';

type Theme = 'light' | 'dark';

export const themeName = (theme: Theme): string => `tierscope-${theme}`;

export function defineThemes(): void {
  for (const theme of ['light', 'dark'] as const) {
    monaco.editor.defineTheme(themeName(theme), {
      base: theme === 'light' ? 'vs' : 'vs-dark',
      inherit: false,
      rules: rulesOf(theme),
      colors: colorsOf(theme),
    });
  }
}

/** Keys stand out, values are read, comments and punctuation recede. */
function rulesOf(theme: Theme): monaco.editor.ITokenThemeRule[] {
  const { ink, 'ink-2': ink2, 'ink-3': ink3 } = tokens[theme];
  const bare = (colour: string) => colour.slice(1);
  return [
    { token: '', foreground: bare(ink2) },
    { token: 'type', foreground: bare(ink), fontStyle: 'bold' },
    { token: 'tag', foreground: bare(ink3) },
    { token: 'namespace', foreground: bare(ink3) },
    { token: 'operators', foreground: bare(ink3) },
    { token: 'delimiter', foreground: bare(ink3) },
    { token: 'comment', foreground: bare(ink3), fontStyle: 'italic' },
  ];
}

function colorsOf(theme: Theme): Record<string, string> {
  const t = tokens[theme];
  const error = errorColour[theme];
  return {
    foreground: t.ink,
    focusBorder: t.ink,
    'editor.background': t.panel,
    'editor.foreground': t['ink-2'],
    'editorCursor.foreground': t.ink,
    'editor.lineHighlightBackground': t.paper,
    'editor.lineHighlightBorder': '#00000000',
    'editor.selectionBackground': t['line-strong'],
    'editor.inactiveSelectionBackground': t.line,
    'editor.selectionHighlightBackground': t.line,
    'editor.findMatchBackground': t['line-strong'],
    'editor.findMatchBorder': t.ink,
    'editor.findMatchHighlightBackground': t.line,
    'editor.foldBackground': t.box,
    'editorLineNumber.foreground': t['ink-3'],
    'editorLineNumber.activeForeground': t.ink,
    'editorIndentGuide.background1': t.line,
    'editorIndentGuide.activeBackground1': t['line-strong'],
    'editorBracketMatch.background': t.box,
    'editorBracketMatch.border': t['ink-3'],
    'editorError.foreground': error,
    'editorWarning.foreground': t.ink,
    'editorInfo.foreground': t['ink-3'],
    'editorUnicodeHighlight.border': error,
    'editorOverviewRuler.border': t.line,
    'editorOverviewRuler.errorForeground': error,
    'editorOverviewRuler.warningForeground': t['ink-3'],
    'editorOverviewRuler.infoForeground': t['line-strong'],
    'editorOverviewRuler.findMatchForeground': t['ink-3'],
    'editorOverviewRuler.bracketMatchForeground': t['line-strong'],
    'editorWidget.background': t.panel,
    'editorWidget.foreground': t.ink,
    'editorWidget.border': t['line-strong'],
    'editorHoverWidget.background': t.panel,
    'editorHoverWidget.foreground': t.ink,
    'editorHoverWidget.border': t['line-strong'],
    'editorMarkerNavigation.background': t.panel,
    'editorMarkerNavigationError.background': error,
    'editorMarkerNavigationWarning.background': t['ink-3'],
    'editorMarkerNavigationInfo.background': t['line-strong'],
    'input.background': t.paper,
    'input.foreground': t.ink,
    'input.border': t['line-strong'],
    'textLink.foreground': t.ink,
    'textLink.activeForeground': t.ink,
    'widget.shadow': '#00000026',
    'scrollbar.shadow': '#00000000',
  };
}
