import { type Dim, equal, printDim, type Shape } from "../ir/index.ts";
import { inputShapes } from "./phrases.ts";
import type { ProblemDefinition } from "./problem-definition.ts";

export interface ChannelMismatch {
  readonly expected: Dim;
  readonly got: Dim;
  /** False where the input has no axis for a batch. */
  readonly hasBatch?: false;
}

export const channelMismatch: ProblemDefinition<"channel-mismatch", ChannelMismatch> = {
  code: "channel-mismatch",
  severity: "error",
  sentence: ({ expected, got, hasBatch }, op) =>
    `${op.name} expects ${printDim(expected)} channels, but the input has ${printDim(got)}${inputShapes(op)}.` +
    (isChannelsLast(expected, op.inputs)
      ? " Images are N×C×H×W: permute(0, 3, 1, 2) brings the channels there."
      : hasBatch === false && expected === 1
        ? ` It is taken for one input without a batch: unsqueeze(1) makes it a batch of ${printDim(got)}, of one channel each.`
        : ""),
  page: {
    meaning:
      "A layer is built for a fixed number of input channels, but the tensor that reaches it has a different number on its " +
      "second axis. The argument that sets the number is marked.",
    example: `
import { nn, randn } from "cnn-blocks";

const conv = new nn.Conv2d(16, 8, 3);
conv(randn(1, 3, 32, 32));
`,
    instead: `
import { nn, randn } from "cnn-blocks";

const conv = new nn.Conv2d(3, 8, 3);
conv(randn(1, 3, 32, 32));
`,
  },
};

/**
 * Whether the input is an image as other libraries store it, N×H×W×C. Where the axis before the last one has the same
 * size, the two are rather the height and width of a square map.
 */
export function isChannelsLast(expected: Dim, [input = []]: readonly Shape[]): boolean {
  const [before, last] = input.slice(-2);
  if (input.length !== 4 || before === undefined || last === undefined) return false;
  return equal(last, expected) && !equal(before, last);
}
