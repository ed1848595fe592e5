import { listedLayers } from "./phrases.ts";
import type { ProblemDefinition } from "./problem-definition.ts";

export interface BiasBeforeNorm {
  /** The layers that are constructed here. */
  readonly layers: readonly string[];
  /** The norm behind the first of them. */
  readonly norm: string;
  /** How many numbers the biases have together. */
  readonly parameters: number;
}

export const biasBeforeNorm: ProblemDefinition<"bias-before-norm", BiasBeforeNorm> = {
  code: "bias-before-norm",
  severity: "hint",
  runs: true,
  sentence: ({ layers, norm, parameters }) =>
    `The bias of ${listedLayers(layers)} is lost in ${norm}, which subtracts the mean: bias: false saves ${parameters} parameters.`,
  page: {
    meaning:
      "A batch norm subtracts each channel's mean, so a bias that was added just before it has no effect; the norm has a " +
      "bias of its own (Ioffe & Szegedy 2015, https://arxiv.org/abs/1502.03167, section 3.2).",
    example: `
import { nn, randn } from "cnn-blocks";

const net = new nn.Sequential(new nn.Conv2d(3, 16, 3), new nn.BatchNorm2d(16), new nn.ReLU());
net(randn(1, 3, 16, 16));
`,
    instead: `
import { nn, randn } from "cnn-blocks";

const net = new nn.Sequential(new nn.Conv2d(3, 16, 3, { bias: false }), new nn.BatchNorm2d(16), new nn.ReLU());
net(randn(1, 3, 16, 16));
`,
  },
};
