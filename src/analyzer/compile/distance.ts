import {
  type Expression,
  isBinaryExpression,
  isIdentifier,
  isNumericLiteral,
  isParenthesizedExpression,
  isPostfixUnaryExpression,
  isPropertyAccessExpression,
  SyntaxKind,
} from "../syntax/index.ts";
import { plainNumber } from "../values/arithmetic.ts";
import { numberValue } from "../values/make.ts";
import { resolve, scopeAt } from "../values/names.ts";
import type { Scope, Value } from "../values/value.ts";
import type { Context } from "./context.ts";

type Distance = (scope: Scope) => number | undefined;

/** How far a loop's condition is from failing, where that can be read off numbers without running anything. */
export function distanceOf(c: Context, condition: Expression | undefined): Distance {
  if (condition === undefined) return () => undefined;
  if (isParenthesizedExpression(condition)) return distanceOf(c, condition.expression);
  if (!isBinaryExpression(condition)) return difference(peekAt(c, condition), () => zero);
  const { left, right, operatorToken } = condition;
  if (operatorToken.kind === SyntaxKind.AmpersandAmpersandToken)
    return nearer(distanceOf(c, left), distanceOf(c, right));
  if (operatorToken.kind === SyntaxKind.BarBarToken)
    return farther(distanceOf(c, left), distanceOf(c, right));
  return comparing.has(operatorToken.kind) ? difference(peekAt(c, left), peekAt(c, right)) : () => undefined;
}

const comparing: ReadonlySet<SyntaxKind> = new Set([
  ...[SyntaxKind.LessThanToken, SyntaxKind.LessThanEqualsToken],
  ...[SyntaxKind.GreaterThanToken, SyntaxKind.GreaterThanEqualsToken],
  ...[SyntaxKind.ExclamationEqualsToken, SyntaxKind.ExclamationEqualsEqualsToken],
]);

function difference(left: Peek, right: Peek): Distance {
  return (scope) => {
    const [a, b] = [left(scope), right(scope)].map((value) => value && plainNumber(value));
    return a === undefined || b === undefined ? undefined : Math.abs(a - b);
  };
}

/** A loop with two conditions ends when the first of them fails. */
function nearer(left: Distance, right: Distance): Distance {
  return (scope) => {
    const [a, b] = [left(scope), right(scope)];
    return a === undefined || b === undefined ? (a ?? b) : Math.min(a, b);
  };
}

/** One that ends when both of them fail: the one whose distance is seen decides. */
function farther(left: Distance, right: Distance): Distance {
  return (scope) => {
    const [a, b] = [left(scope), right(scope)];
    return a === undefined || b === undefined ? (a ?? b) : Math.max(a, b);
  };
}

type Peek = (scope: Scope) => Value | undefined;

const zero = numberValue(0);

/** What a variable, a field or a length holds at present. Nothing of it counts as read. */
function peekAt(c: Context, node: Expression): Peek {
  if (isParenthesizedExpression(node)) return peekAt(c, node.expression);
  if (isPostfixUnaryExpression(node)) return peekAt(c, node.operand as Expression);
  if (isNumericLiteral(node)) {
    const value = numberValue(Number(node.text));
    return () => value;
  }
  if (isIdentifier(node)) return peekAtName(c, node.text);
  if (node.kind === SyntaxKind.ThisKeyword) return peekAtName(c, "this");
  if (isPropertyAccessExpression(node)) return peekAtMember(peekAt(c, node.expression), node.name.text);
  return () => undefined;
}

function peekAtName(c: Context, name: string): Peek {
  const found = resolve(c.names, name);
  return found === undefined ? () => undefined : (scope) => scopeAt(scope, found.depth).slots[found.slot];
}

function peekAtMember(target: Peek, name: string): Peek {
  return (scope) => {
    const value = target(scope);
    if (value?.kind === "array" && name === "length") return numberValue(value.elements.length);
    if (value?.kind === "string" && name === "length") return numberValue(value.text.length);
    if ((value?.kind === "map" || value?.kind === "set") && name === "size")
      return numberValue(value.entries.size);
    return value?.kind === "object" ? value.properties.get(name) : undefined;
  };
}
