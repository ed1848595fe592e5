import ts from "typescript";

/**
 * What a text of JSON holds. Comments and commas at the end of lists are allowed, as in TypeScript's own settings. What is no JSON
 * is undefined.
 */
export function plainJson(path: string, text: string): unknown {
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.ES2023, false, ts.ScriptKind.JSON);
  const [statement] = source.statements;
  return statement !== undefined && ts.isExpressionStatement(statement)
    ? plainValue(statement.expression)
    : undefined;
}

function plainValue(node: ts.Expression): unknown {
  if (ts.isStringLiteralLike(node)) return node.text;
  if (ts.isNumericLiteral(node)) return Number(node.text);
  if (ts.isArrayLiteralExpression(node)) return node.elements.map(plainValue);
  if (ts.isObjectLiteralExpression(node)) return Object.fromEntries(node.properties.flatMap(plainEntry));
  if (node.kind === ts.SyntaxKind.TrueKeyword) return true;
  if (node.kind === ts.SyntaxKind.FalseKeyword) return false;
  return node.kind === ts.SyntaxKind.NullKeyword ? null : undefined;
}

function plainEntry(property: ts.ObjectLiteralElementLike): [string, unknown][] {
  if (!ts.isPropertyAssignment(property) || !ts.isStringLiteralLike(property.name)) return [];
  return [[property.name.text, plainValue(property.initializer)]];
}
