import { isPromise, printThing, type Thing } from "../base/index.ts";
import { awaitFirst } from "./phrases.ts";
import type { ProblemDefinition } from "./problem-definition.ts";

export interface NotATensor {
  /** What was given instead. */
  readonly what: Thing;
  /** What the argument is called, where several tensors are taken. */
  readonly name?: string;
}

export const notATensor: ProblemDefinition<"not-a-tensor", NotATensor> = {
  code: "not-a-tensor",
  severity: "error",
  sentence: ({ what, name }, op) =>
    name === undefined
      ? `${op.name} expects a tensor, but got ${printThing(what)}.${slipOf(what)}`
      : what.kind === "undefined" && what.cause === undefined
        ? `${op.name}: ${name} is missing or undefined. It must be a tensor.`
        : `${op.name}: ${name} must be a tensor, but is ${printThing(what)}.${slipOf(what)}`,
  page: {
    meaning: "A layer or function was called with something other than a tensor.",
    example: `
import { nn, randn } from "cnn-blocks";

const conv = new nn.Conv2d(3, 8, 3);
conv([1, 3, 8, 8]);
`,
    instead: `
import { nn, randn } from "cnn-blocks";

const conv = new nn.Conv2d(3, 8, 3);
conv(randn(1, 3, 8, 8));
`,
  },
};

/** How each of them usually comes about. */
function slipOf(what: Thing): string {
  if (isPromise(what)) return awaitFirst;
  switch (what.kind) {
    case "undefined":
      return what.cause === undefined ? " Is a return missing, or a name misspelt?" : "";
    case "array":
      if (what.holds === "tensors") return " Take one of them, or join them: cat(tensors, 1).";
      return " A tensor of these sizes is randn(...sizes), one of these numbers tensor(numbers).";
    case "primitive":
      return what.type === "number" ? " To make a tensor of given sizes, write randn(1, 3, 32, 32)." : "";
    case "instance":
      return what.isCallable ? " Call it, so that its result is passed on." : "";
    case "function":
      return " Call it, so that its result is passed on.";
    default:
      return "";
  }
}
