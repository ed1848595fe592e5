import { listedLayers } from "./phrases.ts";
import type { ProblemDefinition } from "./problem-definition.ts";

export interface IdleLanes {
  /** The layers that are constructed here. */
  readonly layers: readonly string[];
  readonly channels: number;
  /** How many cost the same time. */
  readonly whole: number;
}

export const idleLanes: ProblemDefinition<"idle-lanes", IdleLanes> = {
  code: "idle-lanes",
  severity: "hint",
  runs: true,
  sentence: ({ layers, channels, whole }) =>
    `${listedLayers(layers)}: ${channels} channels take as long as ${whole}, since channels are computed in blocks of 8.`,
  page: {
    meaning:
      "Processors compute several channels at once; this engine, like others, stores channels in blocks of 8 and fills the " +
      "last block with zeros. Numbers of channels that are multiples of 8 waste nothing, which is also why MobileNetV2 and " +
      "its successors round to them (Sandler et al. 2018, https://arxiv.org/abs/1801.04381).",
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
