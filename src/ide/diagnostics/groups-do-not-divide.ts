import type { Diagnostic } from "./diagnostic.ts";
import { opName, word } from "./words.ts";

export const groupsDoNotDivide: Diagnostic<"groups-do-not-divide"> = {
  code: "groups-do-not-divide",
  severity: "error",
  message(problem) {
    const [groups, channels, which] = [
      word(problem, "groups"),
      word(problem, "channels"),
      word(problem, "which"),
    ];
    return `${opName(problem)} cannot split ${channels} channels (${which}) into ${groups} equal groups.`;
  },
  doc: {
    meaning:
      "A grouped convolution cuts its input and its output channels into as many equal parts as it " +
      "has groups, so both numbers have to be multiples of it. A group norm does the same with its channels.",
    example: ['import { nn, randn } from "cnn-blocks";', "", "new nn.Conv2d(6, 12, 3, { groups: 4 });"].join(
      "\n",
    ),
    instead: ['import { nn, randn } from "cnn-blocks";', "", "new nn.Conv2d(6, 12, 3, { groups: 3 });"].join(
      "\n",
    ),
  },
};
