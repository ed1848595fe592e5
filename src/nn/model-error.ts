import { type Dim, printDim, printShape, type Shape } from "../ir/index.ts";
import type { OpProblem, OpProblemCode } from "../ops/index.ts";

/** Thrown where a model file runs and an op refuses its attributes or inputs. */
export class ModelError extends Error {
  readonly code: OpProblemCode;
  readonly op: string;

  constructor(op: string, problem: OpProblem) {
    const data = Object.entries(problem.data).map(([name, value]) => `${name}: ${print(value)}`);
    super(`${op}: ${problem.code} (${data.join(", ")})`);
    this.name = "ModelError";
    this.code = problem.code;
    this.op = op;
  }
}

function print(value: Dim | Shape | string): string {
  if (typeof value === "string") return value;
  return Array.isArray(value) ? printShape(value as Shape) : printDim(value as Dim);
}
