import { expect, test } from 'vitest';
import { present } from '../../base/assert';
import { sourceOfBytes, streamOfSlices } from '../../base/byte-source';
import { sideBySide } from '../../base/side-by-side';
import { finishWaiting } from '../../base/task';
import { fileId } from '../../model/ids';
import { planOf } from '../../testing/load/plan';
import { filesOf, type Format } from '../../testing/load/texts';
import type { Helper, Helpers } from './aside';
import { partReader, type Part } from './part';
import { scanFile, type Beside, type ScannedFile, type ScanOptions } from './scan-file';

const formats = ['yaml', 'json', 'pretty', 'managed'] as const;

const streamFrom = (bytes: Uint8Array, at: number) =>
  streamOfSlices((start, end) => bytes.subarray(start, end), at, bytes.length);

const optionsOf = (bytes: Uint8Array): ScanOptions => ({
  id: fileId('f'),
  name: 'pods',
  decode: (part) => new TextDecoder('utf-8', { fatal: true }).decode(part),
  size: bytes.length,
  progress: (done) => ({ stage: 'read', done, total: bytes.length }),
});

/** The one that asks has nothing else to do. */
async function scanned(bytes: Uint8Array, beside?: Beside): Promise<ScannedFile | undefined> {
  const scan = () => scanFile(sourceOfBytes(bytes).open(), { ...optionsOf(bytes), beside });
  const [file] = await finishWaiting(sideBySide([scan], 1));
  return file;
}

interface Threads extends Beside {
  /** Parts as they were asked for. */
  readonly asked: Part[];
  readonly closed: () => boolean;
}

/** Threads that are none, and take their time in turns. */
function threads(
  bytes: Uint8Array,
  count: number,
  part: number,
  patience: (asked: number) => number = () => 1,
): Threads {
  const asked: Part[] = [];
  let closed = false;
  const helper = (): Helper => {
    const reader = partReader();
    let last: Promise<unknown> = Promise.resolve();
    return {
      read(given) {
        asked.push(given);
        const turns = patience(asked.length);
        const found = last.then(async () => {
          for (let turn = turns; turn > 0; turn -= 1) await Promise.resolve();
          return structuredClone(
            await finishWaiting(reader.read(structuredClone(given), (at) => streamFrom(bytes, at))),
          );
        });
        last = found;
        return found;
      },
    };
  };
  const helpers: Helpers = { all: Array.from({ length: count }, helper), close: () => (closed = true) };
  return { asked, closed: () => closed, part, open: (at) => streamFrom(bytes, at), start: () => helpers };
}

/** A list with objects of other kinds between its pods, and letters of more than one byte in some. */
function listOf(format: Format): Uint8Array {
  const plan = planOf({ pods: 30, policies: 6, namespaces: 8, feed: 5 }, 1);
  const text = (name: string): string =>
    [
      ...(filesOf(plan, format)
        .find((file) => file.name.startsWith(name))
        ?.chunks() ?? []),
    ].join('');
  if (format === 'yaml') {
    const pods = text('pods').split(/^(?=- )/m);
    const others = text('namespaces')
      .split(/^(?=- )/m)
      .slice(1, -1)
      .map((item) => item.replace('labels:\n', 'labels:\n      note: grün\n'));
    return new TextEncoder().encode(
      pods.flatMap((item, i) => [item, ...others.slice(i, i + (i % 7 === 3 ? 1 : 0))]).join(''),
    );
  }
  const pods = JSON.parse(text('pods')) as { items: unknown[] };
  const others = (JSON.parse(text('namespaces')) as { items: unknown[] }).items;
  const items = pods.items.flatMap((item, i) => [item, ...others.slice(i, i + (i % 7 === 3 ? 1 : 0))]);
  return new TextEncoder().encode(JSON.stringify({ ...pods, items }, null, format === 'json' ? 0 : 4));
}

