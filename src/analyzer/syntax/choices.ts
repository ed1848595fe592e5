import ts from "typescript";

/**
 * Whether a condition decides what is run within a node: a branch, a loop, a short circuit, or a function that is handed
 * to whoever calls it.
 */
export function hasChoice(node: ts.Node): boolean {
  return ts.forEachChild(node, (child) => isChoice(child) || hasChoice(child)) === true;
}

function isChoice(node: ts.Node): boolean {
  if (ts.isBinaryExpression(node)) return shortCircuits.has(node.operatorToken.kind);
  return choices.has(node.kind) || ("questionDotToken" in node && node.questionDotToken !== undefined);
}

const { SyntaxKind } = ts;

const choices: ReadonlySet<ts.SyntaxKind> = new Set([
  ...[
    SyntaxKind.IfStatement,
    SyntaxKind.SwitchStatement,
    SyntaxKind.ConditionalExpression,
    SyntaxKind.TryStatement,
  ],
  ...[SyntaxKind.ForStatement, SyntaxKind.ForInStatement, SyntaxKind.ForOfStatement],
  ...[SyntaxKind.WhileStatement, SyntaxKind.DoStatement],
  ...[SyntaxKind.ArrowFunction, SyntaxKind.FunctionExpression],
]);

const shortCircuits: ReadonlySet<ts.SyntaxKind> = new Set([
  ...[SyntaxKind.AmpersandAmpersandToken, SyntaxKind.BarBarToken, SyntaxKind.QuestionQuestionToken],
  ...[
    SyntaxKind.AmpersandAmpersandEqualsToken,
    SyntaxKind.BarBarEqualsToken,
    SyntaxKind.QuestionQuestionEqualsToken,
  ],
]);
