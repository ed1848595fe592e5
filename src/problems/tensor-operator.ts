import type { ProblemDefinition } from "./problem-definition.ts";

export interface TensorOperator {
  /** Null where only JavaScript knows which one it was. */
  readonly operator: string | null;
  /** Whether it stands before its one operand. */
  readonly isUnary: boolean;
  /** Whether the tensor stands behind it, and a number before it. */
  readonly isTurned?: boolean;
}

export const tensorOperator: ProblemDefinition<"tensor-operator", TensorOperator> = {
  code: "tensor-operator",
  severity: "error",
  sentence: ({ operator, isUnary, isTurned = false }) => {
    if (operator === null)
      return "Tensors have no operators such as + and *: write a.add(b), a.sub(b), a.mul(b) or a.div(b).";
    const binary = isTurned ? insteadOfTurned : instead;
    const written = isUnary ? (operator === "-" ? "a.neg()" : undefined) : binary.get(operator);
    return `Tensors have no ${operator}${written === undefined ? ", and there is no function for it" : `: write ${written}`}.`;
  },
  page: {
    meaning:
      "JavaScript's operators do not work on tensors: they would give a text or NaN. The methods add, sub, mul and div do, and " +
      "take a tensor or a number.",
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

const instead: ReadonlyMap<string, string> = new Map([
  ["+", "a.add(b), or, for a text, a template"],
  ["-", "a.sub(b)"],
  ["*", "a.mul(b)"],
  ["/", "a.div(b)"],
  ["**", "a.pow(b)"],
  ["<", "a.lt(b)"],
  ["<=", "a.le(b)"],
  [">", "a.gt(b)"],
  [">=", "a.ge(b)"],
  ["==", "a.eq(b)"],
  ["!=", "a.ne(b)"],
]);

/** Numbers have no methods that take a tensor. */
const insteadOfTurned: ReadonlyMap<string, string> = new Map([
  ["+", "b.add(a), or, for a text, a template"],
  ["-", "b.neg().add(a), where b is the tensor"],
  ["*", "b.mul(a)"],
  ["/", "b.reciprocal().mul(a), where b is the tensor"],
  ["<", "b.gt(a)"],
  ["<=", "b.ge(a)"],
  [">", "b.lt(a)"],
  [">=", "b.le(a)"],
  ["==", "b.eq(a)"],
  ["!=", "b.ne(a)"],
]);
