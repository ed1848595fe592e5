import { elementCount } from "../../ir/index.ts";
import type { BinaryLowering } from "../lowering.ts";
import type { OpDefinition, OpExample } from "../op.ts";
import { broadcast, repeatedTo } from "./broadcasting.ts";
import { defineOp } from "./define-op.ts";
import { countInputs } from "./inputs.ts";
import { element, required } from "./reference.ts";

type NoAttrs = Record<never, never>;

/** What sets one arithmetic of two tensors apart from the next. */
export interface BinarySource<K extends string> {
  readonly kind: K;
  readonly summary: string;
  readonly fn: BinaryLowering["fn"];
  apply(left: number, right: number): number;
  readonly examples: readonly OpExample<NoAttrs>[];
}

/** An op over two tensors, element by element, with broadcasting. */
export function defineBinary<K extends string>(source: BinarySource<K>): OpDefinition<K, NoAttrs> {
  const { kind, summary, fn, examples } = source;
  return defineOp<K, NoAttrs>({
    kind,
    category: "combine",
    displayName: kind,
    summary,
    title: () => kind,
    rules: {},
    infer(_attrs, inputs) {
      const [left = [], right = left] = inputs;
      const wrongCount = countInputs(inputs, 2);
      return wrongCount.length > 0 ? { value: left, problems: wrongCount } : broadcast(left, right);
    },
    params: () => ({}),
    macs: () => 0,
    elementwise: (_attrs, _inputs, output) => elementCount(output),
    window: () => ({ kind: "pointwise" }),
    reference(_attrs, inputs) {
      const [left, right] = [required(inputs[0]), required(inputs[1])];
      const shape = broadcast(left.shape, right.shape).value.map(Number);
      const others = repeatedTo(right, shape);
      const data = repeatedTo(left, shape).map((value, i) => source.apply(value, element(others, i)));
      return { shape, data };
    },
    lower: () => ({ family: "binary", fn }),
    examples,
  });
}

/** Two rows of three numbers through the arithmetic. */
export function rowExample(right: readonly number[], output: readonly number[]): OpExample<NoAttrs> {
  return {
    name: "element by element",
    attrs: {},
    inputs: [[3], [3]],
    output: [3],
    parameters: 0,
    macs: 0,
    values: { inputs: [[6, -8, 0.5], right], output },
  };
}

/** One number a channel meets every pixel of an image. */
export function channelExample(output: readonly number[]): OpExample<NoAttrs> {
  return {
    name: "one number a channel meets all its pixels",
    attrs: {},
    inputs: [
      [1, 2, 1, 2],
      [2, 1, 1],
    ],
    output: [1, 2, 1, 2],
    parameters: 0,
    macs: 0,
    values: {
      inputs: [
        [8, 4, 6, 2],
        [2, 4],
      ],
      output,
    },
  };
}
