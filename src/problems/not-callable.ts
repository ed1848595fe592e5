import { aPromise, awaitFirst } from "./phrases.ts";
import type { ProblemDefinition } from "./problem-definition.ts";

export interface NotCallable {
  /** What is called, where it has a name. */
  readonly name: string | null;
  /** "a number", "an array": what it is. */
  readonly what: string;
  readonly isArray: boolean;
}

export const notCallable: ProblemDefinition<"not-callable", NotCallable> = {
  code: "not-callable",
  severity: "error",
  sentence: ({ name, what, isArray }) =>
    `${name ?? "This"} is ${what}, which cannot be called.${isArray && name === null ? " Spread it with ... to pass its elements one by one." : ""}${what === aPromise ? awaitFirst : ""}`,
  page: {
    meaning:
      "Only functions and modules can be called. Modules are callable: a layer is applied as layer(x).",
    example: `
import { nn, randn } from "cnn-blocks";

const channels = 3;
channels(randn(1, 3, 8, 8));
`,
    instead: `
import { nn, randn } from "cnn-blocks";

const conv = new nn.Conv2d(3, 8, 3);
conv(randn(1, 3, 8, 8));
`,
  },
};
