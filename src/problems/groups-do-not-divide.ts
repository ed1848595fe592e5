import { type Dim, printDim } from "../ir/index.ts";
import type { ProblemDefinition } from "./problem-definition.ts";

export interface GroupsDoNotDivide {
  readonly groups: Dim;
  readonly channels: Dim;
  /** The argument that states the channels, or "input" for those that the input has. */
  readonly which: "inChannels" | "outChannels" | "numChannels" | "input";
}

export const groupsDoNotDivide: ProblemDefinition<"groups-do-not-divide", GroupsDoNotDivide> = {
  code: "groups-do-not-divide",
  severity: "error",
  sentence: ({ groups, channels, which }, op) =>
    `${op.name} cannot split ${printDim(channels)} channels (${which === "input" ? "of the input" : which}) into ${printDim(groups)} equal groups.`,
  page: {
    meaning:
      "A grouped convolution splits both its input and its output channels into as many equal parts as " +
      "it has groups, so both numbers have to be multiples of the groups. A group norm does the same " +
      "with its channels.",
    example: `
import { nn, randn } from "cnn-blocks";

new nn.Conv2d(6, 12, 3, { groups: 4 });
`,
    instead: `
import { nn, randn } from "cnn-blocks";

new nn.Conv2d(6, 12, 3, { groups: 3 });
`,
  },
};
