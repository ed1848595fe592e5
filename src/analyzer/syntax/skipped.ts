import ts from "typescript";

/** Types, and declarations that only import names. Neither exists when the file runs. */
export function isSkipped(node: ts.Node): boolean {
  if (ts.isHeritageClause(node)) return node.token === ts.SyntaxKind.ImplementsKeyword;
  const skips = skippedKinds[node.kind] ?? isSkippedKind(node);
  skippedKinds[node.kind] = skips;
  return skips;
}

/** By kind, because every node of a file is asked about after each keystroke. */
const skippedKinds: boolean[] = [];

function isSkippedKind(node: ts.Node): boolean {
  if (ts.isTypeNode(node)) return !ts.isExpressionWithTypeArguments(node);
  return ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node) || ts.isImportDeclaration(node);
}
