/** Sizes of the map at zoom 1, in pixels. */

export const NODE_HEIGHT = 32;
export const PILL_HEIGHT = 30;
export const STACK_HEIGHT = 48;

/** From one row of services to the next. The space between takes a tag or a badge. */
export const ROW = 58;
/** Between columns of services inside a box. */
export const INNER_GAP = 64;
export const BOX_PADDING = 16;
/** From the top of a box to its first service: the title's. */
export const BOX_TITLE = 36;

/** Below a box; a row more than `ROW`, so that one added service moves nobody. */
export const BOX_GAP = 66;
/** Below a pill. */
export const PILL_GAP = 26;
/** Below a collapsed namespace: room for a tag and for the line that it is on. */
export const STACK_GAP = 46;
/** What must stay free around a box that grew. */
export const LEAST_GAP = 8;

/** Between columns of boxes: at least, and at most where many edges cross. */
export const GUTTER = { least: 96, most: 176, perEdge: 3 };

/** Width over height of the area that the map is made for. */
export const ASPECT = 1.2;
