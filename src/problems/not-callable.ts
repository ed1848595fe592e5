import { isPromise, printThing, type Thing } from "../base/index.ts";
import { awaitFirst } from "./phrases.ts";
import type { ProblemDefinition } from "./problem-definition.ts";

export interface NotCallable {
  /** What is called, where it has a name. */
  readonly name: string | null;
  /** What it is. */
  readonly what: Thing;
  /** Whether it is a property that is called as a method without arguments: `x.shape()`. */
  readonly isProperty?: true;
  /** Whether its class has a forward, and so is meant as a module. */
  readonly hasForward?: true;
}

export const notCallable: ProblemDefinition<"not-callable", NotCallable> = {
  code: "not-callable",
  severity: "error",
  sentence: ({ name, what, isProperty, hasForward }) =>
    `${name ?? "This"} is ${printThing(what)}, which cannot be called.${isProperty ? " Leave out the parentheses." : hasForward ? notExtended(what) : slipOf(name, what)}`,
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

function slipOf(name: string | null, what: Thing): string {
  if (isPromise(what)) return awaitFirst;
  return what.kind === "array" && name === null ? " Spread it with ... to pass its elements one by one." : "";
}

function notExtended(what: Thing): string {
  return what.kind === "instance"
    ? ` An instance can be called where its class is a module: write class ${what.of} extends nn.Module.`
    : "";
}
