import {
  type BindingName,
  forEachChild,
  hasModifier,
  isClassDeclaration,
  isEnumDeclaration,
  isFunctionDeclaration,
  isIdentifier,
  isImportEqualsDeclaration,
  isModuleDeclaration,
  isOmittedExpression,
  isVariableDeclarationList,
  isVariableStatement,
  type Node,
  NodeFlags,
  type Statement,
  SyntaxKind,
  type VariableDeclarationList,
} from "../syntax/index.ts";

/** The names that the statements of one block introduce for it. */
export function declaredNames(statements: readonly Statement[]): readonly string[] {
  return statements.flatMap((statement) => {
    if (isVariableStatement(statement)) {
      return statement.declarationList.declarations.flatMap(({ name }) => namesIn(name));
    }
    const isNamed =
      isFunctionDeclaration(statement) ||
      isClassDeclaration(statement) ||
      isEnumDeclaration(statement) ||
      isModuleDeclaration(statement);
    if (isImportEqualsDeclaration(statement)) return [statement.name.text];
    if (!isNamed) return [];
    if (statement.name !== undefined && isIdentifier(statement.name)) return [statement.name.text];
    return ["default"];
  });
}

/** Names that are declared without a value: `declare const`, and `import name = …`. */
export function ambientNames(statements: readonly Statement[]): readonly string[] {
  return declaredNames(
    statements.filter(
      (node) => hasModifier(node, SyntaxKind.DeclareKeyword) || isImportEqualsDeclaration(node),
    ),
  );
}

/** The names that belong to the block itself: what `var` declares belongs to the function around. */
export function blockNames(statements: readonly Statement[]): readonly string[] {
  return declaredNames(
    statements.filter((node) => !isVariableStatement(node) || isBlockScoped(node.declarationList)),
  );
}

/** Whether a list declares with `let`, `const` or `using`. */
export function isBlockScoped(list: VariableDeclarationList): boolean {
  return (list.flags & NodeFlags.BlockScoped) !== 0;
}

/** Whether a list declares with `using` or `await using`. */
export function isUsing({ flags }: VariableDeclarationList): boolean {
  return (flags & NodeFlags.Using) !== 0;
}

/** Whether it declares with `await using`. */
export function isAwaitUsing({ flags }: VariableDeclarationList): boolean {
  return (flags & NodeFlags.AwaitUsing) === NodeFlags.AwaitUsing;
}

/** The names that `var` declares anywhere in the statements, functions within left out. */
export function hoistedNames(statements: readonly Statement[]): readonly string[] {
  const names: string[] = [];
  const visit = (node: Node): void => {
    if (!isVariableDeclarationList(node)) {
      if (!withoutHoisted.has(node.kind)) forEachChild(node, visit);
    } else if (!isBlockScoped(node)) {
      names.push(...node.declarations.flatMap(({ name }) => namesIn(name)));
    }
  };
  for (const statement of statements) visit(statement);
  return names;
}

/** All names in a declared name or destructuring pattern. */
export function namesIn(name: BindingName): readonly string[] {
  if (isIdentifier(name)) return [name.text];
  return name.elements.flatMap((element) => (isOmittedExpression(element) ? [] : namesIn(element.name)));
}

/** What declares no `var` for its surroundings: functions, classes, and statements that are only an expression. */
const withoutHoisted: ReadonlySet<SyntaxKind> = new Set([
  SyntaxKind.ExpressionStatement,
  SyntaxKind.ReturnStatement,
  SyntaxKind.ThrowStatement,
  SyntaxKind.ExportAssignment,
  SyntaxKind.ClassDeclaration,
  SyntaxKind.FunctionDeclaration,
  SyntaxKind.FunctionExpression,
  SyntaxKind.ArrowFunction,
  SyntaxKind.MethodDeclaration,
  SyntaxKind.Constructor,
  SyntaxKind.GetAccessor,
  SyntaxKind.SetAccessor,
  SyntaxKind.ClassStaticBlockDeclaration,
]);
