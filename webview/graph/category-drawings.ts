/** A stroke of an icon, on a grid of 16 × 16. */
export interface Stroke {
  readonly d: string;
  /** Filled rather than drawn as a line. */
  readonly solid?: boolean;
  readonly dashes?: string;
}

/** The icon for each kind of op. */
export function categoryDrawing(category: string): readonly Stroke[] {
  return drawings[category] ?? [{ d: disc(8, 8, 4) }];
}

const drawings: Readonly<Record<string, readonly Stroke[]>> = {
  source: [{ d: "M2 8h8M7 4.5 10.5 8 7 11.5M13.5 3v10" }],
  // A window on a grid.
  convolution: [{ d: "M2.5 2.5h11v11h-11zM2.5 8h11M8 2.5v11" }, { d: "M2.5 2.5H8V8H2.5z", solid: true }],
  // The bell curve.
  normalization: [{ d: "M1.5 13c3.2 0 3.5-9.5 6.5-9.5S11.3 13 14.5 13" }],
  // The graph of ReLU.
  activation: [{ d: "M2 11.5h6l5.5-7.5" }],
  // Many into one.
  pooling: [{ d: "M2.5 3h11L9.8 8v5L6.2 11.5V8z" }],
  // Everything with everything.
  linear: [
    { d: "M4 4l8 0M4 4l8 8M4 12l8-8M4 12l8 0" },
    {
      d: [disc(3.5, 4, 1.6), disc(3.5, 12, 1.6), disc(12.5, 4, 1.6), disc(12.5, 12, 1.6)].join(""),
      solid: true,
    },
  ],
  combine: [{ d: disc(8, 8, 5.5) }, { d: "M8 5v6M5 8h6" }],
  // One form becomes another.
  shape: [{ d: "M2.5 2.5h5v5h-5zM10.5 6v7.5M8.5 11.5l2 2 2-2" }],
  // Some of it left out.
  regularization: [{ d: disc(8, 8, 5.3), dashes: "2.6 2.3" }],
};

function disc(x: number, y: number, r: number): string {
  return `M${x - r} ${y}a${r} ${r} 0 1 1 ${2 * r} 0a${r} ${r} 0 1 1 ${-2 * r} 0z`;
}
