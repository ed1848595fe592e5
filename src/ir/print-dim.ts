import { type Dim, type Factor, isUnknown, type Term } from "./dim.ts";
import type { Shape } from "./shape.ts";

/**
 * The dim as people write it: `64`, `2·N + 1`, `⌊(H − 1)/2⌋ + 1`, `?` where unknown. Plain products come first,
 * floors after them and the constant last, unless only a later one is above 0 and so can begin without a sign.
 */
export function printDim(dim: Dim): string {
  if (typeof dim === "number") return String(dim);
  if (isUnknown(dim)) return "?";
  const terms = [...dim.terms.filter(isPlainProduct), ...dim.terms.filter((term) => !isPlainProduct(term))];
  const words = terms.map(printTerm);
  if (dim.constant !== 0) words.push(signed(dim.constant));
  const start = Math.max(
    words.findIndex((word) => word.startsWith("+")),
    0,
  );
  const [first = "0"] = words.splice(start, 1);
  return [first.replace(/^\+ /, "").replace(/^− /, "−"), ...words].join(" ");
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

function isPlainProduct(term: Term): boolean {
  return term.factors.every((factor) => factor.kind === "symbol");
}

function printTerm(term: Term): string {
  const words = term.factors.map(printFactor);
  const factors = [...new Set(words)].map((word) => power(word, words.filter((w) => w === word).length));
  const size = Math.abs(term.coefficient);
  return `${term.coefficient < 0 ? "−" : "+"} ${size === 1 ? "" : `${size}·`}${factors.join("·")}`;
}

function power(base: string, exponent: number): string {
  if (exponent === 1) return base;
  return base + [...String(exponent)].map((digit) => "⁰¹²³⁴⁵⁶⁷⁸⁹"[Number(digit)]).join("");
}

function printFactor(factor: Factor): string {
  if (factor.kind === "symbol") return factor.name;
  if (factor.kind === "floor" && factor.divisor === 1) return `⌊${printDim(factor.numerator)}⌋`;
  if (factor.kind === "floor")
    return `⌊${inBrackets(factor.numerator, / /)}/${inBrackets(factor.divisor, /[ ·]/)}⌋`;
  return `${factor.kind}(${printDim(factor.left)}, ${printDim(factor.right)})`;
}

/** The formula, in brackets where it has a sign that binds less than the division around it. */
function inBrackets(dim: Dim, loose: RegExp): string {
  const text = printDim(dim);
  return loose.test(text) ? `(${text})` : text;
}

function signed(value: number): string {
  return value < 0 ? `− ${-value}` : `+ ${value}`;
}
