/**
 * Sizes in pixels at zoom 1. They are fixed rather than measured, so that a graph can be laid out that was never
 * drawn, and the same model always gives the same picture. The style sheet follows them.
 */
export const nodeSize = { width: 300, height: 50 } as const;

/** Height of the title bar of an unfolded group. */
export const frameHeader = 30;

/** Between a frame and its content. */
export const framePadding = 14;

/** Around the whole picture. */
export const canvasPadding = 16;

/** Between an item and the next one below it: enough for a line with a shape beside it. */
export const rowGap = 34;

/** Between neighbours in a row. */
export const gaps = { boxes: 24, boxAndLine: 18, lines: 12 } as const;
