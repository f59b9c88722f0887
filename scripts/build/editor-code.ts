/** Builds the editor on its own: code that runs as one classic script, and the same compressed for a data block. */
import { gzipSync } from 'node:zlib';
import { build, type Rolldown } from 'vite';

export interface EditorCode {
  readonly code: string;
  readonly block: string;
  readonly licenses: string;
}

/** Where Vite puts the notices of bundled packages. */
export const LICENSES = 'licenses.md';

/** `globalThis.tierscopeEditor` is where `src/editor/load-surface.ts` looks for it. */
export async function buildEditor(): Promise<EditorCode> {
  const [output] = (await build({
    configFile: false,
    logLevel: 'warn',
    publicDir: false,
    build: {
      write: false,
      license: { fileName: LICENSES },
      cssCodeSplit: false,
      assetsInlineLimit: () => true,
      chunkSizeWarningLimit: Number.POSITIVE_INFINITY,
      reportCompressedSize: false,
      // Monaco asks it for a place to load its worker from, which `src/editor/monaco.ts` gives in another way.
      rolldownOptions: { transform: { define: { 'import.meta.url': 'undefined' } } },
      lib: { entry: 'src/editor/surface.ts', formats: ['iife'], name: 'tierscopeEditor' },
    },
  })) as readonly Rolldown.RolldownOutput[];
  if (output === undefined) throw new Error('The editor was not built.');
  const code = `${addStyles(assetsOf(output, '.css'))}\n${output.output[0].code}`;
  return { code, block: gzipSync(code, { level: 9 }).toString('base64'), licenses: assetsOf(output, LICENSES) };
}

function assetsOf({ output }: Rolldown.RolldownOutput, ending: string): string {
  const matching = output.filter((file) => file.type === 'asset' && file.fileName.endsWith(ending));
  return matching.map((file) => (file.type === 'asset' ? textOf(file) : '')).join('\n');
}

const addStyles = (css: string): string =>
  `{const style=document.createElement('style');style.textContent=${JSON.stringify(css)};document.head.append(style)}`;

export const textOf = ({ source }: Rolldown.OutputAsset): string =>
  typeof source === 'string' ? source : new TextDecoder().decode(source);
