import { type Dim, elementCount, multiply } from "../../ir/index.ts";
import type { OpDefinition } from "../op.ts";
import { whole } from "./attributes.ts";
import { axisOf, certainAxis, mixedAlong, wrongAxis } from "./axes.ts";
import { defineOp, type OpSource } from "./define-op.ts";
import { readOnly } from "./inputs.ts";
import { generate, read, required } from "./reference.ts";
import { printed, titleOf } from "./words.ts";

export type SoftmaxAttrs = {
  /** The axis along which the probabilities sum to 1; counts from the end where negative. */
  readonly dim: Dim;
};

/** What softmax and its logarithm do not share. */
interface SoftmaxSource<K extends string>
  extends Pick<OpSource<K, SoftmaxAttrs>, "kind" | "displayName" | "summary" | "examples"> {
  readonly logarithm: boolean;
  /** An output from its x less the largest x along the axis, and from the sum of all such exponentials. */
  output(shifted: number, total: number): number;
}

export function defineSoftmax<K extends string>({
  logarithm,
  output,
  ...source
}: SoftmaxSource<K>): OpDefinition<K, SoftmaxAttrs> {
  return defineOp<K, SoftmaxAttrs>({
    ...source,
    category: "activation",
    ...(logarithm ? {} : { sumsToOne: true }),
    title: ({ dim }) => titleOf(source.displayName, `dim ${printed(dim)}`),
    rules: { dim: whole },
    infer({ dim }, inputs) {
      const { value, problems } = readOnly(inputs);
      return { value, problems: problems.length > 0 ? problems : wrongAxis("dim", dim, value.length) };
    },
    params: () => ({}),
    macs: () => 0,
    // One each for finding the largest, subtracting it, the exponential, summing, and dividing or subtracting.
    elementwise: (_attrs, _inputs, shape) => multiply(5, elementCount(shape)),
    window({ dim }, [shape = []]) {
      const axis = axisOf(dim, shape.length);
      return mixedAlong(axis, true);
    },
    reference({ dim }, inputs) {
      const x = required(inputs[0]);
      if (x.shape.length === 0) return generate([], () => output(0, 1));
      const axis = certainAxis(dim, x.shape.length);
      return generate(x.shape, (index) => {
        const line = Array.from({ length: x.shape[axis] ?? 0 }, (_, i) => read(x, index.with(axis, i)));
        const largest = line.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
        const total = line.reduce((sum, value) => sum + Math.exp(value - largest), 0);
        return output(read(x, index) - largest, total);
      });
    },
    lower: ({ dim }, [shape = []]) => ({
      family: "softmax",
      axis: certainAxis(dim, shape.length),
      logarithm,
    }),
  });
}
