import type { OpSource } from "./define-op.ts";
import { type MaxPoolAttrs, maxPool } from "./max-pool.ts";
import { lowerPooling, poolReference } from "./pooling.ts";
import { required } from "./reference.ts";
import { type AxisCount, axisWords } from "./spatial.ts";

/** The places of the numbers that a max pool keeps, row-major in their plane, for `MaxUnpool`. */
export function maxPoolIndices<K extends string>(
  kind: K,
  axes: AxisCount,
): Omit<OpSource<K, MaxPoolAttrs>, "examples"> {
  return {
    ...maxPool(kind, `maxPool${axes}dIndices`, axes),
    summary: `Finds the place of the largest number under a window that slides over ${axisWords[axes]}.`,
    reference: (attrs, inputs) => poolReference(attrs, required(inputs[0]), placeOfLargest),
    lower(attrs, inputs) {
      const { axes, kernel, stride, padding, dilation, depth } = lowerPooling(attrs, inputs, "max", false);
      return { family: "pool-places", axes, kernel, stride, padding, dilation, depth };
    },
  };
}

/** The first of the largest, or the last NaN. */
function placeOfLargest(values: readonly number[], _window: unknown, places: readonly number[]): number {
  let best = 0;
  values.forEach((value, i) => {
    if (value > (values[best] ?? 0) || Number.isNaN(value)) best = i;
  });
  return places[best] ?? 0;
}
