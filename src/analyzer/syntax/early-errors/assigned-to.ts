import ts from "typescript";
import type { EarlyErrorRule, Fault } from "./rule.ts";
import { reservedNames } from "./strict-mode.ts";

/** `f() = 1`, `a?.b = 1`, `1++`, `for (f() of list)`. */
export const assignedTo: EarlyErrorRule = {
  kinds: [
    ts.SyntaxKind.BinaryExpression,
    ts.SyntaxKind.PrefixUnaryExpression,
    ts.SyntaxKind.PostfixUnaryExpression,
    ts.SyntaxKind.ForInStatement,
    ts.SyntaxKind.ForOfStatement,
  ],
  faultOf(node, { isModule }) {
    const target = targetOf(node);
    return target && faultOfTarget(target.node, target.mayBePattern, isModule);
  },
};

interface Target {
  readonly node: ts.Expression;
  readonly mayBePattern: boolean;
}

function targetOf(node: ts.Node): Target | undefined {
  if (ts.isBinaryExpression(node)) {
    const { kind } = node.operatorToken;
    const assigns = kind >= ts.SyntaxKind.FirstAssignment && kind <= ts.SyntaxKind.LastAssignment;
    return assigns ? { node: node.left, mayBePattern: kind === ts.SyntaxKind.EqualsToken } : undefined;
  }
  if (ts.isForInStatement(node) || ts.isForOfStatement(node)) {
    const { initializer } = node;
    return ts.isVariableDeclarationList(initializer) ? undefined : { node: initializer, mayBePattern: true };
  }
  const { operator, operand } = node as ts.PrefixUnaryExpression;
  const counts = operator === ts.SyntaxKind.PlusPlusToken || operator === ts.SyntaxKind.MinusMinusToken;
  return counts ? { node: operand, mayBePattern: false } : undefined;
}

function faultOfTarget(target: ts.Expression, mayBePattern: boolean, isModule: boolean): Fault | undefined {
  const node = withoutTypes(target);
  if (ts.isIdentifier(node)) {
    const isFixed = isModule && reservedNames.has(node.text);
    return isFixed ? { node, message: `${node.text} cannot be assigned to.` } : undefined;
  }
  if (ts.isPropertyAccessExpression(node) || ts.isElementAccessExpression(node)) {
    if ((node.flags & ts.NodeFlags.OptionalChain) === 0) return undefined;
    return { node, message: "What ?. reads cannot be assigned to." };
  }
  const parts = mayBePattern ? targetsIn(node) : undefined;
  if (parts !== undefined) return firstFault(parts, isModule);
  return { node, message: "Only a name, a property or an element can be assigned to." };
}

function firstFault(parts: readonly ts.Expression[], isModule: boolean): Fault | undefined {
  for (const part of parts) {
    const fault = faultOfTarget(part, true, isModule);
    if (fault !== undefined) return fault;
  }
  return undefined;
}

/** What a pattern assigns to; undefined for what is none. */
export function targetsIn(node: ts.Expression): readonly ts.Expression[] | undefined {
  if (ts.isArrayLiteralExpression(node))
    return node.elements.flatMap((one) => (ts.isOmittedExpression(one) ? [] : withoutDefault(one)));
  if (!ts.isObjectLiteralExpression(node)) return undefined;
  return node.properties.flatMap((one) => {
    if (ts.isPropertyAssignment(one)) return withoutDefault(one.initializer);
    return ts.isSpreadAssignment(one) ? one.expression : [];
  });
}

function withoutDefault(node: ts.Expression): ts.Expression {
  if (ts.isSpreadElement(node)) return node.expression;
  const hasDefault = ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.EqualsToken;
  return hasDefault ? node.left : node;
}

/** Without parentheses and type assertions. */
export function withoutTypes(node: ts.Expression): ts.Expression {
  const isWrapped =
    ts.isParenthesizedExpression(node) ||
    ts.isAsExpression(node) ||
    ts.isNonNullExpression(node) ||
    ts.isSatisfiesExpression(node) ||
    ts.isTypeAssertionExpression(node);
  return isWrapped ? withoutTypes(node.expression) : node;
}
