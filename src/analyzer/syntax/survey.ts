import ts from "typescript";
import type { ParsedFile } from "./parse.ts";

/** What one walk over a file finds, so that several questions about the file share the walk. */
export interface Survey {
  /** How often each name stands for a value, declarations included. */
  readonly names: ReadonlyMap<string, number>;
  /** Everything that is declared with a value or assigned one. */
  readonly initialised: readonly Initialised[];
}

export interface Initialised {
  readonly name: ts.Node;
  readonly initializer: ts.Expression;
  /** Whether it is a field or a parameter. */
  readonly isMember: boolean;
}

const known = new WeakMap<ParsedFile, Survey>();

export function surveyOf(file: ParsedFile): Survey {
  const found = known.get(file) ?? survey(file);
  known.set(file, found);
  return found;
}

function survey({ source }: ParsedFile): Survey {
  const names = new Map<string, number>();
  const initialised: Initialised[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node)) {
      names.set(node.text, (names.get(node.text) ?? 0) + 1);
      return;
    }
    if (isSkipped(node)) return;
    const own = initialisedBy(node);
    if (own !== undefined) initialised.push(own);
    // The name behind a dot is a member's.
    if (ts.isPropertyAccessExpression(node)) visit(node.expression);
    else ts.forEachChild(node, visit);
  };
  visit(source);
  return { names, initialised };
}

/** Types, and declarations that only import names. Neither exists when the file runs. */
export function isSkipped(node: ts.Node): boolean {
  if (ts.isTypeNode(node)) return !ts.isExpressionWithTypeArguments(node);
  if (ts.isHeritageClause(node)) return node.token === ts.SyntaxKind.ImplementsKeyword;
  return ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node) || ts.isImportDeclaration(node);
}

function initialisedBy(node: ts.Node): Initialised | undefined {
  if (ts.isBinaryExpression(node))
    return node.operatorToken.kind === ts.SyntaxKind.EqualsToken
      ? { name: node.left, initializer: node.right, isMember: false }
      : undefined;
  const isMember = ts.isParameter(node) || ts.isPropertyDeclaration(node);
  const declares = isMember || ts.isVariableDeclaration(node) || ts.isBindingElement(node);
  return declares && node.initializer !== undefined
    ? { name: node.name, initializer: node.initializer, isMember }
    : undefined;
}
