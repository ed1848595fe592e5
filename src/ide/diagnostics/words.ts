import type { Problem } from "../../analyzer/index.ts";
import { type Dim, printDim, printShapeShort, type Shape } from "../../ir/index.ts";
import { findOp } from "../../ops/index.ts";

/** What the op is called for people; "This" where no op refused. */
export function opName({ op }: Problem): string {
  return op === null ? "This" : findOp(op).displayName;
}

/** A value of the problem's data as text. Each code promises its data, so a missing one is a bug of ours. */
export function word(problem: Problem, name: string): string {
  const value = problem.data[name];
  if (value === undefined) throw new Error(`A ${problem.code} came without ${name}.`);
  return print(value);
}

/** A count with commas: `25,000`. */
export function countWord(problem: Problem, name: string): string {
  const text = word(problem, name);
  return /^\d+$/.test(text) ? Number(text).toLocaleString("en-US") : text;
}

/** The same where the code does not promise it. */
export function optionalWord(problem: Problem, name: string): string | null {
  const value = problem.data[name];
  return value === undefined ? null : print(value);
}

/** ` (1×3×32×32)`: the shape that came, where the problem knows what produced it; else nothing. */
export function shapeInBrackets({ related }: Problem): string {
  const from = related.map(({ data }) => data).find((data) => data.kind === "shape-from");
  return from === undefined ? "" : ` (${printShapeShort(from.shape)})`;
}

function print(value: Dim | Shape | string): string {
  if (typeof value === "string") return value;
  return isShape(value) ? printShapeShort(value) : printDim(value);
}

function isShape(value: Dim | Shape): value is Shape {
  return Array.isArray(value);
}
