import { elementCount } from "../ir/index.ts";
import { broadcast, repeatedTo } from "./shared/broadcasting.ts";
import { defineOp } from "./shared/define-op.ts";
import { countInputs } from "./shared/inputs.ts";
import { element, required } from "./shared/reference.ts";

/** One of two tensors, as a third says element by element, with broadcasting. */
export const where = defineOp<"where", Record<never, never>>({
  kind: "where",
  category: "combine",
  displayName: "where",
  summary: "Takes one tensor where a condition is not 0, and another one elsewhere.",
  title: () => "where",
  rules: {},
  infer(_attrs, inputs) {
    const [condition = [], left = condition, right = left] = inputs;
    const wrongCount = countInputs(inputs, 3);
    if (wrongCount.length > 0) return { value: condition, problems: wrongCount };
    const both = broadcast(left, right);
    if (both.problems.length > 0) return { ...both, problems: both.problems.map(blamingLast) };
    return broadcast(condition, both.value);
  },
  params: () => ({}),
  macs: () => 0,
  elementwise: (_attrs, _inputs, output) => elementCount(output),
  window: () => ({ kind: "pointwise" }),
  reference(_attrs, inputs) {
    const [condition, left, right] = [required(inputs[0]), required(inputs[1]), required(inputs[2])];
    const both = broadcast(left.shape, right.shape).value;
    const shape = broadcast(condition.shape, both).value.map(Number);
    const [yes, no] = [repeatedTo(left, shape), repeatedTo(right, shape)];
    const data = repeatedTo(condition, shape).map((value, i) => element(value !== 0 ? yes : no, i));
    return { shape, data };
  },
  lower: () => ({ family: "select" }),
  examples: [
    {
      name: "element by element",
      attrs: {},
      inputs: [[3], [3], [3]],
      output: [3],
      parameters: 0,
      macs: 0,
      values: {
        inputs: [
          [1, 0, -2],
          [1, 2, 3],
          [4, 5, 6],
        ],
        output: [1, 5, 3],
      },
    },
    {
      name: "a condition for every pixel, a number a channel and one number",
      attrs: {},
      inputs: [[1, 1, 1, 2], [2, 1, 1], []],
      output: [1, 2, 1, 2],
      parameters: 0,
      macs: 0,
      values: { inputs: [[1, 0], [7, 8], [3]], output: [7, 3, 8, 3] },
    },
    {
      name: "shapes that cannot meet",
      attrs: {},
      inputs: [[2], [3], [4]],
      output: [3],
      parameters: 0,
      macs: 0,
      problems: ["shape-mismatch"],
    },
  ],
});

function blamingLast<P extends { readonly blame: unknown }>(problem: P): P {
  return { ...problem, blame: { kind: "input", index: 2 } };
}
