import { type Dim, printDim } from "../../ir/index.ts";
import type { DimPair } from "./attributes.ts";

/** A title from its parts; empty parts are left out: `Conv2d 3×3, 64→128, stride 2`. */
export function titleOf(name: string, ...parts: readonly string[]): string {
  const details = parts.filter((part) => part !== "").join(", ");
  return details === "" ? name : `${name} ${details}`;
}

/** `3×5` */
export function byCross([height, width]: DimPair): string {
  return `${printDim(height)}×${printDim(width)}`;
}

/** `64→128` */
export function arrow(from: Dim, to: Dim): string {
  return `${printDim(from)}→${printDim(to)}`;
}

/** `stride 2`, `stride 2×1`, or nothing where both are what is usual. */
export function unless(usual: Dim, name: string, [height, width]: DimPair): string {
  const [h, w] = [printDim(height), printDim(width)];
  if (h === w) return h === printDim(usual) ? "" : `${name} ${h}`;
  return `${name} ${h}×${w}`;
}

/** A number as it stands, a formula as people write it. */
export const printed: (dim: Dim) => string = printDim;