test.each(formats)('however many threads read a list of %s, and in whatever parts, it is the same', async (format) => {
  const bytes = listOf(format);
  const alone = await scanned(bytes);
  expect(alone?.resources.length).toBeGreaterThan(30);
  for (let count = 1; count <= 4; count += 1) {
    for (const part of [500, 3_001, 20_000, 77_777]) {
      const given = threads(bytes, count, part, (asked) => (asked * 7) % 5);
      expect(await scanned(bytes, given)).toEqual(alone);
      expect(given.closed()).toBe(given.asked.length > 0);
      // Of many parts, the one that asks reads some.
      if (part < 5_000) expect(given.asked.length).toBeLessThan(Math.floor(bytes.length / part));
    }
  }
});

test('a part that begins where no object does is read again from where one does', async () => {
  const text = new TextDecoder().decode(listOf('json'));
  const [item] = (JSON.parse(text) as { items: { metadata: { annotations: object } }[] }).items;
  // An object in an object, which begins as those of the list do.
  const nested = text.replaceAll('"restartPolicy"', `"odd":{"inner":[${JSON.stringify(item)}]},"restartPolicy"`);
  expect(nested).not.toBe(text);
  const bytes = new TextEncoder().encode(nested);
  const given = threads(bytes, 3, 9_000);
  expect(await scanned(bytes, given)).toEqual(await scanned(bytes));
  expect(given.asked.filter(({ exact }) => exact).length).toBeGreaterThan(1);
});

test.each(formats)('damage in %s is met by several threads as by one', async (format) => {
  const bytes = listOf(format);
  for (let at = 1_000; at < bytes.length; at += Math.floor(bytes.length / 12)) {
    for (const byte of [34, 10, 45, 0]) {
      const damaged = bytes.with(at, byte);
      expect(await scanned(damaged, threads(damaged, 3, 12_345))).toEqual(await scanned(damaged));
    }
  }
});

test('what follows a list is read too', async () => {
  const list = listOf('yaml');
  const bytes = Uint8Array.from([...list, ...new TextEncoder().encode('---\n'), ...list]);
  const given = threads(bytes, 2, 30_000);
  expect(await scanned(bytes, given)).toEqual(await scanned(bytes));
});

test('a thread that fails leaves its part to the one that asked', async () => {
  const bytes = listOf('yaml');
  const given = threads(bytes, 2, 20_000);
  const helpers = given.start();
  const [first] = helpers?.all ?? [];
  const fails: Helper = { read: () => Promise.reject(new Error('out of memory')) };
  const beside: Beside = { ...given, start: () => ({ all: [first ?? fails, fails], close: () => {} }) };
  expect(await scanned(bytes, beside)).toEqual(await scanned(bytes));
});

test('what a thread finds after it failed is not trusted: it numbers values that it never told of', async () => {
  const bytes = listOf('yaml');
  const [helper] = threads(bytes, 1, 20_000).start()?.all ?? [];
  let asked = 0;
  const fails: Helper = {
    async read(part) {
      asked += 1;
      const turn = asked;
      // The first finds nothing, and is asked again when the second has failed.
      const found = await present(helper, 'there is one').read(turn === 1 ? { ...part, to: part.from } : part);
      if (turn === 2) throw new Error('it could not be read');
      return turn === 1 ? { ...found, first: undefined } : found;
    },
  };
  const beside = { ...threads(bytes, 1, 20_000), start: () => ({ all: [fails], close: () => {} }) };
  const alone = await scanned(bytes);
  const slowly = scanFile(sourceOfBytes(bytes).open(), { ...optionsOf(bytes), beside });
  for (;;) {
    const step = slowly.next();
    if (step.done === true) {
      expect(step.value).toEqual(alone);
      return;
    }
    // As where other work is done between two steps.
    await new Promise((resolve) => setTimeout(resolve));
  }
});

test('a small file is read by one thread, and taking a question back ends all', async () => {
  const bytes = listOf('yaml');
  const small = threads(bytes, 2, bytes.length);
  await scanned(bytes, small);
  expect(small.asked).toHaveLength(0);
  const large = threads(bytes, 2, 20_000);
  const task = scanFile(sourceOfBytes(bytes).open(), { ...optionsOf(bytes), beside: large });
  while (large.asked.length === 0) task.next();
  task.return(undefined);
  expect(large.closed()).toBe(true);
});
