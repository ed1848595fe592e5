import { add, type Dim, elementCount, multiply, type Shape } from "../../ir/index.ts";
import type { ParamSpec } from "../op.ts";
import type { ReferenceTensor } from "../reference-tensor.ts";
import type { Flag } from "./attributes.ts";
import { countIf, optional } from "./counts.ts";
import { element, generate } from "./reference.ts";

/** γ, which begins at 1, and β, which begins at 0. */
export function scaleAndShift(affine: Flag, shape: Shape): Readonly<Record<string, ParamSpec>> {
  return {
    ...optional(affine, "weight", shape, { kind: "constant", value: 1 }),
    ...optional(affine, "bias", shape, { kind: "constant", value: 0 }),
  };
}

/**
 * For each number an addition for the mean; a subtraction, a square and an addition for the variance; a multiplication
 * by γ / √(variance + ε). β is one more.
 */
export function normalizationCost(affine: Flag, output: Shape): Dim {
  return add(multiply(5, elementCount(output)), countIf(affine, elementCount(output)));
}

export const learnedNames = (affine: boolean) =>
  affine ? { weight: "weight", bias: "bias" } : { weight: null, bias: null };

/**
 * (x − mean) / √(variance + ε) · γ + β over each stretch of `size` numbers; the variance divides by their count.
 * `channelOf` tells which γ and β an element takes.
 */
export function normalized(
  x: ReferenceTensor,
  size: number,
  epsilon: number,
  { weight, bias }: Readonly<Record<string, ReferenceTensor | undefined>>,
  channelOf: (offset: number) => number,
): ReferenceTensor {
  const stretches = Array.from({ length: x.data.length / size }, (_, i) => momentsOf(x.data, i * size, size));
  return generate(x.shape, (_index, offset) => {
    const { mean, variance } = stretches[Math.floor(offset / size)] ?? { mean: 0, variance: 1 };
    const normal = (element(x.data, offset) - mean) / Math.sqrt(variance + epsilon);
    const scaled = weight === undefined ? normal : normal * element(weight.data, channelOf(offset));
    return bias === undefined ? scaled : scaled + element(bias.data, channelOf(offset));
  });
}

function momentsOf(data: Float32Array, start: number, size: number) {
  const numbers = [...data.subarray(start, start + size)];
  const mean = numbers.reduce((sum, one) => sum + one, 0) / size;
  return { mean, variance: numbers.reduce((sum, one) => sum + (one - mean) ** 2, 0) / size };
}
