import { type Dim, printDim } from "../../ir/index.ts";

/** A title from its parts; empty parts are left out: `Conv2d 3×3, 64→128, stride 2`. */
export function titleOf(name: string, ...parts: readonly string[]): string {
  const details = parts.filter((part) => part !== "").join(", ");
  return details === "" ? name : `${name} ${details}`;
}

/** `3×5` */
export function byCross(sizes: readonly Dim[]): string {
  return sizes.map(printDim).join("×");
}

/** `64→128` */
export function arrow(from: Dim, to: Dim): string {
  return `${printDim(from)}→${printDim(to)}`;
}

/** `stride 2`, `stride 2×1`, or nothing where all are what is usual. */
export function unless(usual: Dim, name: string, sizes: readonly Dim[]): string {
  const [first = "", ...others] = sizes.map(printDim);
  if (others.some((size) => size !== first)) return `${name} ${[first, ...others].join("×")}`;
  return first === printDim(usual) ? "" : `${name} ${first}`;
}

/** A number as it stands, a formula as people write it. */
export const printed: (dim: Dim) => string = printDim;
