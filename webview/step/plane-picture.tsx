import { type CSSProperties, useEffect, useRef } from "react";
import type { Plane } from "../engine/step-messages.ts";
import { pixelColours } from "../panel/colour-scale.ts";
import { gridOf } from "./places.ts";

/** A rectangle of a plane, in elements. It may hang over the border, into the padding. */
export interface Outline {
  readonly row: number;
  readonly column: number;
  readonly rows: number;
  readonly columns: number;
}

/** A plane in colours, from its smallest value to its largest, with one rectangle outlined. */
export function PlanePicture({ plane, outline }: { readonly plane: Plane; readonly outline: Outline }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const grid = gridOf(plane.height, plane.width);
  useEffect(() => {
    if (canvas.current !== null) paint(canvas.current, plane);
  }, [plane]);
  return (
    <div className="plane" style={{ aspectRatio: `${grid.columns} / ${grid.rows}` }}>
      <canvas ref={canvas} width={grid.columns} height={grid.rows} />
      <span className="plane-outline" style={boxOf(outline, grid)} />
    </div>
  );
}

function boxOf(
  { row, column, rows, columns }: Outline,
  grid: { rows: number; columns: number },
): CSSProperties {
  const share = (count: number, of: number): string => `${(100 * count) / of}%`;
  return {
    left: share(column, grid.columns),
    top: share(row, grid.rows),
    width: share(columns, grid.columns),
    height: share(rows, grid.rows),
  };
}

function paint(canvas: HTMLCanvasElement, { values }: Plane): void {
  const context = canvas.getContext("2d");
  if (context === null) return;
  const finite = values.filter(Number.isFinite);
  const low = finite.reduce((least, value) => Math.min(least, value), Infinity);
  const high = finite.reduce((most, value) => Math.max(most, value), -Infinity);
  const factor = high > low ? 255 / (high - low) : 0;
  const image = context.createImageData(canvas.width, canvas.height);
  const colours = new Uint32Array(image.data.buffer);
  for (const [index, value] of values.entries())
    if (Number.isFinite(value)) colours[index] = pixelColours[Math.round((value - low) * factor)] ?? 0;
  context.putImageData(image, 0, 0);
}
