import { faulty } from "../base/index.ts";
import { type Dim, differs, elementCount, multiply, printDim, type Shape, symbol } from "../ir/index.ts";
import type { OpDefinition } from "./op.ts";
import { type Flag, flag, invalidAttribute, list, positive } from "./shared/attributes.ts";
import { defineOp } from "./shared/define-op.ts";
import { coordinateOf } from "./shared/grid.ts";
import { readOnly, wrongRank } from "./shared/inputs.ts";
import { countedBy } from "./shared/macs.ts";
import { at, generate, read, required } from "./shared/reference.ts";
import { printed, titleOf } from "./shared/words.ts";

export type AffineGridAttrs = {
  /** The shape of the images that will be read with the grid: [N, C, H, W] or [N, C, D, H, W]. */
  readonly size: readonly Dim[];
  readonly alignCorners: Flag;
};

/** The points of images, each moved by its image's matrix: [N, 2, 3] → [N, H, W, 2] (Jaderberg et al. 2015). */
export const affineGrid: OpDefinition<"affine-grid", AffineGridAttrs> = defineOp<
  "affine-grid",
  AffineGridAttrs
>({
  kind: "affine-grid",
  category: "linear",
  displayName: "affineGrid",
  summary: "Moves the points of an image by a matrix, for gridSample.",
  title: ({ size }) => titleOf("affineGrid", size.slice(2).map(printed).join("×")),
  rules: { size: list(positive), alignCorners: flag },
  check: ({ size }) =>
    size.length === 4 || size.length === 5 || size.some((one) => typeof one === "object")
      ? []
      : [invalidAttribute("size", `[${size.map(printed).join(", ")}]`, "[N, C, H, W] or [N, C, D, H, W]")],
  infer({ size }, inputs) {
    const { value: matrix, problems } = readOnly(inputs);
    const [batch = 1, , ...places] = size;
    const axes = places.length;
    const value: Shape = [batch, ...places, axes];
    if (problems.length > 0) return { value, problems };
    const wanted = [batch, axes, axes + 1];
    const isMatrix = matrix.length === 3 && wanted.every((one, axis) => !differs(one, matrix[axis] ?? 1));
    if (isMatrix) return { value, problems };
    return faulty(value, wrongRank(0, `matrices [${wanted.map(printDim).join(", ")}]`, matrix));
  },
  params: () => ({}),
  // A product of each matrix and the point, to which a 1 is appended.
  ...countedBy<AffineGridAttrs>(
    { name: "outputs", of: (_attrs, _inputs, output) => elementCount(output) },
    { name: "numbers of a row", of: ({ size }) => Math.max(size.length - 1, 0) },
  ),
  elementwise: () => 0,
  window: () => ({ kind: "whole" }),
  reference({ size, alignCorners }, inputs) {
    const matrix = required(inputs[0]);
    const [batch = 1, , ...places] = size;
    return generate([batch, ...places, places.length], ([n = 0, ...index]) => {
      const axis = index.pop() ?? 0;
      const point = index.map((i, k) => coordinateOf(i, at(places, k), alignCorners)).reverse();
      return [...point, 1].reduce((sum, x, k) => sum + x * read(matrix, [n, axis, k]), 0);
    });
  },
  lower: ({ alignCorners }) => ({ family: "affine-grid", alignCorners }),
  examples: [
    {
      name: "the identity gives the centres of the pixels",
      attrs: { size: [1, 1, 1, 2], alignCorners: false },
      inputs: [[1, 2, 3]],
      output: [1, 1, 2, 2],
      parameters: 0,
      macs: 12,
      values: { inputs: [[1, 0, 0, 0, 1, 0]], output: [-0.5, 0, 0.5, 0] },
    },
    {
      name: "corners are at -1 and 1, and the last column is added",
      attrs: { size: [1, 1, 2, 2], alignCorners: true },
      inputs: [[1, 2, 3]],
      output: [1, 2, 2, 2],
      parameters: 0,
      macs: 24,
      values: { inputs: [[2, 0, 0.5, 0, 1, 0]], output: [-1.5, -1, 2.5, -1, -1.5, 1, 2.5, 1] },
    },
    {
      name: "images of any number and height",
      attrs: { size: [symbol("N"), 3, symbol("H"), 28], alignCorners: false },
      inputs: [[symbol("N"), 2, 3]],
      output: [symbol("N"), symbol("H"), 28, 2],
      parameters: 0,
      macs: multiply(multiply(symbol("N"), symbol("H")), 168),
    },
    {
      name: "a batch of images",
      attrs: { size: [3, 1, 5, 7], alignCorners: false },
      inputs: [[3, 2, 3]],
      output: [3, 5, 7, 2],
      parameters: 0,
      macs: 630,
    },
    {
      name: "volumes",
      attrs: { size: [2, 1, 3, 4, 5], alignCorners: true },
      inputs: [[2, 3, 4]],
      output: [2, 3, 4, 5, 3],
      parameters: 0,
      macs: 1440,
    },
    {
      name: "matrices of another kind",
      attrs: { size: [2, 1, 4, 4], alignCorners: false },
      inputs: [[2, 3, 3]],
      output: [2, 4, 4, 2],
      parameters: 0,
      macs: 192,
      problems: ["wrong-rank"],
    },
  ],
  refusals: [
    {
      name: "height and width alone",
      attrs: { size: [4, 4], alignCorners: false },
      problem: "invalid-attribute",
      blames: "size",
    },
  ],
});
