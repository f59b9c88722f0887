/** Values by the raw bytes they were made of, each made once: 150,000 pods have some 60,000 blocks of labels. */
import { hashOf } from './scan';

export interface SpanTable<T> {
  /** The number of the value of the bytes from `start` to `end`; made by the table's maker when they are new. */
  idOf(bytes: Uint8Array, start: number, end: number): number;
  /** By number, in the order in which they were first met. */
  readonly values: readonly T[];
  /** The bytes that values were made of, from a number on. */
  spansFrom(id: number): Spans;
}

/** Stretches of bytes, one behind the other. */
export interface Spans {
  readonly bytes: Uint8Array;
  /** Where each ends. */
  readonly ends: Int32Array;
}

export function spanTable<T>(make: (bytes: Uint8Array, start: number, end: number) => T): SpanTable<T> {
  let slots = new Int32Array(1 << 6).fill(-1);
  let store = new Uint8Array(1 << 10);
  let used = 0;
  let hashes = new Int32Array(1 << 5);
  /** Where the bytes of each value start in the store; one more than there are values. */
  let starts = new Int32Array((1 << 5) + 1);
  const values: T[] = [];
  /** Pods of one owner stand together, and what they share comes again and again. */
  let last = 0;

  const slotOf = (hash: number, bytes: Uint8Array, start: number, end: number): number => {
    const mask = slots.length - 1;
    for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
      const index = slots[slot] ?? -1;
      if (index < 0) return slot;
      if (hashes[index] === hash && isStored(index, bytes, start, end)) return slot;
    }
  };
  const isStored = (index: number, bytes: Uint8Array, start: number, end: number): boolean => {
    const from = starts[index] ?? 0;
    if ((starts[index + 1] ?? 0) - from !== end - start) return false;
    for (let i = start, j = from; i < end; i += 1, j += 1) if (bytes[i] !== store[j]) return false;
    return true;
  };
  const grow = (bytes: number): void => {
    if (used + bytes > store.length) {
      const larger = new Uint8Array(Math.max(2 * store.length, used + bytes));
      larger.set(store);
      store = larger;
    }
    if (2 * values.length < slots.length) return;
    slots = new Int32Array(4 * slots.length).fill(-1);
    hashes = enlarged(hashes, slots.length / 2);
    starts = enlarged(starts, slots.length / 2 + 1);
    const mask = slots.length - 1;
    for (let index = 0; index < values.length; index += 1) {
      let slot = (hashes[index] ?? 0) & mask;
      while ((slots[slot] ?? -1) >= 0) slot = (slot + 1) & mask;
      slots[slot] = index;
    }
  };

  return {
    values,
    idOf(bytes, start, end) {
      if (last < values.length && isStored(last, bytes, start, end)) return last;
      const hash = hashOf(bytes, start, end);
      last = slots[slotOf(hash, bytes, start, end)] ?? -1;
      if (last >= 0) return last;
      last = values.length;
      grow(end - start);
      const index = values.length;
      hashes[index] = hash;
      for (let i = start; i < end; i += 1, used += 1) store[used] = bytes[i] ?? 0;
      starts[index + 1] = used;
      slots[slotOf(hash, bytes, start, end)] = index;
      values.push(make(bytes, start, end));
      return index;
    },
    spansFrom(id) {
      const start = starts[id] ?? 0;
      const ends = starts.slice(id + 1, values.length + 1).map((end) => end - start);
      return { bytes: store.slice(start, used), ends };
    },
  };
}

function enlarged(array: Int32Array, length: number): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(length);
  larger.set(array);
  return larger;
}
