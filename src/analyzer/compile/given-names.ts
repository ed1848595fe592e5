import {
  type Expression,
  isArrowFunction,
  isClassExpression,
  isFunctionExpression,
  type Node,
  unwrapped,
} from "../syntax/index.ts";

/** The names of functions and classes that are written without one. */
const names = new WeakMap<Node, string>();

/**
 * Records the name that a function or class gets from what it is assigned to: `{ small: class extends nn.Module { … } }`. A
 * pattern, a member or a computed key gives none.
 */
export function nameAfter(name: Node | string, value: Expression | undefined): void {
  if (value === undefined) return;
  const plain = unwrapped(value);
  const mayTakeOne = isArrowFunction(plain) || isFunctionExpression(plain) || isClassExpression(plain);
  const text = typeof name === "string" ? name : "text" in name ? String(name.text) : undefined;
  if (mayTakeOne && plain.name === undefined && text !== undefined) names.set(plain, text);
}

/** What `nameAfter` recorded. */
export function nameGivenTo(node: Node): string | undefined {
  return names.get(node);
}
