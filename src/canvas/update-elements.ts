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
}

export interface Slices {
  /** In milliseconds, from any start. */
  now(): number;
  /** Runs after the next `frame`, or as soon as the page has seen to what waits; calling what it returns prevents it. */
  next(run: () => void, after: 'frame' | 'now'): () => void;
}

/** What is to be done about a part that was brought in. `hold`: more comes before it is drawn. */
type Stage = 'hold' | 'draw' | 'last';

/** `onApplied` is called after each part. */
export function createUpdates(cy: Core, slices: Slices, onApplied: (stage: Stage) => void): Updates {
  let parts = 0;
  let waiting: readonly (() => Collection)[] = [];
  let cancel = () => {};

  function part(): Stage {
    parts += 1;
    const due = waiting.slice(0, AT_ONCE);
    waiting = waiting.slice(AT_ONCE);
    const touched = cy.collection();
    cy.batch(() => {
      for (const change of due) touched.merge(change());
    });
    const stage = waiting.length === 0 ? 'last' : (parts * AT_ONCE) % IN_FRAME === 0 ? 'draw' : 'hold';
    onApplied(stage);
    // Their looks are worked out here, and not for all of them in the frame that draws them.
    touched.boundingBox();
    return stage;
  }
  function slice(): void {
    const end = slices.now() + SLICE;
    let stage = part();
    while (stage === 'hold' && slices.now() < end) stage = part();
    if (stage !== 'last') cancel = slices.next(slice, stage === 'draw' ? 'frame' : 'now');
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
      // The library keeps the objects it is given, so it gets its own.
      const adding = added.map((element) => () => cy.add(structuredClone(element)));
      parts = 0;
      waiting = [...changed.map((element) => () => change(cy, element)), ...adding];
      slice();
    },
    flush,
  };
}

function change(cy: Core, { data, classes, position }: ElementDefinition): Collection {
  const element = cy.getElementById(data.id ?? '');
  element.data({ ...data });
  element.classes(classes as string);
  if (position !== undefined) element.position({ ...position });
  return element;
}
