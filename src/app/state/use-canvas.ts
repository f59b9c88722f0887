import { createContext, use } from 'react';
import type { Canvas } from '../../canvas/mount-canvas';
import { present } from '../../base/assert';

/** Where the mounted canvas is found, by those that bring something into sight or take pictures. */
export interface CanvasHolder {
  current: Canvas | undefined;
}

export const CanvasContext = createContext<CanvasHolder | undefined>(undefined);

export const useCanvas = (): CanvasHolder => present(use(CanvasContext), 'the page is inside CanvasContext');
