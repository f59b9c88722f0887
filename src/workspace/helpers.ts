/**
 * The two ends between a thread that loads files and the threads that help it to read a big one. How these are started,
 * and how a file is opened there, is the host's to say.
 */
import type { ByteStream } from '../base/byte-source';
import { finishWaiting } from '../base/task';
import type { Helper, Helpers } from '../ingest/scan/aside';
import { movedOf, partReader, type Part, type PartFound } from '../ingest/scan/part';

export type { Helpers };

/** `file` is whatever the host hands over to open it on the other side. */
interface ToHelper {
  readonly file: unknown;
  readonly part: Part;
}

type FromHelper = { readonly found: PartFound } | { readonly error: string };

/** A message, and what of it moves instead of being copied. */
type Post<M> = (message: M, moved: readonly ArrayBufferLike[]) => void;

/** A thread as the host started it. */
export interface HelperThread {
  readonly post: Post<unknown>;
  /** What it says, and that it has died. */
  readonly listen: (told: (message: unknown) => void, died: (error: unknown) => void) => void;
  readonly end: () => void;
}

/** The asking end. */
export function helpersOver(threads: readonly HelperThread[], file: unknown): Helpers {
  return {
    all: threads.map((thread) => helperOver(thread, file)),
    close: () => threads.forEach(({ end }) => end()),
  };
}

function helperOver({ post, listen }: HelperThread, file: unknown): Helper {
  /** Asked for and not answered yet; answers come in their order. */
  const asked: { readonly resolve: (found: PartFound) => void; readonly reject: (error: unknown) => void }[] = [];
  let death: { readonly error: unknown } | undefined;
  listen(
    (message) => {
      // The one cast at the message port.
      const told = message as FromHelper;
      if ('found' in told) asked.shift()?.resolve(told.found);
      else asked.shift()?.reject(new Error(told.error));
    },
    (error) => {
      death = { error };
      for (const { reject } of asked.splice(0)) reject(error);
    },
  );
  return {
    read: (part) =>
      new Promise((resolve, reject) => {
        const message: ToHelper = { file, part };
        if (death !== undefined) reject(death.error);
        else {
          asked.push({ resolve, reject });
          post(message, []);
        }
      }),
  };
}

/** The answering end: call it with every message. Answers one after the other. */
export function createHelper(
  open: (file: unknown, at: number) => ByteStream,
  post: Post<FromHelper>,
): (message: unknown) => void {
  const reader = partReader();
  const answer = async ({ file, part }: ToHelper): Promise<void> => {
    try {
      const found = await finishWaiting(reader.read(part, (at) => open(file, at)));
      post({ found }, movedOf(found));
    } catch (error) {
      post({ error: String(error) }, []);
    }
  };
  let last = Promise.resolve();
  return (message) => {
    last = last.then(() => answer(message as ToHelper));
  };
}

/** How many threads help, where some of the cores have enough to do. */
export const helperCount = (cores: number, busy: number): number => Math.min(MOST, cores - busy);

const MOST = 4;
