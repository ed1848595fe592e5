import { printThing, type Thing } from "../base/index.ts";
import type { ProblemDefinition } from "./problem-definition.ts";

export interface UndefinedMember {
  /** What is read or called, or null where its name is not known. */
  readonly name: string | null;
  /** What stands before it, as written: `this.conv1`. */
  readonly of: string;
  /** `undefined` or `null`. */
  readonly what: Thing;
  /** Whether it is `this`, in a method that was not called on its object, or in a `function` of its own. */
  readonly isThis?: "in a method" | "in a function";
}

export const undefinedMember: ProblemDefinition<"undefined-member", UndefinedMember> = {
  code: "undefined-member",
  severity: "error",
  sentence: ({ name, of, what, isThis }) =>
    `${of} is ${printThing(what)}, so it has no ${name ?? "properties"}.${isThis ? lostThis[isThis] : ""}`,
  page: {
    meaning:
      "A property or method of `undefined` or `null` is used. Running the file throws here. Usually a name is misspelt, a " +
      "variable was never given a value, or a function returns nothing. If the value may be missing on purpose, write `?.` " +
      "instead of the dot.",
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

const lostThis = {
  "in a method":
    " A method has its this only where it is called on its object: pass (x) => net.forward(x), not net.forward.",
  "in a function": " A function has a this of its own: write an arrow, () => …, which has the one around it.",
} as const;
