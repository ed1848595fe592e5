import { isChannelsLast } from "../../problems/index.ts";
import type { CodeAction } from "./code-action.ts";
import { writeWhatCame } from "./write-what-came.ts";

export const matchInChannels: CodeAction<"channel-mismatch"> = {
  id: "match-in-channels",
  summary: "Builds the layer for the channels that its input has.",
  fixes: ["channel-mismatch"],
  example: {
    before:
      'import { nn, randn } from "cnn-blocks";\nconst y = new nn.Conv2d(16, 8, 3)(randn(1, 3, 32, 32));\n',
    after:
      'import { nn, randn } from "cnn-blocks";\nconst y = new nn.Conv2d(3, 8, 3)(randn(1, 3, 32, 32));\n',
  },
  offers(sources, problem) {
    // For an image with its channels last, the image is at fault, not the layer.
    if (isChannelsLast(problem.data.expected, problem.op?.inputs ?? [])) return [];
    return writeWhatCame(sources, problem, "channels");
  },
};
