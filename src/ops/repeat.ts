import { type Dim, multiply, symbol } from "../ir/index.ts";
import type { OpDefinition } from "./op.ts";
import { list, positive } from "./shared/attributes.ts";
import { defineOp } from "./shared/define-op.ts";
import { readOnly, wrongRank } from "./shared/inputs.ts";
import { pickAlong, picked } from "./shared/picking.ts";
import { at, required } from "./shared/reference.ts";
import { printed, titleOf } from "./shared/words.ts";

export type RepeatAttrs = {
  /** How often each axis is gone through, aligned at the last one. */
  readonly repeats: readonly Dim[];
};

/** The whole tensor again and again along its axes, as PyTorch's `repeat`; new axes come first. */
export const repeat: OpDefinition<"repeat", RepeatAttrs> = defineOp<"repeat", RepeatAttrs>({
  kind: "repeat",
  category: "shape",
  displayName: "repeat",
  summary: "Puts copies of the whole tensor side by side.",
  title: ({ repeats }) => titleOf("repeat", repeats.map(printed).join("×")),
  rules: { repeats: list(positive) },
  infer({ repeats }, inputs) {
    const { value: shape, problems } = readOnly(inputs);
    if (problems.length > 0) return { value: shape, problems };
    const more = repeats.length - shape.length;
    if (more < 0)
      return {
        value: shape,
        problems: [wrongRank(0, `at most ${repeats.length} axes, as there are repeats`, shape)],
      };
    return { value: repeats.map((times, axis) => multiply(shape[axis - more] ?? 1, times)), problems };
  },
  params: () => ({}),
  macs: () => 0,
  elementwise: () => 0,
  window: () => ({ kind: "pointwise" }),
  reference({ repeats }, inputs) {
    const x = required(inputs[0]);
    return picked(x, repeating(repeats, x.shape), repeat.infer({ repeats }, [x.shape]).value.map(Number));
  },
  lower: ({ repeats }, [shape = []]) => repeating(repeats, shape),
  examples: [
    {
      name: "channels twice",
      attrs: { repeats: [1, 2, 1, 1] },
      inputs: [[symbol("N"), 3, symbol("H"), 224]],
      output: [symbol("N"), 6, symbol("H"), 224],
      parameters: 0,
      macs: 0,
    },
    {
      name: "a row twice, and twice again under itself",
      attrs: { repeats: [2, 2] },
      inputs: [[3]],
      output: [2, 6],
      parameters: 0,
      macs: 0,
      values: { inputs: [[1, 2, 3]], output: [1, 2, 3, 1, 2, 3, 1, 2, 3, 1, 2, 3] },
    },
    {
      name: "channels of an odd number",
      attrs: { repeats: [1, 3, 1, 1] },
      inputs: [[2, 11, 3, 2]],
      output: [2, 33, 3, 2],
      parameters: 0,
      macs: 0,
    },
    {
      name: "images, rows and columns",
      attrs: { repeats: [2, 1, 2, 3] },
      inputs: [[2, 11, 3, 2]],
      output: [4, 11, 6, 6],
      parameters: 0,
      macs: 0,
    },
    {
      name: "fewer repeats than axes",
      attrs: { repeats: [2] },
      inputs: [[1, 3]],
      output: [1, 3],
      parameters: 0,
      macs: 0,
      problems: ["wrong-rank"],
    },
  ],
  refusals: [
    { name: "no times", attrs: { repeats: [0, 1] }, problem: "invalid-attribute", blames: "repeats" },
  ],
});

function repeating(repeats: readonly number[], from: readonly number[]): ReturnType<typeof pickAlong> {
  const sizes = [...repeats.slice(from.length).map(() => 1), ...from];
  const along = sizes.flatMap((size, axis) => {
    const count = size * at(repeats, axis);
    const places = Array.from({ length: count }, (_, i) => i % size);
    return count === size ? [] : [[axis, places] as const];
  });
  return pickAlong(sizes, new Map(along));
}
