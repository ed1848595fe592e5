import { type Dim, elementCount, multiply } from "../../ir/index.ts";
import type { ReferenceTensor } from "../reference-tensor.ts";
import { whole } from "./attributes.ts";
import { axisOf, certainAxis, isSpatial, wrongAxis } from "./axes.ts";
import type { OpSource } from "./define-op.ts";
import { readOnly } from "./inputs.ts";
import { generate, read, required } from "./reference.ts";

export type AlongAxisAttrs = {
  /** The axis along which the outputs depend on each other; counts from the end where negative. */
  readonly dim: Dim;
};

/** What softmax and its logarithm have in common. */
export const alongAxis = {
  category: "activation",
  rules: { dim: whole },
  infer({ dim }, inputs) {
    const { value, problems } = readOnly(inputs);
    return { value, problems: problems.length > 0 ? problems : wrongAxis("dim", dim, value.length) };
  },
  params: () => ({}),
  macs: () => 0,
  // One each for finding the largest, subtracting it, the exponential, summing, and dividing or subtracting.
  elementwise: (_attrs, _inputs, output) => multiply(5, elementCount(output)),
  window({ dim }, [shape = []]) {
    const axis = axisOf(dim, shape.length);
    return { kind: axis !== undefined && !isSpatial(axis, shape.length) ? "pointwise" : "whole" };
  },
} as const satisfies Partial<OpSource<string, AlongAxisAttrs>>;

/**
 * Each output from its own x less the largest along the axis, so that nothing overflows, and the sum of all such
 * exponentials.
 */
export function generateAlongAxis(
  dim: number,
  input: ReferenceTensor | undefined,
  output: (shifted: number, total: number) => number,
): ReferenceTensor {
  const x = required(input);
  if (x.shape.length === 0) return generate([], () => output(0, 1));
  const axis = certainAxis(dim, x.shape.length);
  return generate(x.shape, (index) => {
    const line = Array.from({ length: x.shape[axis] ?? 0 }, (_, i) => read(x, index.with(axis, i)));
    const largest = line.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
    const total = line.reduce((sum, value) => sum + Math.exp(value - largest), 0);
    return output(read(x, index) - largest, total);
  });
}
