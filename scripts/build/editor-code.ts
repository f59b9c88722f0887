/** Builds the editor on its own: code that runs as one classic script, and the same compressed for a data block. */
import { gzipSync } from 'node:zlib';
import { build, type Rolldown } from 'vite';

export interface EditorCode {
  readonly code: string;
  readonly block: string;
}

/** `globalThis.tierscopeEditor` is where `src/editor/load-surface.ts` looks for it. */
export async function buildEditor(): Promise<EditorCode> {
  const [output] = (await build({
    configFile: false,
    logLevel: 'warn',
    publicDir: false,
    build: {
      write: false,
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
  const code = withStyles(output.output);
  return { code, block: gzipSync(code, { level: 9 }).toString('base64') };
}

function withStyles(output: Rolldown.RolldownOutput['output']): string {
  const [script, ...rest] = output;
  const styles = rest.map((file) => (file.type === 'asset' && file.fileName.endsWith('.css') ? file.source : ''));
  const css = JSON.stringify(styles.join('\n'));
  return `{const style=document.createElement('style');style.textContent=${css};document.head.append(style)}\n${script.code}`;
}
