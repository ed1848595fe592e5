import ts from "typescript";

/**
 * The part of TypeScript's syntax tree that the analyzer uses. TypeScript is only a parser here: no program,
 * no checker, and nothing of the system it runs on.
 */
export const SyntaxKind = ts.SyntaxKind;
export type SyntaxKind = ts.SyntaxKind;
export const NodeFlags = ts.NodeFlags;

export const {
  forEachChild,
  isArrayBindingPattern,
  isArrayLiteralExpression,
  isArrowFunction,
  isAwaitExpression,
  isBinaryExpression,
  isBlock,
  isCallExpression,
  isClassDeclaration,
  isClassLike,
  isClassExpression,
  isClassStaticBlockDeclaration,
  isComputedPropertyName,
  isConditionalExpression,
  isConstructorDeclaration,
  isDefaultClause,
  isElementAccessExpression,
  isEntityName,
  isEnumDeclaration,
  isExportAssignment,
  isExportDeclaration,
  isExportSpecifier,
  isExpression,
  isFunctionDeclaration,
  isFunctionExpression,
  isFunctionLike,
  isGetAccessorDeclaration,
  isIdentifier,
  isImportDeclaration,
  isImportEqualsDeclaration,
  isInterfaceDeclaration,
  isIterationStatement,
  isLabeledStatement,
  isMethodDeclaration,
  isModuleDeclaration,
  isNamedExports,
  isNamedImports,
  isNamespaceExport,
  isNamespaceImport,
  isNonNullExpression,
  isNoSubstitutionTemplateLiteral,
  isNumericLiteral,
  isObjectLiteralExpression,
  isOmittedExpression,
  isParenthesizedExpression,
  isPostfixUnaryExpression,
  isPropertyAccessExpression,
  isPropertyAssignment,
  isPropertyDeclaration,
  isReturnStatement,
  isSetAccessorDeclaration,
  isShorthandPropertyAssignment,
  isSpreadAssignment,
  isSpreadElement,
  isStringLiteralLike,
  isTaggedTemplateExpression,
  isTypeAliasDeclaration,
  isVariableDeclarationList,
  isVariableStatement,
  isYieldExpression,
} = ts;

export type {
  ArrayLiteralExpression,
  ArrowFunction,
  AwaitExpression,
  BinaryExpression,
  BindingElement,
  BindingName,
  BindingPattern,
  Block,
  BreakOrContinueStatement,
  CallExpression,
  ClassDeclaration,
  ClassElement,
  ClassLikeDeclaration,
  ConditionalExpression,
  DeleteExpression,
  DoStatement,
  ElementAccessExpression,
  EntityName,
  EnumDeclaration,
  ExportDeclaration,
  ExportSpecifier,
  Expression,
  ExpressionStatement,
  ForInStatement,
  ForOfStatement,
  ForStatement,
  FunctionDeclaration,
  FunctionLikeDeclaration,
  Identifier,
  IfStatement,
  ImportDeclaration,
  ImportEqualsDeclaration,
  LabeledStatement,
  MetaProperty,
  ModuleDeclaration,
  NewExpression,
  Node,
  ObjectLiteralExpression,
  ParameterDeclaration,
  PostfixUnaryExpression,
  PrefixUnaryExpression,
  PrivateIdentifier,
  PropertyAccessExpression,
  PropertyDeclaration,
  PropertyName,
  ReturnStatement,
  SourceFile,
  Statement,
  SwitchStatement,
  TaggedTemplateExpression,
  TemplateExpression,
  ThrowStatement,
  TryStatement,
  VariableDeclaration,
  VariableDeclarationList,
  VariableStatement,
  WhileStatement,
  YieldExpression,
} from "typescript";

/** Whether a declaration carries a modifier such as `static`, `export` or `declare`. */
export function hasModifier(node: ts.Node, kind: ts.SyntaxKind): boolean {
  return ts.canHaveModifiers(node) && (ts.getModifiers(node)?.some((m) => m.kind === kind) ?? false);
}

/** What stands behind each `@` before a class or one of its members. */
export function decoratorsOf(node: ts.Node): readonly ts.Expression[] {
  const decorators = ts.canHaveDecorators(node) ? ts.getDecorators(node) : undefined;
  return decorators?.map(({ expression }) => expression) ?? [];
}

/** What stands within parentheses and behind what only speaks to the type checker: `(x as T)!`. */
export function unwrapped(node: ts.Expression): ts.Expression {
  let inner = node;
  while (ts.isParenthesizedExpression(inner) || isTypeOnly(inner)) inner = inner.expression;
  return inner;
}

function isTypeOnly(
  node: ts.Expression,
): node is ts.NonNullExpression | ts.AsExpression | ts.SatisfiesExpression | ts.TypeAssertion {
  return (
    ts.isNonNullExpression(node) ||
    ts.isAsExpression(node) ||
    ts.isSatisfiesExpression(node) ||
    ts.isTypeAssertionExpression(node)
  );
}

/** `target.name` or `target[key]` */
export function isAccess(node: ts.Node): node is ts.PropertyAccessExpression | ts.ElementAccessExpression {
  return ts.isPropertyAccessExpression(node) || ts.isElementAccessExpression(node);
}

/** `for await (const x of xs)` */
export function isForAwait(node: ts.Node): boolean {
  return ts.isForOfStatement(node) && node.awaitModifier !== undefined;
}

/** `super.name` or `super[name]` */
export function isSuperAccess(node: ts.PropertyAccessExpression | ts.ElementAccessExpression): boolean {
  return node.expression.kind === ts.SyntaxKind.SuperKeyword;
}

/** Whether the node is a link of a chain that has a `?.` in it. */
export function isInOptionalChain(node: ts.Node): boolean {
  return (node.flags & ts.NodeFlags.OptionalChain) !== 0;
}

/** A method or accessor of a class. */
export function isFunctionLikeMember(
  node: ts.ClassElement,
): node is ts.MethodDeclaration | ts.GetAccessorDeclaration | ts.SetAccessorDeclaration {
  return (
    ts.isMethodDeclaration(node) || ts.isGetAccessorDeclaration(node) || ts.isSetAccessorDeclaration(node)
  );
}
