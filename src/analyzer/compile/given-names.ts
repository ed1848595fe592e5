import {
  type Expression,
  isArrowFunction,
  isClassExpression,
  isFunctionExpression,
  type Node,
  unwrapped,
} from "../syntax/index.ts";

/** By the function or class, which has no name of its own. */
const names = new WeakMap<Node, string>();

/** Notes the name that a function or class takes of what it is given to: `{ small: class extends nn.Module { … } }`. */
export function nameAfter(name: Node | string, value: Expression | undefined): void {
  if (value === undefined) return;
  const plain = unwrapped(value);
  const mayTakeOne = isArrowFunction(plain) || isFunctionExpression(plain) || isClassExpression(plain);
  const text = typeof name === "string" ? name : "text" in name ? String(name.text) : undefined;
  if (mayTakeOne && plain.name === undefined && text !== undefined) names.set(plain, text);
}

/** What `nameAfter` noted. */
export function nameGivenTo(node: Node): string | undefined {
  return names.get(node);
}
