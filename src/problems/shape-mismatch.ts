import { printShapeShort, type Shape } from "../ir/index.ts";
import { inputShapes } from "./phrases.ts";
import type { ProblemDefinition } from "./problem-definition.ts";

export interface ShapeMismatch {
  readonly left: Shape;
  readonly right: Shape;
  /** Whether these are the batches of matrices, the axes before the last two. */
  readonly areBatches?: true;
}

export const shapeMismatch: ProblemDefinition<"shape-mismatch", ShapeMismatch> = {
  code: "shape-mismatch",
  severity: "error",
  sentence: ({ left, right, areBatches }, op) =>
    `${op.name} cannot combine ${areBatches ? "batches of " : ""}${printShapeShort(left)} with ${printShapeShort(right)}${areBatches ? inputShapes(op) : ""}: ` +
    "on each axis the sizes must be equal, or one of them 1.",
  page: {
    meaning:
      "Two tensors are combined element by element, and on some axis their sizes are neither equal nor 1. If the branch of " +
      "a residual connection changes the shape, give the shortcut a 1×1 convolution with the same stride and number of " +
      "channels.",
    example: `
import { nn, randn } from "cnn-blocks";

const branch = new nn.Conv2d(64, 128, 3, { stride: 2, padding: 1 });
const x = randn(1, 64, 32, 32);
branch(x).add(x);
`,
    instead: `
import { nn, randn } from "cnn-blocks";

const branch = new nn.Conv2d(64, 128, 3, { stride: 2, padding: 1 });
const shortcut = new nn.Conv2d(64, 128, 1, { stride: 2 });
const x = randn(1, 64, 32, 32);
branch(x).add(shortcut(x));
`,
  },
};
