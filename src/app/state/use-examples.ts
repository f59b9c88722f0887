import { createContext, use } from 'react';

/** A cluster to try the page with. */
export interface Example {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly files: readonly { readonly name: string; readonly text: string }[];
}

export const ExamplesContext = createContext<readonly Example[]>([]);

export const useExamples = (): readonly Example[] => use(ExamplesContext);
