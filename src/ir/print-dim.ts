import { type Dim, type Factor, isUnknown, type Term } from "./dim.ts";
import type { Shape } from "./shape.ts";

/** The dim as people write it: `64`, `2·N + 1`, `⌊(H − 1)/2⌋ + 1`, `?` where unknown. */
export function printDim(dim: Dim): string {
  if (typeof dim === "number") return String(dim);
  if (isUnknown(dim)) return "?";
  const words = dim.terms.map(printTerm);
  if (dim.constant !== 0) words.push(signed(dim.constant));
  const first = words[0] ?? "0";
  return [first.replace(/^\+ /, "").replace(/^− /, "−"), ...words.slice(1)].join(" ");
}

/** The shape in brackets, sizes by comma: `[N, 64, 56, 56]`. */
export function printShape(shape: Shape): string {
  return `[${shape.map(printDim).join(", ")}]`;
}

/** The shape in its short form for hints and edges: `1×64×56×56`; formulas stand in brackets. */
export function printShapeShort(shape: Shape): string {
  return shape.length === 0 ? "scalar" : shape.map(shortDim).join("×");
}

function shortDim(dim: Dim): string {
  const text = printDim(dim);
  return text.includes(" ") ? `(${text})` : text;
}

function printTerm(term: Term): string {
  const factors = term.factors.map(printFactor).join("·");
  const size = Math.abs(term.coefficient);
  return `${term.coefficient < 0 ? "−" : "+"} ${size === 1 ? "" : `${size}·`}${factors}`;
}

function printFactor(factor: Factor): string {
  if (factor.kind === "symbol") return factor.name;
  if (factor.kind === "floor") return `⌊${operand(factor.numerator)}/${operand(factor.divisor)}⌋`;
  return `${factor.kind}(${printDim(factor.left)}, ${printDim(factor.right)})`;
}

function operand(dim: Dim): string {
  const text = printDim(dim);
  return text.includes(" ") ? `(${text})` : text;
}

function signed(value: number): string {
  return value < 0 ? `− ${-value}` : `+ ${value}`;
}
