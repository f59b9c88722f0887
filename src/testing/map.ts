import { readdirSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { fileURLToPath } from 'node:url';

/** What one row of the table in `src/README.md` lets a folder import: other folders and packages, or everything. */
export type MayImport = ReadonlySet<string> | 'everything';

const root = fileURLToPath(new URL('..', import.meta.url));

/** The rows of the table, by folder. */
export function readMap(text = readFileSync(`${root}README.md`, 'utf8')): ReadonlyMap<string, MayImport> {
  const rows = new Map<string, MayImport>();
  for (const [, folder = '', list = ''] of text.matchAll(/^\| `([a-z]+)` \|[^|]*\|([^|]*)\|$/gm)) {
    const names = list.split(',').map((name) => name.trim());
    rows.set(folder, names.includes('everything') ? 'everything' : new Set(names));
  }
  return rows;
}

/** The folders under `src`, whether the table knows them or not. */
export const sourceFolders = (): readonly string[] =>
  readdirSync(root, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? [entry.name] : []));

/** One line for every import that the table does not allow, of all files under `src`. */
export function forbiddenImports(map: ReadonlyMap<string, MayImport>): readonly string[] {
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((name) => /\.tsx?$/.test(name));
  return files.sort().flatMap((name) => forbiddenIn(name, readFileSync(root + name, 'utf8'), map));
}

/** The same for one file: `name` is its path under `src`. Tests may also use Vitest, Node and `testing`. */
export function forbiddenIn(name: string, text: string, map: ReadonlyMap<string, MayImport>): readonly string[] {
  const folder = name.includes('/') ? name.slice(0, name.indexOf('/')) : '';
  const allowed = map.get(folder) ?? new Set();
  const extra = /\.(test|bench)\.tsx?$/.test(name) ? ['vitest', 'node', 'testing', 'fixtures'] : [];
  return importsOf(text)
    .filter((path) => {
      const target = targetOf(name, path);
      return allowed !== 'everything' && target !== folder && !allowed.has(target) && !extra.includes(target);
    })
    .map((path) => `${name} imports ${path}`);
}

/** Every module a text names in an import, a re-export or a dynamic import; comments do not count. */
function importsOf(text: string): readonly string[] {
  const code = text.replaceAll(/\/\*[\s\S]*?\*\//g, '').replaceAll(/^\s*\/\/.*$/gm, '');
  return [...code.matchAll(/(?<!['"`])\b(?:from|import)\s*\(?\s*(['"`])([\w@./:?&-]+)\1/g)].map(
    (found) => found[2] ?? '',
  );
}

/** The folder or the package that a module belongs to; `node` for what Node brings along. */
function targetOf(name: string, path: string): string {
  if (path.startsWith('.')) return posix.join(posix.dirname(name), path).split('/')[0] ?? '';
  if (path.startsWith('node:')) return 'node';
  return path
    .split('/')
    .slice(0, path.startsWith('@') ? 2 : 1)
    .join('/');
}
