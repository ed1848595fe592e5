/**
 * Sizes in pixels at zoom 1. They are fixed rather than measured, so that the worker can lay out a graph that
 * was never drawn, and the same model always gives the same picture. The style sheet follows them.
 */
export const nodeSize = { width: 300, height: 50 } as const;

/** Height of the title bar of an unfolded group. */
export const frameHeader = 30;

/** Between a frame and its content. */
export const framePadding = 14;
