import ts from "typescript";
import type { Range } from "../../base/index.ts";
import { parseFile } from "./parse.ts";

/** The ranges of declarations that only TypeScript has, in the order of the text: what is left of it is JavaScript. */
export function typesIn(text: string): readonly Range[] {
  const { source } = parseFile("declarations.ts", text);
  const found: Range[] = [];
  const remove = (start: number, end: number) => found.push({ start, end });
  const visit = (node: ts.Node): void => {
    if (ts.isTypeAliasDeclaration(node) || ts.isInterfaceDeclaration(node) || isBareField(node))
      return void remove(node.pos, node.end);
    if (ts.isAsExpression(node) || ts.isSatisfiesExpression(node)) remove(node.expression.end, node.end);
    if (ts.isNonNullExpression(node)) remove(node.expression.end, node.end);
    const { type, questionToken, typeParameters, typeArguments } = node as Typed;
    // The question mark of a conditional expression stays.
    if (questionToken && isDeclaration(node)) remove(questionToken.pos, questionToken.end);
    if (type && isDeclaration(node)) remove(type.pos - ":".length, type.end);
    for (const list of [typeParameters, typeArguments]) if (list) remove(list.pos - 1, list.end + 1);
    if (ts.isPropertyDeclaration(node) || ts.isParameter(node) || ts.isMethodDeclaration(node))
      for (const modifier of node.modifiers ?? [])
        if (typeModifiers.includes(modifier.kind)) remove(modifier.getStart(source), modifier.end + 1);
    ts.forEachChild(node, (child) => (ts.isTypeNode(child) ? undefined : visit(child)));
  };
  visit(source);
  return found.sort((a, b) => a.start - b.start);
}

interface Typed {
  readonly type?: ts.TypeNode;
  readonly questionToken?: ts.Node;
  readonly typeParameters?: ts.NodeArray<ts.Node>;
  readonly typeArguments?: ts.NodeArray<ts.Node>;
}

function isBareField(node: ts.Node): boolean {
  return ts.isPropertyDeclaration(node) && node.initializer === undefined;
}

function isDeclaration(node: ts.Node): boolean {
  return (
    ts.isFunctionLike(node) ||
    ts.isParameter(node) ||
    ts.isVariableDeclaration(node) ||
    ts.isPropertyDeclaration(node)
  );
}

const typeModifiers: readonly ts.SyntaxKind[] = [
  ts.SyntaxKind.ReadonlyKeyword,
  ts.SyntaxKind.PrivateKeyword,
  ts.SyntaxKind.ProtectedKeyword,
  ts.SyntaxKind.PublicKeyword,
  ts.SyntaxKind.OverrideKeyword,
];
