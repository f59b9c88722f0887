import type { Progress } from '../base/task';

/** A place where the work on a picture may pause: on the page, nothing may hold up the next frame. */
export const drawing: Progress = { stage: 'draw', done: 0, total: 0 };
