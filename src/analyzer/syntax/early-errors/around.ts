import ts from "typescript";
import type { Around } from "./rule.ts";

/** What is around the statements of a file. */
export function aroundFile(source: ts.SourceFile): Around {
  const isModule = ts.isExternalModule(source);
  return {
    isModule,
    // Modules of the older kind are functions.
    isInFunction: !isModule,
    hasNewTarget: !isModule,
    mayAwait: true,
    mayYield: false,
    mayCallSuper: false,
    hasSuper: false,
    isInLoop: false,
    isInSwitch: false,
    labels: [],
    privates: new Set(),
  };
}

/** What is around the parts of a node. */
export function aroundPartsOf(node: ts.Node, around: Around): Around {
  return changes[node.kind]?.(node, around) ?? around;
}

const outsideOfStatements = {
  isInFunction: false,
  mayAwait: false,
  mayYield: false,
  isInLoop: false,
  isInSwitch: false,
  labels: [],
} as const;

const outsideOfClasses = { hasNewTarget: true, hasSuper: false, mayCallSuper: false } as const;
const inMember = { hasNewTarget: true, hasSuper: true, mayCallSuper: false } as const;

function inFunction(node: ts.SignatureDeclaration & { readonly asteriskToken?: unknown }) {
  const modifiers = ts.canHaveModifiers(node) ? ts.getModifiers(node) : undefined;
  return {
    ...outsideOfStatements,
    isInFunction: true,
    mayAwait: modifiers?.some(({ kind }) => kind === ts.SyntaxKind.AsyncKeyword) ?? false,
    mayYield: node.asteriskToken !== undefined,
  };
}

function inClass({ heritageClauses, members }: ts.ClassLikeDeclaration, around: Around): Around {
  const names = members.flatMap(({ name }) => (name && ts.isPrivateIdentifier(name) ? [name.text] : []));
  const mayCallSuper = heritageClauses?.some(({ token }) => token === ts.SyntaxKind.ExtendsKeyword) ?? false;
  const privates = names.length === 0 ? around.privates : new Set([...around.privates, ...names]);
  return { ...around, mayCallSuper, privates };
}

const { SyntaxKind } = ts;

const inPlainFunction = (node: ts.Node, around: Around): Around => ({
  ...around,
  ...inFunction(node as ts.FunctionExpression),
  ...outsideOfClasses,
});

const inMethod = (node: ts.Node, around: Around): Around => ({
  ...around,
  ...inFunction(node as ts.MethodDeclaration),
  ...inMember,
});

const inField = (_node: ts.Node, around: Around): Around => ({
  ...around,
  ...outsideOfStatements,
  ...inMember,
});

const inLoop = (_node: ts.Node, around: Around): Around =>
  around.isInLoop ? around : { ...around, isInLoop: true };

/** What a node changes for its parts; by kind, because every node of a file is asked about after each keystroke. */
const changes: ((node: ts.Node, around: Around) => Around)[] = [];
changes[SyntaxKind.ArrowFunction] = (node, around) => ({
  ...around,
  ...inFunction(node as ts.ArrowFunction),
});
changes[SyntaxKind.FunctionDeclaration] = inPlainFunction;
changes[SyntaxKind.FunctionExpression] = inPlainFunction;
changes[SyntaxKind.MethodDeclaration] = inMethod;
changes[SyntaxKind.GetAccessor] = inMethod;
changes[SyntaxKind.SetAccessor] = inMethod;
changes[SyntaxKind.Constructor] = (node, around) => ({
  ...inMethod(node, around),
  mayCallSuper: around.mayCallSuper,
});
changes[SyntaxKind.PropertyDeclaration] = inField;
changes[SyntaxKind.ClassStaticBlockDeclaration] = inField;
changes[SyntaxKind.ClassDeclaration] = (node, around) => inClass(node as ts.ClassDeclaration, around);
changes[SyntaxKind.ClassExpression] = (node, around) => inClass(node as ts.ClassExpression, around);
changes[SyntaxKind.LabeledStatement] = (node, around) => ({
  ...around,
  labels: [...around.labels, (node as ts.LabeledStatement).label.text],
});
changes[SyntaxKind.SwitchStatement] = (_node, around) =>
  around.isInSwitch ? around : { ...around, isInSwitch: true };
changes[SyntaxKind.ForStatement] = inLoop;
changes[SyntaxKind.ForInStatement] = inLoop;
changes[SyntaxKind.ForOfStatement] = inLoop;
changes[SyntaxKind.WhileStatement] = inLoop;
changes[SyntaxKind.DoStatement] = inLoop;
