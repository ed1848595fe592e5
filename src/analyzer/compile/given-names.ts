import {
  type Expression,
  isArrowFunction,
  isClassExpression,
  isComputedPropertyName,
  isFunctionExpression,
  type Node,
  unwrapped,
} from "../syntax/index.ts";

/** The names of functions and classes that are written without one. */
const names = new WeakMap<Node, string>();

/**
 * Records the name that a function or class gets from what it is assigned to: `{ small: class extends nn.Module { … } }`. A
 * pattern or a member gives none, and what a computed key gives is known only when it is evaluated.
 */
export function nameAfter(name: Node | string, value: Expression | undefined): void {
  if (!takesName(value)) return;
  const text = typeof name === "string" ? name : "text" in name ? String(name.text) : undefined;
  if (text !== undefined) names.set(unwrapped(value), text);
}

/** Whether it is a function or class that is written without a name. */
export function takesName(value: Expression | undefined): value is Expression {
  if (value === undefined) return false;
  const plain = unwrapped(value);
  const mayTakeOne = isArrowFunction(plain) || isFunctionExpression(plain) || isClassExpression(plain);
  return mayTakeOne && plain.name === undefined;
}

/** Whether it is such a one under a computed key, which names it whenever it is evaluated. */
export function isNamedByKey(name: Node, value: Expression | undefined): boolean {
  return isComputedPropertyName(name) && takesName(value);
}

/** What `nameAfter` recorded. */
export function nameGivenTo(node: Node): string | undefined {
  return names.get(node);
}
