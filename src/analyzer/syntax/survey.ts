import ts from "typescript";
import type { ParsedFile } from "./parse.ts";
import { isSkipped } from "./skipped.ts";

/** What one walk over a file finds, so that several questions about the file share the walk. */
export interface Survey {
  /** How often each name stands for a value, declarations included. */
  readonly names: ReadonlyMap<string, number>;
  /** Everything that is declared with a value or assigned one. */
  readonly initialised: readonly Initialised[];
  /** Every class, however deep it is nested. */
  readonly classes: readonly ts.ClassLikeDeclaration[];
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
  const classes: ts.ClassLikeDeclaration[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node)) {
      names.set(node.text, (names.get(node.text) ?? 0) + 1);
      return;
    }
    if (isSkipped(node)) return;
    const own = initialisedBy(node);
    if (own !== undefined) initialised.push(own);
    else if (ts.isClassLike(node)) classes.push(node);
    // The name behind a dot is a member's.
    if (ts.isPropertyAccessExpression(node)) visit(node.expression);
    else ts.forEachChild(node, visit);
  };
  visit(source);
  return { names, initialised, classes };
}

function initialisedBy(node: ts.Node): Initialised | undefined {
  switch (node.kind) {
    case ts.SyntaxKind.BinaryExpression: {
      const { left, right, operatorToken } = node as ts.BinaryExpression;
      const assigns = operatorToken.kind === ts.SyntaxKind.EqualsToken;
      return assigns ? { name: left, initializer: right, isMember: false } : undefined;
    }
    case ts.SyntaxKind.Parameter:
    case ts.SyntaxKind.PropertyDeclaration:
      return declared(node as Declaration, true);
    case ts.SyntaxKind.VariableDeclaration:
    case ts.SyntaxKind.BindingElement:
      return declared(node as Declaration, false);
    default:
      return undefined;
  }
}

type Declaration =
  | ts.ParameterDeclaration
  | ts.PropertyDeclaration
  | ts.VariableDeclaration
  | ts.BindingElement;

function declared({ name, initializer }: Declaration, isMember: boolean): Initialised | undefined {
  return initializer === undefined ? undefined : { name, initializer, isMember };
}
