import { expect, test } from 'vitest';
import { finish } from '../base/task';
import { decodeText, inflate } from '../worker/host';
import { createLibrary, type ReadFile } from '../workspace/library';
import { generateCluster } from './generate-cluster';
import { createRandom, type Random } from './generate/random';
import { printCluster } from './print-cluster';

const host = { decode: decodeText, inflate };

/** Objects as a list as kubectl prints them; mostly those of which there is nothing to tell. */
function listOf(seed: number): string {
  const items = printCluster(generateCluster(seed, { flows: 0 }).cluster).split(/^---$\n?/m);
  const entries = items
    .map((item) => item.replace(/^#.*\n/, '').trim())
    .filter((item) => item !== '' && (seed % 3 === 0 || readBy(createLibrary(host), item)?.diagnostics.length === 0))
    .map((item) => `- ${item.replaceAll('\n', '\n  ')}\n`);
  return `apiVersion: v1\nitems:\n${entries.join('')}kind: List\n`;
}

/** What may change how all that follows is read. */
const snippets = ['\n', ' ', '  ', '- ', '&a ', '*a', '---\n', '"', "'", 'items:\n', '\nkind: List\n', ' # x\n'];
const more = ['|\n', '>-\n', '[', '{', ': ', '\n\n', '\t', '\n- x\n', 'Deny', '7', '\r', '${a}', '\n    # more\n'];

function edited(text: string, random: Random): string {
  const at = random.below(text.length + 1);
  const line = text.lastIndexOf('\n', at) + 1;
  const place = random.chance(0.4) ? line : at;
  const entry = text.indexOf('\n- ', at) + 1;
  const next = text.indexOf('\n- ', entry) + 1;
  return random.pick([
    () => text.slice(0, place) + random.pick([...snippets, ...more]) + text.slice(place),
    () => text.slice(0, place) + text.slice(place + random.below(9)),
    () => text.slice(0, place) + text.slice(place + random.below(400)),
    () => (next > entry ? text.slice(0, entry) + text.slice(next) : text),
    () => (next > entry ? text.slice(0, entry) + text.slice(entry, next) + text.slice(entry) : text),
    () =>
      next > entry ? text.slice(0, entry) + text.slice(entry, next).replace(/: /, ':  ') + text.slice(next) : text,
  ])();
}

const readBy = (library: ReturnType<typeof createLibrary>, content: string): ReadFile | undefined =>
  finish(library.read([{ id: 'f', name: 'f.yaml', content }]))[0];

/** More with `AGREEMENT_SEEDS`. */
const seeds = Number(process.env['AGREEMENT_SEEDS'] ?? 40);

test('after any edit of a list, it is read as if it were new', { timeout: 3_600_000 }, () => {
  let stayed = 0;
  for (let seed = 1; seed <= seeds; seed += 1) {
    const random = createRandom(seed);
    const kept = createLibrary(host);
    let text = listOf(seed);
    let clean = text;
    for (let edit = 0; edit < 30; edit += 1) {
      const anew = readBy(createLibrary(host), text);
      const before = new Set(readBy(kept, clean)?.resources);
      const own = readBy(kept, text);
      expect(own, `seed ${seed}, edit ${edit}`).toEqual(anew);
      stayed += own?.resources.filter((resource) => before.has(resource)).length ?? 0;
      // Most faults are mended at once; others are edited further.
      if ((anew?.diagnostics.length ?? 0) <= (seed % 3 === 0 ? 20 : 0)) clean = text;
      text = edited(random.chance(0.7) ? clean : text, random);
    }
  }
  expect(stayed).toBeGreaterThan(seeds * 30);
});

const policy = (name: string, selector: string): string =>
  `- apiVersion: projectcalico.org/v3\n  kind: NetworkPolicy\n  metadata:\n    name: ${name}\n    namespace: shop\n  spec:\n    selector: ${selector}\n`;
const listText = (...entries: readonly string[]): string => `apiVersion: v1\nitems:\n${entries.join('')}kind: List\n`;
const last = policy('z', 'all()');
const block = policy('b', ">-\n      app == 'b'");

test.each([
  ['a comment behind text that goes on', [policy('a', 'all()'), block, last], '- apiV', '      # more\n- apiV', 2],
  ['a line behind text that goes on', [block, policy('a', 'all()'), last], '- apiV', "      || app == 'c'\n- apiV", 1],
  ['a name is taken away', [policy('a', '&x all()'), policy('b', 'all()'), policy('c', '*x'), last], '&x ', '', 0],
  ['a name is given', [policy('a', 'all()'), policy('b', 'all()'), last], ' all()', ' &x all()', 0],
  ['the list becomes another', [policy('a', 'all()'), policy('b', 'all()'), last], 'items:', 'objects:', 0],
  ['a document begins', [policy('a', 'all()'), policy('b', 'all()'), last], '- apiV', '---\n- apiV', 1],
  ['an entry begins a list', [policy('a', 'all()'), policy('b', 'all()'), last], '- apiV', '-\n  items:\n  - apiV', 1],
] as const)('%s', (_, entries, old, made, nth) => {
  const text = listText(...entries);
  const kept = createLibrary(host);
  readBy(kept, text);
  const parts = text.split(old);
  const now = parts.slice(0, nth + 1).join(old) + made + parts.slice(nth + 1).join(old);
  expect(readBy(kept, now)).toEqual(readBy(createLibrary(host), now));
});

test('an entry of a list inside of a list is read as one of that list', () => {
  const inner = (name: string) =>
    `- kind: List\n  items:\n  ${policy(name, 'all()').replaceAll('\n', '\n  ').trim()}\n`;
  const text = listText(inner('a'), inner('b'), inner('c'), last);
  const kept = createLibrary(host);
  readBy(kept, text);
  const now = text.replace('name: c', 'name: changed');
  expect(readBy(kept, now)).toEqual(readBy(createLibrary(host), now));
});
