import { type Checked, faulty } from "../base/index.ts";
import { type Dim, differs, elementCount, type Shape } from "../ir/index.ts";
import type { OpProblem } from "./op.ts";
import { oneOf } from "./shared/attributes.ts";
import { broadcast, readBroadcast } from "./shared/broadcasting.ts";
import { defineOp } from "./shared/define-op.ts";
import { countInputs, wrongRank } from "./shared/inputs.ts";
import { countedBy } from "./shared/macs.ts";
import { generate, required } from "./shared/reference.ts";

export type MatmulAttrs = {
  /** PyTorch's function: `mm` takes two matrices, `bmm` two batches of them, `matmul` anything. */
  readonly as: "matmul" | "mm" | "bmm";
};

const ranks: Readonly<Record<string, readonly [rank: number, words: string]>> = {
  mm: [2, "[rows, columns]"],
  bmm: [3, "[N, rows, columns]"],
};

/** The product of two matrices, or of batches of them, which broadcast. */
export const matmul = defineOp<"matmul", MatmulAttrs>({
  kind: "matmul",
  category: "linear",
  displayName: "matmul",
  summary: "Multiplies matrices, the last two axes of both tensors; the axes before them broadcast.",
  title: () => "matmul",
  rules: { as: oneOf("matmul", "mm", "bmm") as never },
  infer({ as }, inputs) {
    const [left = [], right = []] = inputs;
    const wrong = [...countInputs(inputs, 2), ...wrongRanks(as, [left, right])];
    return wrong.length > 0 ? { value: left, problems: wrong } : shapeOfProduct(left, right);
  },
  params: () => ({}),
  ...countedBy<MatmulAttrs>(
    { name: "outputs", of: (_attrs, _inputs, output) => elementCount(output) },
    { name: "numbers of a row", of: (_attrs, [left = []]) => left.at(-1) ?? 1 },
  ),
  elementwise: () => 0,
  window: () => ({ kind: "whole" }),
  reference(_attrs, inputs) {
    const [left, right] = [required(inputs[0]), required(inputs[1])];
    const shape = shapeOfProduct(left.shape, right.shape).value.map(Number);
    const inner = left.shape.at(-1) ?? 1;
    const isRow = left.shape.length === 1;
    const isColumn = right.shape.length === 1;
    const matrices = [
      { ...left, shape: isRow ? [1, inner] : left.shape },
      { ...right, shape: isColumn ? [inner, 1] : right.shape },
    ] as const;
    return generate(shape, (index) => {
      const batch = index.slice(0, index.length - Number(!isRow) - Number(!isColumn));
      const row = isRow ? 0 : (index[batch.length] ?? 0);
      const column = isColumn ? 0 : (index.at(-1) ?? 0);
      let sum = 0;
      for (let k = 0; k < inner; k++)
        sum +=
          readBroadcast(matrices[0], [...batch, row, k]) * readBroadcast(matrices[1], [...batch, k, column]);
      return sum;
    });
  },
  lower: () => ({ family: "matmul" }),
  examples: [
    {
      name: "attention's scores, a head each",
      attrs: { as: "matmul" },
      inputs: [
        [2, 8, 49, 32],
        [2, 8, 32, 49],
      ],
      output: [2, 8, 49, 49],
      parameters: 0,
      macs: 1_229_312,
    },
    {
      name: "two matrices",
      attrs: { as: "mm" },
      inputs: [
        [2, 3],
        [3, 2],
      ],
      output: [2, 2],
      parameters: 0,
      macs: 12,
      values: {
        inputs: [
          [1, 2, 3, 4, 5, 6],
          [7, 8, 9, 10, 11, 12],
        ],
        output: [58, 64, 139, 154],
      },
    },
    {
      name: "one matrix for a whole batch",
      attrs: { as: "matmul" },
      inputs: [
        [4, 5, 3],
        [3, 7],
      ],
      output: [4, 5, 7],
      parameters: 0,
      macs: 420,
    },
    {
      name: "a row and a column give one number",
      attrs: { as: "matmul" },
      inputs: [[3], [3]],
      output: [],
      parameters: 0,
      macs: 3,
      values: {
        inputs: [
          [1, 2, 3],
          [4, 5, 6],
        ],
        output: [32],
      },
    },
    {
      name: "a matrix and a column",
      attrs: { as: "matmul" },
      inputs: [[2, 5, 3], [3]],
      output: [2, 5],
      parameters: 0,
      macs: 30,
    },
    {
      name: "columns and rows that do not meet",
      attrs: { as: "matmul" },
      inputs: [
        [1, 49, 64],
        [1, 49, 64],
      ],
      output: [1, 49, 64],
      parameters: 0,
      macs: 200_704,
      problems: ["matmul-mismatch"],
    },
    {
      name: "batches that do not meet",
      attrs: { as: "matmul" },
      inputs: [
        [2, 3, 4],
        [5, 4, 6],
      ],
      output: [2, 3, 6],
      parameters: 0,
      macs: 144,
      problems: ["shape-mismatch"],
    },
    {
      name: "bmm wants batches",
      attrs: { as: "bmm" },
      inputs: [
        [3, 4],
        [4, 6],
      ],
      output: [3, 4],
      parameters: 0,
      macs: 48,
      problems: ["wrong-rank"],
    },
  ],
});

function wrongRanks(as: unknown, inputs: readonly Shape[]): readonly OpProblem[] {
  const wanted = typeof as === "string" ? ranks[as] : undefined;
  const index = inputs.findIndex(({ length }) =>
    wanted === undefined ? length === 0 : length !== wanted[0],
  );
  const shape = inputs[index];
  return shape === undefined ? [] : [wrongRank(index, wanted?.[1] ?? "[…, rows, columns]", shape)];
}

function asBatches(problem: OpProblem): OpProblem {
  return problem.code === "shape-mismatch"
    ? { ...problem, data: { ...problem.data, areBatches: true } }
    : problem;
}

/** As NumPy has it: an operand of one axis is a row on the left, a column on the right, and loses that axis. */
function shapeOfProduct(left: Shape, right: Shape): Checked<Shape, OpProblem> {
  const inner = left.at(-1) ?? 1;
  const rows: Dim = right.at(right.length === 1 ? -1 : -2) ?? 1;
  const { value: batch, problems: differing } = broadcast(left.slice(0, -2), right.slice(0, -2));
  const problems = differing.map(asBatches);
  const shape = [...batch, ...left.slice(-2, -1), ...(right.length > 1 ? right.slice(-1) : [])];
  if (!differs(inner, rows)) return { value: shape, problems };
  const data = { left: inner, right: rows };
  return faulty(shape, ...problems, { code: "matmul-mismatch", blame: { kind: "input", index: 1 }, data });
}
