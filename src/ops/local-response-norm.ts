import { add, type Dim, elementCount, multiply } from "../ir/index.ts";
import { finite, positive } from "./shared/attributes.ts";
import { defineOp } from "./shared/define-op.ts";
import { readOnly, wrongRank } from "./shared/inputs.ts";
import { at, element, generate, read, required } from "./shared/reference.ts";
import { printed, titleOf } from "./shared/words.ts";

export type LocalResponseNormAttrs = {
  /** How many neighbouring channels count. */
  readonly size: Dim;
  readonly alpha: Dim;
  readonly beta: Dim;
  readonly k: Dim;
};

/**
 * x / (k + alpha / size · Σ x²)^beta over `size` neighbouring channels (Krizhevsky et al. 2012). As in PyTorch
 * ⌊size / 2⌋ of them stand before the channel, and the mean divides by `size` at the edges too.
 */
export const localResponseNorm = defineOp<"local-response-norm", LocalResponseNormAttrs>({
  kind: "local-response-norm",
  category: "normalization",
  displayName: "LocalResponseNorm",
  summary: "Damps each number by the energy of its neighbouring channels.",
  title: ({ size }) => titleOf("LocalResponseNorm", `size ${printed(size)}`),
  rules: { size: positive, alpha: finite, beta: finite, k: finite },
  infer(_attrs, inputs) {
    const { value: shape, problems } = readOnly(inputs);
    if (problems.length > 0 || shape.length >= 3) return { value: shape, problems };
    return { value: shape, problems: [wrongRank(0, "[N, C, ...], at least three axes", shape)] };
  },
  params: () => ({}),
  macs: () => 0,
  // One square, size − 1 additions, then alpha / size, k, the power and the division.
  elementwise: ({ size }, _inputs, output) => multiply(add(size, 4), elementCount(output)),
  window: () => ({ kind: "pointwise" }),
  reference({ size, alpha, beta, k }, inputs) {
    const x = required(inputs[0]);
    const C = at(x.shape, 1);
    return generate(x.shape, (index, offset) => {
      const first = at(index, 1) - Math.floor(size / 2);
      let sum = 0;
      for (let c = Math.max(first, 0); c < Math.min(first + size, C); c++)
        sum += read(x, index.with(1, c)) ** 2;
      return element(x.data, offset) / (k + (alpha / size) * sum) ** beta;
    });
  },
  lower: ({ size, alpha, beta, k }) => ({ family: "local-response-norm", size, alpha, beta, k }),
  examples: [
    {
      name: "AlexNet's, on its first layer",
      attrs: { size: 5, alpha: 1e-4, beta: 0.75, k: 2 },
      inputs: [[1, 96, 55, 55]],
      output: [1, 96, 55, 55],
      parameters: 0,
      macs: 0,
    },
    {
      name: "three neighbours, fewer at the edges, always divided by three",
      attrs: { size: 3, alpha: 3, beta: 1, k: 1 },
      inputs: [[1, 4, 1, 1]],
      output: [1, 4, 1, 1],
      parameters: 0,
      macs: 0,
      // The sums are 1 + 4, 1 + 4 + 9, 4 + 9 + 1 and 9 + 1.
      values: { inputs: [[1, 2, 3, 1]], output: [1 / 6, 2 / 15, 3 / 15, 1 / 11] },
    },
    {
      name: "an even size looks one channel further back",
      attrs: { size: 2, alpha: 2, beta: 1, k: 1 },
      inputs: [[1, 3, 1, 1]],
      output: [1, 3, 1, 1],
      parameters: 0,
      macs: 0,
      values: { inputs: [[1, 2, 3]], output: [1 / 2, 2 / 6, 3 / 14] },
    },
    {
      name: "of three axes the second one is the channels'",
      attrs: { size: 3, alpha: 3, beta: 1, k: 1 },
      inputs: [[2, 2, 1]],
      output: [2, 2, 1],
      parameters: 0,
      macs: 0,
      // The sums are 1 + 4 for the first, 9 + 0 for the second.
      values: { inputs: [[1, 2, 3, 0]], output: [1 / 6, 2 / 6, 3 / 10, 0] },
    },
    {
      name: "a flat tensor has no channels to compare",
      attrs: { size: 5, alpha: 1e-4, beta: 0.75, k: 1 },
      inputs: [[1, 10]],
      output: [1, 10],
      parameters: 0,
      macs: 0,
      problems: ["wrong-rank"],
    },
  ],
  refusals: [
    {
      name: "no neighbours",
      attrs: { size: 0, alpha: 1e-4, beta: 0.75, k: 1 },
      problem: "invalid-attribute",
      blames: "size",
    },
  ],
});
