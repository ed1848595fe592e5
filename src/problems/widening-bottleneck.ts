import { listedLayers } from "./phrases.ts";
import type { ProblemDefinition } from "./problem-definition.ts";

export interface WideningBottleneck {
  /** The layers that are constructed here. */
  readonly layers: readonly string[];
  readonly channels: number;
  readonly between: number;
}

export const wideningBottleneck: ProblemDefinition<"widening-bottleneck", WideningBottleneck> = {
  code: "widening-bottleneck",
  severity: "information",
  runs: true,
  sentence: ({ layers, channels, between }) =>
    `${listedLayers(layers)}: the bottleneck widens, from ${channels} to ${between} channels, where its middle costs most.`,
  page: {
    meaning:
      "A bottleneck reduces channels with a 1×1 convolution, so that the larger convolution in its middle is cheap (He et " +
      "al. 2015, https://arxiv.org/abs/1512.03385, section 4.1). Here the middle has more channels than the input and the " +
      "output. Inverted residuals widen, too, but their middle is depthwise.",
    example: `
import { nn, randn } from "cnn-blocks";

const net = new nn.Sequential(
  new nn.Conv2d(16, 64, 1),
  new nn.ReLU(),
  new nn.Conv2d(64, 64, 3, { padding: 1 }),
  new nn.ReLU(),
  new nn.Conv2d(64, 16, 1),
);
net(randn(1, 16, 16, 16));
`,
    instead: `
import { nn, randn } from "cnn-blocks";

const net = new nn.Sequential(
  new nn.Conv2d(16, 8, 1),
  new nn.ReLU(),
  new nn.Conv2d(8, 8, 3, { padding: 1 }),
  new nn.ReLU(),
  new nn.Conv2d(8, 16, 1),
);
net(randn(1, 16, 16, 16));
`,
  },
};
