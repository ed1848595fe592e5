import { ok } from "../base/index.ts";
import type { Dim, StartWord } from "../ir/index.ts";
import {
  type Flag,
  finiteOrInfinite,
  flag,
  isUnknownValue,
  list,
  positive,
  type Rule,
} from "./shared/attributes.ts";
import { defineOp } from "./shared/define-op.ts";
import { printed, titleOf } from "./shared/words.ts";
import { initOfStart } from "./starting-values.ts";

export type ParameterAttrs = {
  readonly shape: readonly Dim[];
  /** What it starts from; `numbers` say which. */
  readonly data: StartWord;
  /** The constant; mean and deviation; both bounds; or all numbers, row-major. */
  readonly numbers: readonly Dim[];
  /** Whether training changes it: a buffer is only kept. */
  readonly learned: Flag;
  /** The name under which a layer keeps it; empty for one that is held by itself. */
  readonly name: string;
};

/** The starts that a tensor can be created with: a constant, random numbers of two kinds, or a list of numbers. */
const startWords: readonly StartWord[] = ["constant", "normal", "uniform", "numbers"];

const data: Rule<StartWord> = {
  expected:
    "made of zeros, ones, full, tensor, rand or randn, of which random ones at most times or plus a number",
  refused: (value) =>
    startWords.some((word) => word === value) || isUnknownValue(value)
      ? []
      : ["a tensor that an op has calculated"],
  read: (value) => startWords.find((word) => word === value) ?? "constant",
};

const name: Rule<string> = {
  expected: "a name",
  refused: (value) => (typeof value === "string" ? [] : [value]),
  read: (value) => (typeof value === "string" ? value : ""),
};

/** A tensor that a module keeps by itself, or one of a layer's own that is used beside it. */
export const parameter = defineOp<"parameter", ParameterAttrs>({
  kind: "parameter",
  category: "source",
  displayName: "Parameter",
  documentedIn: "torch.nn.parameter",
  summary: "A tensor that the model keeps: learned, or a buffer.",
  title: ({ shape, learned, name }) =>
    titleOf(learned === false ? "Buffer" : "Parameter", name, shape.map(printed).join("×")),
  rules: { shape: list(positive), data, numbers: list(finiteOrInfinite), learned: flag, name },
  infer: ({ shape }) => ok(shape),
  params: ({ shape, learned, name, ...start }) => ({
    [name]: { shape, learned: learned !== false, init: initOfStart(start) },
  }),
  macs: () => 0,
  elementwise: () => 0,
  window: () => ({ kind: "pointwise" }),
  reference: ({ name }, _, params) => params[name] ?? { shape: [], data: new Float32Array(1) },
  lower: ({ name }) => ({ family: "parameter", weight: name }),
  examples: [
    {
      name: "a scale for each channel",
      attrs: { shape: [64, 1, 1], data: "constant", numbers: [1e-6], learned: true, name: "" },
      inputs: [],
      output: [64, 1, 1],
      parameters: 64,
      macs: 0,
    },
    {
      name: "one number has no axes",
      attrs: { shape: [], data: "constant", numbers: [0], learned: true, name: "" },
      inputs: [],
      output: [],
      parameters: 1,
      macs: 0,
    },
    {
      name: "a buffer is not learned",
      attrs: { shape: [3], data: "numbers", numbers: [1, 2, 3], learned: false, name: "" },
      inputs: [],
      output: [3],
      parameters: 0,
      macs: 0,
      values: { inputs: [], params: { "": [1, 2, 3] }, output: [1, 2, 3] },
    },
    {
      name: "a weight of a layer's own, used beside it",
      attrs: { shape: [4, 2], data: "normal", numbers: [0, 0.02], learned: true, name: "weight" },
      inputs: [],
      output: [4, 2],
      parameters: 8,
      macs: 0,
    },
  ],
  refusals: [
    {
      name: "a size below 0",
      attrs: { shape: [-3], data: "constant", numbers: [0], learned: true, name: "" },
      problem: "invalid-attribute",
      blames: "shape",
    },
  ],
});
