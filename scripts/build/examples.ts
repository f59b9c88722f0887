/** The folders of `public/examples` as a module, so that the start screen offers them without asking any server. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import type { Plugin } from 'vite';
import type { Example } from 'virtual:examples';

const ID = 'virtual:examples';
const RESOLVED = `\0${ID}`;
/** Says what a folder shows; all other files are input. */
const ABOUT = 'example.json';

export function examples(folder: string): Plugin {
  return {
    name: 'tierscope:examples',
    resolveId: (id) => (id === ID ? RESOLVED : undefined),
    load: (id) => (id === RESOLVED ? `export const examples = ${JSON.stringify(readExamples(folder))};` : undefined),
  };
}

/** In the order they ask for, then by id. */
function readExamples(folder: string): Example[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => readExample(folder, name))
    .sort((a, b) => a.order - b.order || (a.id < b.id ? -1 : 1))
    .map(({ order: _order, ...example }) => example);
}

function readExample(folder: string, id: string): Example & { readonly order: number } {
  const files = readdirSync(join(folder, id), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name !== ABOUT)
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
    .map((path) => ({ name: relative(join(folder, id), path).replaceAll(sep, '/'), text: readText(path) }));
  return { id, ...readAbout(join(folder, id, ABOUT)), files };
}

function readAbout(path: string): { title: string; description: string; order: number } {
  const { title, description, order } = JSON.parse(readFileSync(path, 'utf8')) as Record<string, unknown>;
  if (typeof title !== 'string' || typeof description !== 'string' || typeof order !== 'number') {
    throw new Error(`${path} wants a title, a description and an order (a number).`);
  }
  return { title, description, order };
}

/** Examples are text. What is not UTF-8 would be changed on its way into the page. */
const readText = (path: string): string => new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(path));
