import ts from "typescript";

/** A name that a scope has, and where it is declared. */
export interface Declared {
  readonly name: ts.Identifier;
  /** Whether `let`, `const`, `class` and the like declare it: nothing else of the scope may have its name. */
  readonly isLexical: boolean;
}

/** The names that statements declare for the scope they stand in. Functions of a function's own statements may repeat. */
export function declaredBy(
  statements: readonly ts.Statement[],
  functionsRepeat: boolean,
): readonly Declared[] {
  return statements.flatMap((statement): readonly Declared[] => {
    if (isAmbient(statement)) return [];
    switch (statement.kind) {
      case ts.SyntaxKind.VariableStatement:
        return declaredInList((statement as ts.VariableStatement).declarationList);
      case ts.SyntaxKind.FunctionDeclaration: {
        const { name, body } = statement as ts.FunctionDeclaration;
        return name === undefined || body === undefined ? [] : [{ name, isLexical: !functionsRepeat }];
      }
      case ts.SyntaxKind.ClassDeclaration: {
        const { name } = statement as ts.ClassDeclaration;
        return name === undefined ? [] : [{ name, isLexical: true }];
      }
      case ts.SyntaxKind.ImportDeclaration:
        return importedBy(statement as ts.ImportDeclaration);
      default:
        return [];
    }
  });
}

export function declaredInList({ flags, declarations }: ts.VariableDeclarationList): readonly Declared[] {
  const isLexical = (flags & ts.NodeFlags.BlockScoped) !== 0;
  return declarations.flatMap(({ name }) => namesOf(name)).map((name) => ({ name, isLexical }));
}

/** All names in a declared name or destructuring pattern. */
export function namesOf(name: ts.BindingName): readonly ts.Identifier[] {
  if (ts.isIdentifier(name)) return [name];
  return name.elements.flatMap((element) => (ts.isOmittedExpression(element) ? [] : namesOf(element.name)));
}

/** What a file imports as values, or as what may be one. */
function importedBy({ importClause }: ts.ImportDeclaration): readonly Declared[] {
  if (importClause === undefined || importClause.isTypeOnly) return [];
  const { name, namedBindings } = importClause;
  const names = name === undefined ? [] : [name];
  if (namedBindings !== undefined && ts.isNamespaceImport(namedBindings)) names.push(namedBindings.name);
  if (namedBindings !== undefined && ts.isNamedImports(namedBindings))
    names.push(...namedBindings.elements.flatMap((one) => (one.isTypeOnly ? [] : [one.name])));
  return names.map((one) => ({ name: one, isLexical: true }));
}

/** Whether a statement only tells types of what is elsewhere. */
export function isAmbient(statement: ts.Statement): boolean {
  return hasModifier(statement, ts.SyntaxKind.DeclareKeyword);
}

export function hasModifier(node: ts.Node, kind: ts.SyntaxKind): boolean {
  const modifiers = (node as { readonly modifiers?: readonly ts.ModifierLike[] }).modifiers;
  return modifiers?.some((one) => one.kind === kind) ?? false;
}
