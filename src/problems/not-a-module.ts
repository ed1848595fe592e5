import { isPromise, printThing, type Thing } from "../base/index.ts";
import { awaitFirst } from "./phrases.ts";
import type { ProblemDefinition } from "./problem-definition.ts";

export interface NotAModule {
  /** The class that holds modules: `Sequential`. */
  readonly container: string;
  /** What was given instead of one. */
  readonly what: Thing;
}

export const notAModule: ProblemDefinition<"not-a-module", NotAModule> = {
  code: "not-a-module",
  severity: "error",
  sentence: ({ container, what }) =>
    `${container} is made of modules, but got ${printThing(what)}.${slipOf(what)}`,
  page: {
    meaning:
      "A Sequential takes modules one by one and a ModuleList takes them in an array. Something else is among them: a class " +
      "without new, an array inside, an object with names, or nothing at all.",
    example: `
import { nn, randn } from "cnn-blocks";

const net = new nn.Sequential(new nn.Conv2d(3, 8, 3), nn.ReLU);
net(randn(1, 3, 8, 8));
`,
    instead: `
import { nn, randn } from "cnn-blocks";

const net = new nn.Sequential(new nn.Conv2d(3, 8, 3), new nn.ReLU());
net(randn(1, 3, 8, 8));
`,
  },
};

function slipOf(what: Thing): string {
  if (isPromise(what)) return awaitFirst;
  switch (what.kind) {
    case "array":
      return " Spread it with ... to pass its elements one by one.";
    case "object":
      return " Give the modules one by one, without names.";
    case "class":
      return ` Write new before it, and its arguments after it: new ${what.name}().`;
    case "undefined":
      return what.cause === undefined ? " Is a return missing, or a name misspelt?" : "";
    default:
      return "";
  }
}
