import type { Core, ElementDefinition } from 'cytoscape';

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

/** More elements than this in one frame and the frame is late. */
const AT_ONCE = 40;

/** Brings changes to the surface, many of them over several frames: nodes first, then what joins them. */
export interface Updates {
  apply(changes: Changes): void;
  /** At once, what is still to come. */
  flush(): void;
}

/** Runs in the next frame; calling what it returns prevents it. */
export type NextFrame = (run: () => void) => () => void;

/** `onApplied` is called after each part, and told whether it was the last. */
export function createUpdates(cy: Core, nextFrame: NextFrame, onApplied: (isLast: boolean) => void): Updates {
  let waiting: readonly (() => void)[] = [];
  let cancel = () => {};

  function step(most: number): void {
    const due = waiting.slice(0, most);
    waiting = waiting.slice(most);
    cy.batch(() => {
      for (const change of due) change();
    });
    onApplied(waiting.length === 0);
    if (waiting.length > 0) cancel = nextFrame(() => step(AT_ONCE));
  }
  function flush(): void {
    cancel();
    if (waiting.length > 0) step(Infinity);
  }
  return {
    apply({ removed, added, changed }) {
      flush();
      cy.batch(() => {
        for (const id of removed) cy.getElementById(id).remove();
      });
      // The library keeps the objects it is given, so it gets its own.
      const adding = added.map((element) => () => void cy.add(structuredClone(element)));
      waiting = [...changed.map((element) => () => change(cy, element)), ...adding];
      step(AT_ONCE);
    },
    flush,
  };
}

function change(cy: Core, { data, classes, position }: ElementDefinition): void {
  const element = cy.getElementById(data.id ?? '');
  element.data({ ...data });
  element.classes(classes as string);
  if (position !== undefined) element.position({ ...position });
}
