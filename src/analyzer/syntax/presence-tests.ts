import ts from "typescript";
import { isAccess, unwrapped } from "./nodes.ts";
import type { ParsedFile } from "./parse.ts";

/**
 * Whether a file may go on where a member is missing: what is read is tested for being there, or it is read past the type
 * checker and kept, as in `const layer = (nn as any)[name]`.
 */
export function allowsAbsence({ source }: ParsedFile, access: ts.Expression): boolean {
  const known = tolerant.get(source) ?? new Set(tolerantIn(source));
  tolerant.set(source, known);
  return known.has(access);
}

/** Nodes do not know what stands around them, so a file's are listed once. */
const tolerant = new WeakMap<ts.SourceFile, ReadonlySet<ts.Expression>>();

function tolerantIn(node: ts.Node): readonly ts.Expression[] {
  const own = [...testedIn(node), ...keptIn(node)].map(unwrapped);
  const inner: ts.Expression[] = [];
  ts.forEachChild(node, (child) => {
    inner.push(...tolerantIn(child));
  });
  return [...own.flatMap(testedThrough), ...inner];
}

/** What stands on both sides of `||` in a condition is tested by it. */
function testedThrough(node: ts.Expression): readonly ts.Expression[] {
  if (!ts.isBinaryExpression(node) || !logical.has(node.operatorToken.kind)) return [node];
  return [node.left, node.right].map(unwrapped).flatMap(testedThrough);
}

/** The operands of a node that it only asks whether they are there. */
function testedIn(node: ts.Node): readonly ts.Expression[] {
  if (ts.isPrefixUnaryExpression(node))
    return node.operator === SyntaxKind.ExclamationToken ? [node.operand] : [];
  if (ts.isTypeOfExpression(node)) return [node.expression];
  if (ts.isConditionalExpression(node)) return [node.condition];
  if (ts.isIfStatement(node) || ts.isWhileStatement(node) || ts.isDoStatement(node)) return [node.expression];
  if (ts.isBinaryExpression(node)) return testedBy(node);
  if (ts.isCallExpression(node) && ts.isIdentifier(node.expression) && node.expression.text === "Boolean")
    return node.arguments.slice(0, 1);
  const isOptional = "questionDotToken" in node && node.questionDotToken !== undefined;
  return isOptional && (isAccess(node) || ts.isCallExpression(node)) ? [node.expression] : [];
}

function testedBy({ left, operatorToken, right }: ts.BinaryExpression): readonly ts.Expression[] {
  if (operatorToken.kind === SyntaxKind.QuestionQuestionToken || logical.has(operatorToken.kind))
    return [left];
  return comparisons.has(operatorToken.kind) ? [left, right] : [];
}

/** What a variable or a list is given, or a function gives back, that was read past the type checker. */
function keptIn(node: ts.Node): readonly ts.Expression[] {
  return valuesKeptBy(node)
    .map(unwrapped)
    .filter(
      (value) => isAccess(value) && (isUntyped(value.expression) || ts.isElementAccessExpression(value)),
    );
}

function valuesKeptBy(node: ts.Node): readonly ts.Expression[] {
  if (ts.isArrayLiteralExpression(node)) return node.elements;
  if (ts.isArrowFunction(node)) return ts.isBlock(node.body) ? [] : [node.body];
  if (ts.isReturnStatement(node)) return node.expression === undefined ? [] : [node.expression];
  if (ts.isBinaryExpression(node))
    return node.operatorToken.kind === SyntaxKind.EqualsToken ? [node.right] : [];
  const isGiven = ts.isVariableDeclaration(node) || ts.isPropertyAssignment(node);
  return isGiven && node.initializer !== undefined ? [node.initializer] : [];
}

function isUntyped(node: ts.Expression): boolean {
  return node !== unwrapped(node);
}

const { SyntaxKind } = ts;

const logical: ReadonlySet<ts.SyntaxKind> = new Set([
  SyntaxKind.BarBarToken,
  SyntaxKind.AmpersandAmpersandToken,
]);

const comparisons: ReadonlySet<ts.SyntaxKind> = new Set([
  ...[SyntaxKind.EqualsEqualsToken, SyntaxKind.EqualsEqualsEqualsToken],
  ...[SyntaxKind.ExclamationEqualsToken, SyntaxKind.ExclamationEqualsEqualsToken],
]);
