/**
 * Monaco's colours. The same values as the page's tokens: Monaco takes no custom properties. Text is ink in three
 * strengths; the colours of verdicts stay with verdicts.
 */
import { monaco } from './monaco';

interface Tokens {
  readonly base: 'vs' | 'vs-dark';
  readonly panel: string;
  readonly paper: string;
  readonly line: string;
  readonly lineStrong: string;
  readonly ink: string;
  readonly ink2: string;
  readonly ink3: string;
  readonly box: string;
  readonly error: string;
}

const light: Tokens = {
  base: 'vs',
  panel: '#ffffff',
  paper: '#f6f7f9',
  line: '#e3e7ec',
  lineStrong: '#cfd6de',
  ink: '#17202b',
  ink2: '#4a5768',
  ink3: '#5f6c7d',
  box: '#f1f4f7',
  error: '#b42318',
};

const dark: Tokens = {
  base: 'vs-dark',
  panel: '#151b23',
  paper: '#0f141a',
  line: '#26303b',
  lineStrong: '#364352',
  ink: '#e8edf3',
  ink2: '#b2bdca',
  ink3: '#8794a4',
  box: '#18212b',
  error: '#f97066',
};

export const themeName = (theme: 'light' | 'dark'): string => `tierscope-${theme}`;

export function defineThemes(): void {
  monaco.editor.defineTheme(themeName('light'), themeOf(light));
  monaco.editor.defineTheme(themeName('dark'), themeOf(dark));
}

function themeOf(tokens: Tokens): monaco.editor.IStandaloneThemeData {
  return { base: tokens.base, inherit: false, rules: rulesOf(tokens), colors: colorsOf(tokens) };
}

/** Keys stand out, values are read, comments and punctuation recede. */
function rulesOf({ ink, ink2, ink3 }: Tokens): monaco.editor.ITokenThemeRule[] {
  const bare = (colour: string) => colour.slice(1);
  return [
    { token: '', foreground: bare(ink2) },
    { token: 'type', foreground: bare(ink), fontStyle: 'bold' },
    { token: 'string', foreground: bare(ink2) },
    { token: 'number', foreground: bare(ink2) },
    { token: 'keyword', foreground: bare(ink2) },
    { token: 'tag', foreground: bare(ink3) },
    { token: 'namespace', foreground: bare(ink3) },
    { token: 'operators', foreground: bare(ink3) },
    { token: 'delimiter', foreground: bare(ink3) },
    { token: 'comment', foreground: bare(ink3), fontStyle: 'italic' },
  ];
}

function colorsOf(t: Tokens): Record<string, string> {
  return {
    foreground: t.ink,
    focusBorder: t.ink,
    'editor.background': t.panel,
    'editor.foreground': t.ink2,
    'editorCursor.foreground': t.ink,
    'editor.lineHighlightBackground': t.paper,
    'editor.lineHighlightBorder': '#00000000',
    'editor.selectionBackground': t.lineStrong,
    'editor.inactiveSelectionBackground': t.line,
    'editor.selectionHighlightBackground': t.line,
    'editor.findMatchBackground': t.lineStrong,
    'editor.findMatchBorder': t.ink,
    'editor.findMatchHighlightBackground': t.line,
    'editor.foldBackground': t.box,
    'editorLineNumber.foreground': t.ink3,
    'editorLineNumber.activeForeground': t.ink,
    'editorIndentGuide.background1': t.line,
    'editorIndentGuide.activeBackground1': t.lineStrong,
    'editorBracketMatch.background': t.box,
    'editorBracketMatch.border': t.ink3,
    'editorError.foreground': t.error,
    'editorWarning.foreground': t.ink,
    'editorInfo.foreground': t.ink3,
    'editorUnicodeHighlight.border': t.error,
    'editorOverviewRuler.border': t.line,
    'editorOverviewRuler.errorForeground': t.error,
    'editorOverviewRuler.warningForeground': t.ink3,
    'editorOverviewRuler.infoForeground': t.lineStrong,
    'editorOverviewRuler.findMatchForeground': t.ink3,
    'editorOverviewRuler.bracketMatchForeground': t.lineStrong,
    'editorWidget.background': t.panel,
    'editorWidget.foreground': t.ink,
    'editorWidget.border': t.lineStrong,
    'editorHoverWidget.background': t.panel,
    'editorHoverWidget.foreground': t.ink,
    'editorHoverWidget.border': t.lineStrong,
    'editorMarkerNavigation.background': t.panel,
    'editorMarkerNavigationError.background': t.error,
    'editorMarkerNavigationWarning.background': t.ink3,
    'editorMarkerNavigationInfo.background': t.lineStrong,
    'input.background': t.paper,
    'input.foreground': t.ink,
    'input.border': t.lineStrong,
    'widget.shadow': '#00000026',
    'scrollbar.shadow': '#00000000',
  };
}
