import type { ProblemDefinition } from "./problem-definition.ts";

export interface TensorOperator {
  /** Null where only JavaScript knows which one it was. */
  readonly operator: string | null;
  /** Whether it stands before its one operand. */
  readonly isUnary: boolean;
  /** Whether the tensor stands behind it, and what is or may be a number before it. */
  readonly isTurned?: boolean;
}

export const tensorOperator: ProblemDefinition<"tensor-operator", TensorOperator> = {
  code: "tensor-operator",
  severity: "error",
  sentence: ({ operator, isUnary, isTurned = false }) => {
    if (operator === null)
      return "Tensors have no operators such as + and *: write a.add(b), a.sub(b), a.mul(b) or a.div(b).";
    const written = isUnary ? (operator === "-" ? "a.neg()" : undefined) : callInstead(operator, isTurned);
    return `Tensors have no ${operator}${written === undefined ? ", and there is no function for it" : `: write ${written}`}.`;
  },
  page: {
    meaning:
      "JavaScript's operators do not work on tensors: they would give a string or NaN. Use the methods add, sub, mul and " +
      "div, which take a tensor or a number.",
    example: `
import { F, randn } from "cnn-blocks";

const x = randn(1, 8, 4, 4);
F.relu(x + x);
`,
    instead: `
import { F, randn } from "cnn-blocks";

const x = randn(1, 8, 4, 4);
F.relu(x.add(x));
`,
  },
};

/** What is called on the left operand, and what on the right one where the left one has no methods for it. */
const methods: ReadonlyMap<string, readonly [method: string, turned?: string]> = new Map([
  ["+", ["add", "add"]],
  ["-", ["sub", "neg().add"]],
  ["*", ["mul", "mul"]],
  ["/", ["div", "reciprocal().mul"]],
  ["**", ["pow"]],
  ["<", ["lt", "gt"]],
  ["<=", ["le", "ge"]],
  [">", ["gt", "lt"]],
  [">=", ["ge", "le"]],
  ["==", ["eq", "eq"]],
  ["!=", ["ne", "ne"]],
]);

/** `add` for `+`: the method of a tensor that does what an operator would; turned, it is called on the right operand. */
export function methodInstead(operator: string, isTurned: boolean): string | undefined {
  return methods.get(operator)?.[isTurned ? 1 : 0];
}

function callInstead(operator: string, isTurned: boolean): string | undefined {
  const method = methodInstead(operator, isTurned);
  if (method === undefined) return undefined;
  const call = isTurned ? `b.${method}(a)` : `a.${method}(b)`;
  if (operator === "+") return `${call}, or, for a text, a template`;
  const isPlain = !isTurned || /^\w+$/.test(method);
  return isPlain ? call : `${call}, where b is the tensor`;
}
