import ts from "typescript";
import { type Declared, declaredBy, declaredInList, namesOf } from "./declared-names.ts";
import type { EarlyErrorRule, Fault } from "./rule.ts";

/** Blocks whose names belong to the function around: seen with it, before they are seen alone. */
const bodies = new WeakSet<ts.Node>();

/** `const x = …; const x = …;` in one scope. */
export const declaredTwice: EarlyErrorRule = {
  kinds: [
    ts.SyntaxKind.SourceFile,
    ts.SyntaxKind.Block,
    ts.SyntaxKind.CaseBlock,
    ts.SyntaxKind.ForStatement,
    ts.SyntaxKind.ForInStatement,
    ts.SyntaxKind.ForOfStatement,
    ts.SyntaxKind.CatchClause,
    ts.SyntaxKind.ClassStaticBlockDeclaration,
    ts.SyntaxKind.FunctionDeclaration,
    ts.SyntaxKind.FunctionExpression,
    ts.SyntaxKind.ArrowFunction,
    ts.SyntaxKind.MethodDeclaration,
    ts.SyntaxKind.Constructor,
    ts.SyntaxKind.GetAccessor,
    ts.SyntaxKind.SetAccessor,
  ],
  faultOf(node, _around, source) {
    const names = namesOfScope(node, source);
    if (names.length < 2) return undefined;
    const known = new Map<string, Declared>();
    for (const one of names) {
      const { text } = one.name;
      const before = known.get(text);
      if (before !== undefined && (before.isLexical || one.isLexical)) return repeated(one, before, source);
      if (before === undefined) known.set(text, one);
    }
    return undefined;
  },
};

function repeated({ name }: Declared, before: Declared, source: ts.SourceFile): Fault {
  const line = source.text.slice(0, before.name.getStart(source)).split("\n").length;
  return { node: name, message: `${name.text} is declared twice: line ${line} declares it already.` };
}

/** The names of a scope. Those of a function's parameters and of its own statements are of one scope. */
function namesOfScope(node: ts.Node, source: ts.SourceFile): readonly Declared[] {
  if (ts.isSourceFile(node)) return declaredBy(node.statements, !ts.isExternalModule(source));
  if (ts.isBlock(node)) return bodies.has(node) ? [] : declaredBy(node.statements, false);
  if (ts.isCaseBlock(node)) return node.clauses.flatMap(({ statements }) => declaredBy(statements, false));
  if (ts.isCatchClause(node)) return namesOfCatch(node);
  if (ts.isClassStaticBlockDeclaration(node)) {
    bodies.add(node.body);
    return declaredBy(node.body.statements, true);
  }
  if (ts.isFunctionLike(node)) return namesOfFunction(node as ts.FunctionLikeDeclaration);
  const { initializer } = node as ts.ForStatement;
  return initializer && ts.isVariableDeclarationList(initializer) ? declaredInList(initializer) : [];
}

function namesOfCatch({ variableDeclaration, block }: ts.CatchClause): readonly Declared[] {
  if (variableDeclaration === undefined) return [];
  const caught = namesOf(variableDeclaration.name).map((name) => ({ name, isLexical: false }));
  return [...caught, ...declaredBy(block.statements, false)];
}

function namesOfFunction({ parameters, body }: ts.FunctionLikeDeclaration): readonly Declared[] {
  if (body === undefined) return [];
  const taken = parameters.flatMap(({ name }) => namesOf(name));
  // Two parameters of one name are refused, a parameter and a `var` are not.
  const names = taken.map((name, index) => ({
    name,
    isLexical: taken.findIndex(({ text }) => text === name.text) !== index,
  }));
  if (!ts.isBlock(body)) return names;
  bodies.add(body);
  return [...names, ...declaredBy(body.statements, true)];
}
