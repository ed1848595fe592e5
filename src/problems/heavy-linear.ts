import type { ProblemDefinition } from "./problem-definition.ts";

export interface HeavyLinear {
  readonly layer: string;
  /** How many of the model's parameters it has. */
  readonly parameters: string;
  readonly total: string;
}

/** A linear layer is reported that has more than this share of a model's parameters, of which there are at least so many. */
export const heavyLinearLimits = { share: 0.6, parameters: 1e6 };

export const heavyLinear: ProblemDefinition<"heavy-linear", HeavyLinear> = {
  code: "heavy-linear",
  severity: "hint",
  runs: true,
  sentence: ({ layer, parameters, total }) =>
    `${layer} has ${parameters} of the model's ${total} parameters. Global average pooling in front of it needs far fewer.`,
  page: {
    meaning:
      "One linear layer has most of the parameters, as in AlexNet and VGG. It learns a weight for each channel at each " +
      "place. If each channel is averaged over all places first, one weight per channel is enough, and the net overfits " +
      'less (Lin, Chen & Yan 2013, "Network in Network", https://arxiv.org/abs/1312.4400, section 3.2). ' +
      `Reported where a net with convolutions has ${heavyLinearLimits.parameters / 1e6} M parameters or more, and one layer more ` +
      `than ${100 * heavyLinearLimits.share} % of them.`,
    example: `
import { nn, randn } from "cnn-blocks";

const net = new nn.Sequential(
  new nn.Conv2d(3, 64, 3, { padding: 1 }),
  new nn.ReLU(),
  new nn.MaxPool2d(4),
  new nn.Flatten(),
  new nn.Linear(64 * 16 * 16, 512),
);
net(randn(1, 3, 64, 64));
`,
    instead: `
import { nn, randn } from "cnn-blocks";

const net = new nn.Sequential(
  new nn.Conv2d(3, 64, 7, { padding: 3 }),
  new nn.ReLU(),
  new nn.MaxPool2d(4),
  new nn.Conv2d(64, 64, 9, { padding: 4 }),
  new nn.ReLU(),
  new nn.AdaptiveAvgPool2d(1),
  new nn.Flatten(),
  new nn.Linear(64, 512),
);
net(randn(1, 3, 64, 64));
`,
  },
};
