/** Keeps an engine running behind one connection, whatever becomes of the thread it runs in. */
import { connect, type Connection, type Port } from './connect';
import type { FromWorker, ToWorker } from './protocol';

/** Where the engine runs. Stays valid over restarts. */
export interface Engine {
  readonly connection: Connection;
  kind(): 'worker' | 'page';
  /** Called with a report once a dead thread was replaced. What was loaded is gone. */
  onCrash(listener: (report: string) => void): void;
  /** Ends the thread, even one that hangs, and starts an empty one. What was asked rejects with `Cancelled`. */
  restart(): void;
}

export interface Thread {
  readonly kind: 'worker' | 'page';
  readonly port: Port<ToWorker, FromWorker>;
  end(): void;
}

export interface Starters {
  /** Throws where a worker cannot be started; tells later of one that failed. */
  worker(onDeath: (report: string) => void): Thread;
  page(): Thread;
}

type Ask = Extract<ToWorker, { type: 'ask' }>;

export function supervise(starters: Starters): Engine {
  /** Not settled yet, in the order asked. */
  const asked = new Map<number, Ask>();
  const listeners: ((report: string) => void)[] = [];
  let deliver: (message: FromWorker) => void = () => {};
  let thread = start();

  function start(): Thread {
    let spoke = false;
    try {
      const worker = starters.worker((report) => {
        if (worker === thread) died(spoke, report);
      });
      worker.port.listen((message) => {
        spoke = true;
        if (worker === thread) receive(message);
      });
      return worker;
    } catch {
      return startOnPage();
    }
  }

  function startOnPage(): Thread {
    const page = starters.page();
    page.port.listen((message) => {
      if (page === thread) receive(message);
    });
    return page;
  }

  function receive(message: FromWorker): void {
    if (message.type !== 'progress') asked.delete(message.id);
    deliver(message);
  }

  /** A thread that never spoke could not be started: another would fare no better, so the page takes over. */
  function died(spoke: boolean, report: string): void {
    thread.end();
    if (!spoke) {
      thread = startOnPage();
      for (const ask of asked.values()) thread.port.post(ask);
      return;
    }
    thread = start();
    settleAll((id) => ({ type: 'crash', id, message: 'The engine stopped.', stack: report }));
    for (const listener of listeners) listener(report);
  }

  function settleAll(messageFor: (id: number) => FromWorker): void {
    for (const id of asked.keys()) receive(messageFor(id));
  }

  const connection = connect({
    post(message) {
      thread.port.post(message);
      if (message.type === 'ask') asked.set(message.id, message);
    },
    listen(listener) {
      deliver = listener;
    },
  });

  return {
    connection,
    kind: () => thread.kind,
    onCrash: (listener) => listeners.push(listener),
    restart() {
      // A page cannot be ended from outside; its engine drops what is cancelled.
      for (const id of asked.keys()) thread.port.post({ type: 'cancel', id });
      thread.end();
      thread = start();
      settleAll((id) => ({ type: 'cancelled', id }));
    },
  };
}
