/** One HTML text of the page's parts. Never by patterns over the whole: `</body>` stands in bundles too. */
import { contentPolicy } from './content-policy.ts';

export interface PageParts {
  /** As Vite leaves it: with one link to a script and at most one to a style sheet. */
  readonly html: string;
  readonly script: string;
  readonly style: string;
  /** Runs when it is asked for; `block` is the same code as a data block carries it. */
  readonly editor: { readonly code: string; readonly block: string };
  /** Notices of the packages inside, which their licenses want in every copy. */
  readonly licenses: string;
}

export function pageText({ html, script, style, editor, licenses }: PageParts): string {
  const code = scriptText(script);
  const bare = withoutLinks(html);
  const head = bare.indexOf('</head>');
  const body = bare.lastIndexOf('</body>');
  if (head === -1 || body === -1) throw new Error('index.html has no head or no body that ends.');
  const policy = contentPolicy([...inlineScripts(bare), code, editor.code]);
  return [
    afterCharset(bare.slice(0, head), `<meta http-equiv="Content-Security-Policy" content="${policy}" />`),
    `<style>${styleText(style)}</style>`,
    bare.slice(head, body),
    `<script type="module">${code}</script>\n`,
    `<script type="application/octet-stream;base64" id="editor-code">${editor.block}</script>\n`,
    `<script type="text/markdown" id="licenses">\n${dataText(licenses)}</script>\n`,
    bare.slice(body),
  ].join('');
}

const LINK = /\s*<(?:script type="module"[^>]* src="[^"]*"[^>]*><\/script>|link rel="stylesheet"[^>]*>)/g;

const withoutLinks = (html: string): string => html.replace(LINK, '');

function afterCharset(head: string, meta: string): string {
  const charset = '<meta charset="utf-8" />';
  const at = head.indexOf(charset);
  if (at === -1) throw new Error(`index.html has no ${charset}, which the policy has to follow.`);
  const end = at + charset.length;
  return `${head.slice(0, end)}\n    ${meta}${head.slice(end)}`;
}

/** Texts of the scripts that stand in index.html itself. */
const inlineScripts = (html: string): string[] =>
  [...html.matchAll(/<script>([\s\S]*?)<\/script>/g)].map(([, text]) => text ?? '');

/**
 * Code that an inline script can hold: no text in it ends the element or starts a comment. In a string, a template or a
 * regular expression `\x3C` is `<`; anywhere else these sequences are no sensible code.
 */
export function scriptText(code: string): string {
  if (/[\r\0]/.test(code)) throw new Error('The bundle has characters that a browser replaces before it hashes.');
  return code.replace(/<(?=\/script|script|!--)/gi, () => '\\x3C');
}

function dataText(text: string): string {
  if (/<\/script|<!--/i.test(text)) throw new Error('The licenses would end their element.');
  return text;
}

function styleText(style: string): string {
  if (/<\/style/i.test(style)) throw new Error('The style sheet would end its element.');
  return style;
}
