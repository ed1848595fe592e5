import type { ProblemDefinition } from "./problem-definition.ts";

export interface UndefinedMember {
  /** What is read or called, or null where its name is not known. */
  readonly name: string | null;
  /** What stands before it, as written: `this.conv1`. */
  readonly of: string;
  /** `undefined (Net has no conv1)`, `null` */
  readonly what: string;
}

export const undefinedMember: ProblemDefinition<"undefined-member", UndefinedMember> = {
  code: "undefined-member",
  severity: "error",
  sentence: ({ name, of, what }) => `${of} is ${what}, so it has no ${name ?? "properties"}.`,
  page: {
    meaning:
      "A property or method of `undefined` or `null` is used. Running the file throws here. Usually a name is " +
      "misspelt, a variable was never given a value, or a function returns nothing. Where it may rightly be " +
      "missing, write `?.` instead of the dot.",
    example: `
import { nn, randn } from "cnn-blocks";

const convs = [new nn.Conv2d(3, 8, 3)];
const channels = convs[1].outChannels;
convs[0](randn(1, 3, 8, 8));
`,
    instead: `
import { nn, randn } from "cnn-blocks";

const convs = [new nn.Conv2d(3, 8, 3)];
const channels = convs[0].outChannels;
convs[0](randn(1, 3, 8, 8));
`,
  },
};
