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

/** Applies changes in one batch. The library keeps the objects it is given, so it gets its own. */
export function applyChanges(cy: Core, { removed, added, changed }: Changes): void {
  cy.batch(() => {
    for (const id of removed) cy.getElementById(id).remove();
    cy.add(structuredClone([...added]));
    for (const { data, classes, position } of changed) {
      const element = cy.getElementById(data.id ?? '');
      element.data({ ...data });
      element.classes(classes as string);
      if (position !== undefined) element.position({ ...position });
    }
  });
}
