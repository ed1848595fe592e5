import { printThing, type Thing } from "../base/index.ts";
import type { ProblemDefinition } from "./problem-definition.ts";

export interface NotOptions {
  /** What was given instead of the options. */
  readonly what: Thing;
  /** The names of all options, in the order in which PyTorch takes them; none where they are not known. */
  readonly options: readonly string[];
}

export const notOptions: ProblemDefinition<"not-options", NotOptions> = {
  code: "not-options",
  severity: "error",
  sentence: ({ what, options }) =>
    `Options are given by name in one object${options.length === 0 ? "" : `, { ${options.join(", ")} }`}, but this is ${printThing(what)}.`,
  page: {
    meaning:
      "Required arguments are given one by one, and options by name in one object. PyTorch also takes options one by one; " +
      "this library refuses them.",
    example: `
import { nn, randn } from "cnn-blocks";

new nn.Conv2d(3, 8, 3, 2)(randn(1, 3, 9, 9));
`,
    instead: `
import { nn, randn } from "cnn-blocks";

new nn.Conv2d(3, 8, 3, { stride: 2 })(randn(1, 3, 9, 9));
`,
  },
};
