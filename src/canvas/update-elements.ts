import type { Collection, Core, ElementDefinition } from 'cytoscape';

/** Elements by id as the library has them, each with its text, by which changes are found. */
export type Shown = ReadonlyMap<string, { readonly element: ElementDefinition; readonly text: string }>;

export interface Changes {
  readonly removed: readonly string[];
  readonly added: readonly ElementDefinition[];
  readonly changed: readonly ElementDefinition[];
  readonly after: Shown;
}

/** What has to happen to `shown` for `next` to be shown. An edge with another end is a new one. */
export function changesBetween(shown: Shown, next: readonly ElementDefinition[]): Changes {
  const after = new Map(next.map((element) => [idOf(element), { element, text: JSON.stringify(element) }]));
  const stays = (id: string) => {
    const [before, now] = [shown.get(id)?.element.data, after.get(id)?.element.data];
    return (
      before !== undefined &&
      now !== undefined &&
      before['source'] === now['source'] &&
      before['target'] === now['target']
    );
  };
  return {
    removed: [...shown.keys()].filter((id) => !stays(id)),
    added: next.filter((element) => !stays(idOf(element))),
    changed: next.filter((element) => {
      const id = idOf(element);
      return stays(id) && shown.get(id)?.text !== after.get(id)?.text;
    }),
    after,
  };
}

const idOf = (element: ElementDefinition) => element.data.id ?? '';

/** So much of a frame may be worked away, in milliseconds. */
const SLICE = 10;
/** So many are brought in before the clock is asked. */
const AT_ONCE = 8;
/** So many are drawn for the first time in one frame, which takes longer than drawing them again. */
const IN_FRAME = 72;

/** Brings changes to the surface, many of them in several slices: nodes first, then what joins them. */
export interface Updates {
  apply(changes: Changes): void;
  /** At once, what is still to come. */
  flush(): void;
  /** Nobody wants what is still to come. */
  stop(): void;
}

export interface Slices {
  /** In milliseconds, from any start. */
  now(): number;
  /** Runs after the next `frame`, or as soon as the page has seen to what waits; calling what it returns prevents it. */
  next(run: () => void, after: 'frame' | 'now'): () => void;
}

/** Where a part that was brought in leaves the picture. */
type Stage =
  /** More comes before it is drawn. */
  | 'hold'
  /** Drawn as it is; more comes. */
  | 'draw'
  /** All that can be seen is there, for the first time. */
  | 'seen'
  /** What cannot be seen follows. */
  | 'rest'
  /** It does, and the picture is drawn for those who move it meanwhile. */
  | 'redraw'
  /** All is. */
  | 'last';

/** Whether frames may wait: they would show nothing new, or half of it. */
export const isHeld = (stage: Stage): boolean => stage === 'hold' || stage === 'rest';

export interface UpdateHooks {
  /** Whether an element would not be seen: it then comes behind all others. */
  readonly isUnseen: (element: ElementDefinition) => boolean;
  /** Gives elements that came the classes that the surface adds to their own. */
  readonly mark: (elements: Collection) => void;
  /** Called after each part. */
  readonly onApplied: (stage: Stage) => void;
}

export function createUpdates(cy: Core, slices: Slices, { isUnseen, mark, onApplied }: UpdateHooks): Updates {
  let parts = 0;
  let waiting: readonly (() => Collection)[] = [];
  /** How many of those that wait are unseen. */
  let unseen = 0;
  let cancel = () => {};

  function part(): Stage {
    parts += 1;
    const due = waiting.slice(0, AT_ONCE);
    waiting = waiting.slice(AT_ONCE);
    const touched = cy.collection();
    cy.batch(() => {
      for (const change of due) touched.merge(change());
      mark(touched);
    });
    const stage = stageNow();
    onApplied(stage);
    // Their looks are worked out here, and not for all of them in the frame that draws them.
    touched.boundingBox();
    return stage;
  }
  function stageNow(): Stage {
    if (waiting.length === 0) return 'last';
    const isDrawn = (parts * AT_ONCE) % IN_FRAME === 0;
    if (waiting.length <= unseen - AT_ONCE) return isDrawn ? 'redraw' : 'rest';
    if (waiting.length <= unseen) return 'seen';
    return isDrawn ? 'draw' : 'hold';
  }
  function slice(): void {
    const end = slices.now() + SLICE;
    let stage = part();
    while (isHeld(stage) && slices.now() < end) stage = part();
    if (stage !== 'last') cancel = slices.next(slice, isHeld(stage) ? 'now' : 'frame');
  }
  function flush(): void {
    cancel();
    while (waiting.length > 0) part();
  }
  return {
    apply({ removed, added, changed }) {
      flush();
      cy.batch(() => {
        for (const id of removed) cy.getElementById(id).remove();
      });
      const last = new Set(added.filter(isUnseen));
      // The library keeps the objects it is given, so it gets its own.
      const adding = [...added.filter((element) => !last.has(element)), ...last].map(
        (element) => () => cy.add(structuredClone(element)),
      );
      parts = 0;
      unseen = last.size;
      waiting = [...changed.map((element) => () => change(cy, element)), ...adding];
      slice();
    },
    flush,
    stop() {
      cancel();
      waiting = [];
    },
  };
}

function change(cy: Core, { data, classes, position }: ElementDefinition): Collection {
  const element = cy.getElementById(data.id ?? '');
  element.data({ ...data });
  element.classes(classes as string);
  if (position !== undefined) element.position({ ...position });
  return element;
}
