/** The page's colours that the editor uses, under their names in the style sheet; Monaco takes no custom properties. */
export const tokens = {
  light: {
    panel: '#ffffff',
    paper: '#f6f7f9',
    line: '#e3e7ec',
    'line-strong': '#cfd6de',
    ink: '#17202b',
    'ink-2': '#4a5768',
    'ink-3': '#5f6c7d',
    box: '#f1f4f7',
  },
  dark: {
    panel: '#151b23',
    paper: '#0f141a',
    line: '#26303b',
    'line-strong': '#364352',
    ink: '#e8edf3',
    'ink-2': '#b2bdca',
    'ink-3': '#8794a4',
    box: '#18212b',
  },
} as const;

/** The one colour of the editor alone: what is wrong with the text is no verdict. */
export const errorColour = { light: '#b42318', dark: '#f97066' } as const;
