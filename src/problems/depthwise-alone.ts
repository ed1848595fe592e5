import { listedLayers } from "./phrases.ts";
import type { ProblemDefinition } from "./problem-definition.ts";

export interface DepthwiseAlone {
  /** The layers that are constructed here. */
  readonly layers: readonly string[];
}

export const depthwiseAlone: ProblemDefinition<"depthwise-alone", DepthwiseAlone> = {
  code: "depthwise-alone",
  severity: "information",
  runs: true,
  sentence: ({ layers }) =>
    `Nothing after ${listedLayers(layers)} mixes channels: a depthwise convolution is meant to be followed by a pointwise one.`,
  page: {
    meaning:
      "A depthwise convolution filters each channel by itself. Without a 1×1 convolution or a linear layer after it, the " +
      "channels are never mixed. The two together are the depthwise separable convolution (Howard et al. 2017, " +
      "https://arxiv.org/abs/1704.04861).",
    example: `
import { nn, randn } from "cnn-blocks";

const net = new nn.Sequential(
  new nn.Conv2d(3, 16, 3),
  new nn.ReLU(),
  new nn.Conv2d(16, 16, 3, { groups: 16 }),
  new nn.ReLU(),
);
net(randn(1, 3, 16, 16));
`,
    instead: `
import { nn, randn } from "cnn-blocks";

const net = new nn.Sequential(
  new nn.Conv2d(3, 16, 3),
  new nn.ReLU(),
  new nn.Conv2d(16, 16, 3, { groups: 16 }),
  new nn.Conv2d(16, 32, 1),
  new nn.ReLU(),
);
net(randn(1, 3, 16, 16));
`,
  },
};
