/**
 * Brings Monaco in. It is larger than the rest of the page and not needed for the first picture, so the built page
 * carries it compressed, in a data block that browsers skip; here it is unpacked and run as an inline script.
 *
 * The page's policy names the hash of exactly this script: nothing else can be run this way, whatever the block holds.
 * `blob:` or `data:` as script sources would be wider. Trusted Types only want to hear that the text is meant as script.
 */
import type * as surface from './surface';

type Surface = typeof surface;

declare global {
  /** Set by the unpacked script. */
  var tierscopeEditor: Surface | undefined;
}

/** Written by `scripts/build/editor-code.ts`: gzip in base64. */
const BLOCK_ID = 'editor-code';

let loading: Promise<Surface> | undefined;

/** Rejects when the code cannot be unpacked or run; the next call tries again. */
export function loadSurface(): Promise<Surface> {
  loading ??= load().catch((error: unknown) => {
    loading = undefined;
    throw error;
  });
  return loading;
}

async function load(): Promise<Surface> {
  if (import.meta.env.DEV) return import('./surface');
  const block = document.getElementById(BLOCK_ID);
  if (block === null) throw new Error('This page was built without its editor.');
  runInline(await unpack(block.textContent));
  if (globalThis.tierscopeEditor === undefined) throw new Error('The browser did not run the editor.');
  return globalThis.tierscopeEditor;
}

function unpack(base64: string): Promise<string> {
  const text = atob(base64);
  // A plain loop: `Uint8Array.from` takes ten times as long for a million characters.
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i += 1) bytes[i] = text.charCodeAt(i);
  const unpacked = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'));
  return new Response(unpacked).text();
}

interface TrustedTypes {
  createPolicy(
    name: string,
    rules: { createScript: (text: string) => string },
  ): {
    createScript(text: string): string;
  };
}

function runInline(code: string): void {
  // Unknown to the compiler's page types. Browsers without it take the text as it is.
  const { trustedTypes } = globalThis as { trustedTypes?: TrustedTypes };
  const policy = trustedTypes?.createPolicy('editor', { createScript: (text) => text });
  const script = document.createElement('script');
  script.textContent = policy?.createScript(code) ?? code;
  document.head.append(script);
  script.remove();
}
