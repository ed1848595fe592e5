/**
 * Sizes in pixels at zoom 1. They are fixed rather than measured, so that the worker can lay out a graph that was
 * never drawn, and the same model always gives the same picture. The style sheet follows them.
 */
export const nodeSize = { width: 264, height: 50 } as const;

/** Height of the title bar of an unfolded group. */
export const frameHeader = 30;

/** Room for a text of the edge labels' font. */
export function labelSize(text: string): { readonly width: number; readonly height: number } {
  return { width: Math.ceil(text.length * 6.2) + 8, height: 16 };
}
