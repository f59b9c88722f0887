/** What a page, a worker and Node have in common, in the terms of the wire: ports over `postMessage`, and a clock. */
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

/** Text of bytes that are valid UTF-8, else `undefined`. */
export function decodeUtf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
