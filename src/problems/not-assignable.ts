import type { ProblemDefinition } from "./problem-definition.ts";

export interface NotAssignable {
  readonly name: string;
  readonly why: "const" | "import" | "getter" | "weight" | "class" | "function";
}

const reasons: Readonly<Record<NotAssignable["why"], string>> = {
  const: "is declared with const: declare it with let to assign to it again",
  import: "is imported, and imports cannot be assigned to",
  class: "names the class itself here, and cannot be assigned to inside it",
  function: "names the function itself here, and cannot be assigned to inside it",
  getter: "has a getter but no setter, so it cannot be assigned to",
  weight:
    "is the layer's own and cannot be assigned to: give it other numbers with .data = …, or use one weight twice, as in F.linear(x, weight)",
};

export const notAssignable: ProblemDefinition<"not-assignable", NotAssignable> = {
  code: "not-assignable",
  severity: "error",
  sentence: ({ name, why }) => `${name} ${reasons[why]}.`,
  page: {
    meaning:
      "Constants, imports and properties with only a getter cannot be assigned to, and neither can the name of a class or " +
      "of a function expression inside it. Running the file throws at the assignment.",
    example: `
import { nn, randn } from "cnn-blocks";

const x = randn(1, 3, 8, 8);
x = new nn.Conv2d(3, 8, 3)(x);
`,
    instead: `
import { nn, randn } from "cnn-blocks";

let x = randn(1, 3, 8, 8);
x = new nn.Conv2d(3, 8, 3)(x);
`,
  },
};
