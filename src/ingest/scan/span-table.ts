/** Values by the raw bytes they were made of, each made once: 150,000 pods have some 60,000 blocks of labels. */
import { hashOf, sameLength } from './scan';

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

type Make<T> = (bytes: Uint8Array, start: number, end: number) => T;

export const spanTable = <T>(make: Make<T>): SpanTable<T> => new Table(make);

/** A class, as there are many tables: their functions are the same, and are made fast once. */
class Table<T> implements SpanTable<T> {
  readonly values: T[] = [];
  private slots = new Int32Array(1 << 6).fill(-1);
  private store = new Uint8Array(1 << 10);
  private stored = viewOf(this.store);
  /** What was looked at last, which is mostly the same window of a file, and its view. */
  private seen: Uint8Array = this.store;
  private view = this.stored;
  private used = 0;
  private hashes = new Int32Array(1 << 5);
  /** Where the bytes of each value start in the store; one more than there are values. */
  private starts = new Int32Array((1 << 5) + 1);
  /** Pods of one owner stand together, and what they share comes again and again. */
  private last = 0;

  constructor(private readonly make: Make<T>) {}

  idOf(bytes: Uint8Array, start: number, end: number): number {
    const { values } = this;
    if (this.seen !== bytes) {
      this.seen = bytes;
      this.view = viewOf(bytes);
    }
    if (this.last < values.length && this.isStored(this.last, start, end)) return this.last;
    const hash = hashOf(this.view, start, end);
    const known = this.slots[this.slotOf(hash, start, end)] ?? -1;
    const index = known < 0 ? values.length : known;
    this.last = index;
    if (known >= 0) return index;
    this.grow(end - start);
    this.hashes[index] = hash;
    const { store } = this;
    let { used } = this;
    for (let i = start; i < end; i += 1, used += 1) store[used] = bytes[i] ?? 0;
    this.used = used;
    this.starts[index + 1] = used;
    this.slots[this.slotOf(hash, start, end)] = index;
    values.push(this.make(bytes, start, end));
    return index;
  }

  spansFrom(id: number): Spans {
    const start = this.starts[id] ?? 0;
    const ends = this.starts.slice(id + 1, this.values.length + 1).map((end) => end - start);
    return { bytes: this.store.slice(start, this.used), ends };
  }

  private slotOf(hash: number, start: number, end: number): number {
    const { slots, hashes } = this;
    const mask = slots.length - 1;
    for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
      const index = slots[slot] ?? -1;
      if (index < 0) return slot;
      if (hashes[index] === hash && this.isStored(index, start, end)) return slot;
    }
  }

  private isStored(index: number, start: number, end: number): boolean {
    const { starts, stored, view } = this;
    const from = starts[index] ?? 0;
    const length = end - start;
    return (starts[index + 1] ?? 0) - from === length && sameLength(stored, from, view, start, length) === length;
  }

  /** Makes room for one more value, of so many bytes. */
  private grow(bytes: number): void {
    const { used, store, values } = this;
    if (used + bytes > store.length) {
      this.store = new Uint8Array(Math.max(2 * store.length, used + bytes));
      this.store.set(store);
      this.stored = viewOf(this.store);
    }
    if (2 * values.length < this.slots.length) return;
    const slots = new Int32Array(4 * this.slots.length).fill(-1);
    const hashes = enlarged(this.hashes, slots.length / 2);
    const mask = slots.length - 1;
    for (let index = 0; index < values.length; index += 1) {
      let slot = (hashes[index] ?? 0) & mask;
      while ((slots[slot] ?? -1) >= 0) slot = (slot + 1) & mask;
      slots[slot] = index;
    }
    this.slots = slots;
    this.hashes = hashes;
    this.starts = enlarged(this.starts, slots.length / 2 + 1);
  }
}

const viewOf = ({ buffer, byteOffset, byteLength }: Uint8Array): DataView =>
  new DataView(buffer, byteOffset, byteLength);

function enlarged(array: Int32Array, length: number): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(length);
  larger.set(array);
  return larger;
}
