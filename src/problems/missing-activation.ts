import { listedLayers } from "./phrases.ts";
import type { ProblemDefinition } from "./problem-definition.ts";

export interface MissingActivation {
  /** The layers that are constructed here. */
  readonly layers: readonly string[];
  /** The convolution in front of the first of them. */
  readonly before: string;
}

export const missingActivation: ProblemDefinition<"missing-activation", MissingActivation> = {
  code: "missing-activation",
  severity: "information",
  runs: true,
  sentence: ({ layers, before }) =>
    layers.length === 1
      ? `Between ${before} and ${layers[0]} there is no activation: two convolutions in a row compute no more than one.`
      : `${listedLayers(layers)} follow convolutions without an activation in between: two in a row compute no more than one.`,
  page: {
    meaning:
      "A convolution of a convolution is a convolution: without an activation between them, the two compute nothing that " +
      "one could not, unless the first is narrower. In depthwise separable convolutions and linear bottlenecks this is " +
      "intended and not reported (Sandler et al. 2018, https://arxiv.org/abs/1801.04381, section 3.2).",
    example: `
import { nn, randn } from "cnn-blocks";

const net = new nn.Sequential(new nn.Conv2d(3, 16, 3), new nn.Conv2d(16, 32, 3), new nn.ReLU());
net(randn(1, 3, 16, 16));
`,
    instead: `
import { nn, randn } from "cnn-blocks";

const net = new nn.Sequential(new nn.Conv2d(3, 16, 3), new nn.ReLU(), new nn.Conv2d(16, 32, 3), new nn.ReLU());
net(randn(1, 3, 16, 16));
`,
  },
};
