import { createContext, use } from 'react';
import type { Canvas } from '../../canvas/mount-canvas';
import { present } from '../../base/assert';

/** Where the mounted canvas is found, by those that bring something into sight or take pictures. */
export interface CanvasHolder {
  readonly get: () => Canvas | undefined;
  readonly hold: (canvas: Canvas) => void;
  /** Does nothing when another canvas has taken the place. */
  readonly release: (canvas: Canvas) => void;
}

export function createCanvasHolder(): CanvasHolder {
  let held: Canvas | undefined;
  return {
    get: () => held,
    hold: (canvas) => {
      held = canvas;
    },
    release: (canvas) => {
      if (held === canvas) held = undefined;
    },
  };
}

export const CanvasContext = createContext<CanvasHolder | undefined>(undefined);

export const useCanvas = (): CanvasHolder => present(use(CanvasContext), 'the page is inside CanvasContext');
