import { type Dim, printDim } from "../ir/index.ts";
import { inputShapes } from "./phrases.ts";
import type { ProblemDefinition } from "./problem-definition.ts";

export interface KernelExceedsInput {
  readonly axis: "depth" | "height" | "width" | "length";
  /** Pixels that the kernel covers along the axis, dilation included. */
  readonly kernel: Dim;
  /** Pixels of the input along the axis, padding included. */
  readonly input: Dim;
  /** Whether the input has to be as large without its padding. */
  readonly isBare?: true;
}

export const kernelExceedsInput: ProblemDefinition<"kernel-exceeds-input", KernelExceedsInput> = {
  code: "kernel-exceeds-input",
  severity: "error",
  sentence: ({ axis, kernel, input, isBare }, op) =>
    `The kernel of ${op.name} covers ${printDim(kernel)} pixels of ${axis}, but the ${isBare ? "input without its padding" : "padded input"} has only ${printDim(input)}${inputShapes(op)}.`,
  page: {
    meaning:
      "The kernel is larger than the padded input, so it fits nowhere. Earlier strides and poolings " +
      "made the image too small, or padding is missing.",
    example: `
import { nn, randn } from "cnn-blocks";

const conv = new nn.Conv2d(3, 8, 7);
conv(randn(1, 3, 5, 5));
`,
    instead: `
import { nn, randn } from "cnn-blocks";

const conv = new nn.Conv2d(3, 8, 7, { padding: 3 });
conv(randn(1, 3, 5, 5));
`,
  },
};
