/** What a page, a worker and Node have in common, in the terms of the wire: ports over `postMessage`, and a clock. */
import type { Inflate } from '../base/byte-source';
import type { Port } from './connect';
import type { Clock } from './serve';

/** A `Worker`, a `MessagePort`, or the global of a worker. */
interface Wire {
  postMessage(message: unknown): void;
  onmessage: ((event: MessageEvent) => void) | null;
}

export function portOver<Out, In>(wire: Wire): Port<Out, In> {
  return {
    post: (message) => wire.postMessage(message),
    listen(listener) {
      wire.onmessage = (event: MessageEvent<In>) => listener(event.data);
    },
  };
}

/** Pauses by a message to itself, which queues behind the messages that wait; timers would add 4 ms each time. */
export function createClock(): Clock {
  const { port1, port2 } = new MessageChannel();
  const waiting: (() => void)[] = [];
  port1.onmessage = () => waiting.shift()?.();
  return {
    now: () => performance.now(),
    pause: () =>
      new Promise((resolve) => {
        waiting.push(resolve);
        port2.postMessage(undefined);
      }),
  };
}

/** Text of bytes, `undefined` when they are not valid in the encoding. A byte order mark stays in the text. */
export function decodeText(bytes: Uint8Array, encoding: string): string | undefined {
  const decoder = new TextDecoder(encoding, { fatal: true, ignoreBOM: true });
  try {
    return decoder.decode(bytes);
  } catch {
    return undefined;
  }
}

/** What undoes compression, in a page and in Node. */
export const inflate: Inflate = (stream, format) => {
  const packed = new ReadableStream<BufferSource>({
    async pull(controller) {
      const next = await stream.next();
      if (next === undefined) controller.close();
      else controller.enqueue(next as Uint8Array<ArrayBuffer>);
    },
  });
  const reader = packed.pipeThrough(new DecompressionStream(format)).getReader();
  return {
    next: async () => (await reader.read()).value,
    used: () => stream.used(),
    close() {
      reader.cancel().catch(() => {});
      stream.close();
    },
  };
};
