import { fractions } from "../../support/made-weights.ts";
import type { Fill } from "./call.ts";

const count = 4099;
const drawn = fractions("pytorch", count);

/** The numbers that tensors are filled with, there as here. */
export const pools: Readonly<Record<Fill, Float32Array>> = {
  any: Float32Array.from(drawn, (r) => (r - 0.5) * 4),
  positive: Float32Array.from(drawn, (r) => r * 2 + 0.05),
  whole: Float32Array.from(drawn, (r) => Math.round((r - 0.5) * 6)),
};

/** The numbers of a tensor, from a place of the pool on that is its own; `oracle.py` takes the same ones. */
export function filled(fill: Fill, start: number, shape: readonly number[]): Float32Array {
  const pool = pools[fill];
  const length = shape.reduce((a, b) => a * b, 1);
  return Float32Array.from({ length }, (_, index) => pool[(index + 101 * start) % count] ?? 0);
}

/** As those of PyTorch's `state_dict`, by their order. */
export function filledWeight(name: string, place: number, shape: readonly number[]): Float32Array {
  return filled(name.endsWith("running_var") ? "positive" : "any", 10 + place, shape);
}
