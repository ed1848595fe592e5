import { type Dim, printDim } from "../ir/index.ts";
import { inputShapes } from "./phrases.ts";
import type { ProblemDefinition } from "./problem-definition.ts";

export interface FeatureMismatch {
  readonly expected: Dim;
  /** The size of the input's last axis. */
  readonly got: Dim;
  /** How many features the input would have after `flatten(1)`; null where flattening does not apply. */
  readonly flattened: Dim | null;
  /** Whether it would have the expected ones after a mean over height and width, which is not flattening. */
  readonly isPooled?: true;
}

export const featureMismatch: ProblemDefinition<"feature-mismatch", FeatureMismatch> = {
  code: "feature-mismatch",
  severity: "error",
  sentence: ({ expected, got, flattened, isPooled }, op) =>
    `${op.name} expects ${printDim(expected)} features, but the last axis of the input has ${printDim(got)}${inputShapes(op)}.` +
    (flattened === null ? "" : ` Flattened by flatten(1), it has ${printDim(flattened)} features.`) +
    (isPooled ? ` Averaged over height and width by mean([2, 3]), it has ${printDim(expected)}.` : ""),
  page: {
    meaning:
      "A linear layer or a layer norm works on the last axis of its input, but the size of that axis differs from its " +
      "number of features. After a convolution, flatten the tensor first: it then has channels × height × width features.",
    example: `
import { nn, randn } from "cnn-blocks";

const fc = new nn.Linear(256, 10);
fc(randn(1, 400));
`,
    instead: `
import { nn, randn } from "cnn-blocks";

const fc = new nn.Linear(400, 10);
fc(randn(1, 400));
`,
  },
};
