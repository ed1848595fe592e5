import ts from "typescript";
import { hasModifier } from "./declared-names.ts";
import type { EarlyErrorRule } from "./rule.ts";

/** What lacks a part: `const ;`, `class extends Base {}`, `new .Conv2d(…)`, `import { nn } from nn`. */
export const unfinished: EarlyErrorRule = {
  kinds: [
    ts.SyntaxKind.VariableDeclarationList,
    ts.SyntaxKind.ClassDeclaration,
    ts.SyntaxKind.ClassExpression,
    ts.SyntaxKind.FunctionDeclaration,
    ts.SyntaxKind.MetaProperty,
    ts.SyntaxKind.ImportDeclaration,
    ts.SyntaxKind.ExportDeclaration,
    ts.SyntaxKind.ObjectLiteralExpression,
    ts.SyntaxKind.ExpressionStatement,
  ],
  faultOf(node, { isModule }) {
    const message = messageFor(node, isModule);
    return message === undefined ? undefined : { node, message };
  },
};

function messageFor(node: ts.Node, isModule: boolean): string | undefined {
  if (ts.isVariableDeclarationList(node))
    return node.declarations.length === 0 ? "A declaration lacks its name." : undefined;
  if (ts.isClassExpression(node)) return extendsTwice(node);
  if (ts.isClassDeclaration(node)) return extendsTwice(node) ?? nameless(node, "class");
  if (ts.isFunctionDeclaration(node)) return nameless(node, "function");
  if (ts.isMetaProperty(node)) return unknownMetaProperty(node);
  if (ts.isObjectLiteralExpression(node)) return unfinishedProperty(node);
  if (ts.isExpressionStatement(node)) return isModule ? keywordAlone(node) : undefined;
  const { moduleSpecifier } = node as ts.ImportDeclaration | ts.ExportDeclaration;
  const isText = moduleSpecifier === undefined || ts.isStringLiteral(moduleSpecifier);
  return isText ? undefined : "The name of a module is a text in quotes.";
}

function nameless(node: ts.ClassDeclaration | ts.FunctionDeclaration, what: string): string | undefined {
  const mayBe = node.name !== undefined || hasModifier(node, ts.SyntaxKind.DefaultKeyword);
  return mayBe ? undefined : `The ${what} lacks its name.`;
}

function extendsTwice({ heritageClauses }: ts.ClassLikeDeclaration): string | undefined {
  const parents = heritageClauses?.filter(({ token }) => token === ts.SyntaxKind.ExtendsKeyword) ?? [];
  return parents.flatMap(({ types }) => types).length > 1 ? "A class extends one other class." : undefined;
}

function unknownMetaProperty({ keywordToken, name }: ts.MetaProperty): string | undefined {
  const [keyword, only] = keywordToken === ts.SyntaxKind.NewKeyword ? ["new", "target"] : ["import", "meta"];
  return name.text === only ? undefined : `A name is missing between ${keyword} and .${name.text}.`;
}

function unfinishedProperty({ properties }: ts.ObjectLiteralExpression): string | undefined {
  const methods = properties.filter((one) => ts.isMethodDeclaration(one));
  return methods.some(({ body }) => body === undefined) ? "A method lacks its body." : undefined;
}

function keywordAlone({ expression }: ts.ExpressionStatement): string | undefined {
  const isKeyword = ts.isIdentifier(expression) && ["let", "yield", "static"].includes(expression.text);
  return isKeyword ? `${expression.text} stands alone.` : undefined;
}
