import type { ProblemDefinition } from "./problem-definition.ts";

export interface NotAModule {
  /** The class that holds modules: `Sequential`. */
  readonly container: string;
  /** "an array", "the class ReLU": what came instead of one. */
  readonly what: string;
}

export const notAModule: ProblemDefinition<"not-a-module", NotAModule> = {
  code: "not-a-module",
  severity: "error",
  sentence: ({ container, what }) => `${container} is made of modules, but got ${what}.${slipOf(what)}`,
  page: {
    meaning:
      "A Sequential takes modules one by one and a ModuleList takes them in an array. Something else is among them: a class " +
      "that was not made an instance with new, an array inside, an object with names, nothing at all.",
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

function slipOf(what: string): string {
  if (what === "an array") return " Spread it with ... to pass its elements one by one.";
  if (what === "an object") return " Give the modules one by one, without names.";
  const name = /^the class (.+)$/.exec(what)?.[1];
  return name === undefined ? "" : ` Write new before it, and its arguments behind: new ${name}().`;
}
