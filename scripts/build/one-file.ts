/** The page as one file that needs no other: what Vite bundled, its styles, its icon and its editor, under a policy. */
import { readFileSync } from 'node:fs';
import type { Plugin } from 'vite';
import { buildEditor, LICENSES, textOf, type EditorCode } from './editor-code.ts';
import { pageText } from './page-text.ts';

const ICON = 'public/icon.svg';

export function oneFile(): Plugin {
  let editor: Promise<EditorCode>;
  return {
    name: 'tierscope:one-file',
    apply: 'build',
    enforce: 'post',
    config: () => ({
      base: './',
      build: {
        copyPublicDir: false,
        cssCodeSplit: false,
        modulePreload: false,
        license: { fileName: LICENSES },
        assetsInlineLimit: () => true,
        chunkSizeWarningLimit: Number.POSITIVE_INFINITY,
        reportCompressedSize: false,
        rolldownOptions: { output: { codeSplitting: false } },
      },
    }),
    buildStart() {
      editor = buildEditor();
      // Fails the build where it is awaited; until then it must not count as unhandled.
      editor.catch(() => {});
    },
    transformIndexHtml: {
      order: 'pre',
      handler: (html) => html.replace('href="/icon.svg"', () => `href="${iconUrl()}"`),
    },
    generateBundle: {
      order: 'post',
      async handler(_options, bundle) {
        const parts = { html: '', script: '', style: '', licenses: '' };
        for (const [name, file] of Object.entries(bundle)) {
          parts[partOf(name)] += file.type === 'chunk' ? file.code : textOf(file);
          delete bundle[name];
        }
        const { licenses, ...code } = await editor;
        const source = pageText({ ...parts, licenses: parts.licenses + licenses, editor: code });
        this.emitFile({ type: 'asset', fileName: 'tierscope.html', source });
        this.emitFile({ type: 'asset', fileName: 'index.html', source });
      },
    },
  };
}

const iconUrl = (): string => `data:image/svg+xml,${encodeURIComponent(readFileSync(ICON, 'utf8').trim())}`;

function partOf(name: string): 'html' | 'script' | 'style' | 'licenses' {
  if (name === LICENSES) return 'licenses';
  if (name.endsWith('.html')) return 'html';
  if (name.endsWith('.js')) return 'script';
  if (name.endsWith('.css')) return 'style';
  throw new Error(`${name} does not fit into one file.`);
}
