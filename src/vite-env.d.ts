/// <reference types="vite/client" />

/** The folders of `public/examples`, in the order to offer them. Made by `scripts/build/examples.ts`. */
declare module 'virtual:examples' {
  export interface Example {
    /** Name of the folder. */
    readonly id: string;
    readonly title: string;
    readonly description: string;
    /** Sorted by name. */
    readonly files: readonly { readonly name: string; readonly text: string }[];
  }
  export const examples: readonly Example[];
}
