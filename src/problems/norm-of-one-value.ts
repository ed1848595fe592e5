import { listedLayers } from "./phrases.ts";
import type { ProblemDefinition } from "./problem-definition.ts";

export interface NormOfOneValue {
  /** The layers that are constructed here. */
  readonly layers: readonly string[];
}

export const normOfOneValue: ProblemDefinition<"norm-of-one-value", NormOfOneValue> = {
  code: "norm-of-one-value",
  severity: "hint",
  runs: true,
  sentence: ({ layers }) =>
    `In training, ${listedLayers(layers)} would have one value per channel (a batch of 1, and one place), which PyTorch refuses.`,
  page: {
    meaning:
      "A batch norm takes mean and variance over the batch and all places. On a 1×1 map with a batch of 1 that is a single " +
      'value, whose variance is 0: PyTorch raises "Expected more than 1 value per channel when training". Inference is not ' +
      "affected. Train with larger batches, or use a group norm there (Wu & He 2018, https://arxiv.org/abs/1803.08494).",
    example: `
import { nn, randn } from "cnn-blocks";

const net = new nn.Sequential(
  new nn.Conv2d(16, 16, 4, { stride: 4, bias: false }),
  new nn.BatchNorm2d(16),
);
net(randn(1, 16, 4, 4));
`,
    instead: `
import { nn, randn } from "cnn-blocks";

const net = new nn.Sequential(
  new nn.Conv2d(16, 16, 4, { stride: 4, bias: false }),
  new nn.GroupNorm(4, 16),
);
net(randn(1, 16, 4, 4));
`,
  },
};
