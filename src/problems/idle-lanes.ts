import { listedLayers } from "./phrases.ts";
import type { ProblemDefinition } from "./problem-definition.ts";

export interface IdleLanes {
  /** The layers that are constructed here. */
  readonly layers: readonly string[];
  readonly channels: number;
  /** How many cost the same time. */
  readonly whole: number;
}

/** What an engine computes at once, and what is too little to be reported. */
export const idleLanesLimits = {
  /** Channels are computed in blocks of so many. */
  block: 8,
  /** The least share of the model's MACs that the layer has. */
  cost: 0.05,
  /** The least share of the blocks that stays empty. */
  waste: 0.1,
};

export const idleLanes: ProblemDefinition<"idle-lanes", IdleLanes> = {
  code: "idle-lanes",
  severity: "hint",
  runs: true,
  sentence: ({ layers, channels, whole }) =>
    `${listedLayers(layers)}: ${channels} channels take as long as ${whole}, since channels are computed in blocks of ${idleLanesLimits.block}.`,
  page: {
    meaning:
      "Processors compute several channels at once; this engine, like others, stores channels in blocks of 8 and fills the " +
      "last block with zeros. Numbers of channels that are multiples of 8 waste nothing, which is also why MobileNetV2 and " +
      "its successors round to them (Sandler et al. 2018, https://arxiv.org/abs/1801.04381). " +
      `Reported where at least ${100 * idleLanesLimits.waste} % of the blocks stays empty in a convolution with at least ` +
      `${100 * idleLanesLimits.cost} % of the model's MACs; not for the model's outputs, nor for fewer than ${idleLanesLimits.block} channels.`,
    example: `
import { nn, randn } from "cnn-blocks";

const net = new nn.Sequential(new nn.Conv2d(3, 20, 3), new nn.ReLU(), new nn.Conv2d(20, 16, 3));
net(randn(1, 3, 16, 16));
`,
    instead: `
import { nn, randn } from "cnn-blocks";

const net = new nn.Sequential(new nn.Conv2d(3, 24, 3), new nn.ReLU(), new nn.Conv2d(24, 16, 3));
net(randn(1, 3, 16, 16));
`,
  },
};
