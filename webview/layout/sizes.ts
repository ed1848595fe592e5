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

/** Sizes by the direction in which lines run. The layout itself always runs down: of a picture to the right it is the mirror image. */
export interface Measures {
  readonly box: { readonly width: number; readonly height: number };
  /** What the title of a frame takes in the direction of the lines, … */
  readonly header: number;
  /** … at the end of it, where they run up and the layout is turned over; … */
  readonly footer: number;
  /** … and across it. */
  readonly edge: number;
  /** Between an item and the next one: enough for a line with a shape beside it. */
  readonly gap: number;
}

export const downward: Measures = { box: nodeSize, header: frameHeader, footer: 0, edge: 0, gap: 34 };

/** For frames that are turned over: lines enter them below and leave above, and the title stays above. */
export const upward: Measures = { ...downward, header: 0, footer: frameHeader };

export const rightward: Measures = {
  box: { width: nodeSize.height, height: nodeSize.width },
  header: 0,
  footer: 0,
  edge: frameHeader,
  gap: 92,
};

/** Between neighbours in a row. */
export const gaps = { boxes: 24, boxAndLine: 18, lines: 12 } as const;
