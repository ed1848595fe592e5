import ts from "typescript";
import type { Range } from "../../base/index.ts";
import { bare } from "./number-of.ts";
import type { ParsedFile } from "./parse.ts";
import { namesBoundBy, rangeOf } from "./queries.ts";

/**
 * Where a class's method is written by its name, for a rename to another one: in the class, those that it extends and its
 * heirs. Null where the name stands anywhere that may mean this method or another thing, or the new name is taken.
 */
export function methodPlaces(
  file: ParsedFile,
  { className, method, renamed }: Readonly<Record<"className" | "method" | "renamed", string>>,
): readonly Range[] | null {
  const seen = surveyOf(file);
  const family = familyOf(seen, className, method);
  if (family === null || [...family].some((one) => isInTheWay(one, method, renamed))) return null;
  const places: Range[] = [];
  let isCertain = true;
  const visit = (node: ts.Node, self: Self): void => {
    const meaning = meaningAt(node, method, { ...seen, family, self });
    if (meaning === "unclear") isCertain = false;
    else if (meaning !== "other") places.push(placeOfName(file, meaning));
    ts.forEachChild(node, (child) => visit(child, selfIn(child, node, self)));
  };
  visit(file.source, "unclear");
  return isCertain && places.length > 0 ? places : null;
}

/** Whose `this` it is. */
type Self = ts.ClassLikeDeclaration | "unclear";

function selfIn(child: ts.Node, parent: ts.Node, self: Self): Self {
  // What a class extends and its decorators belong to what is around it.
  if (ts.isClassLike(parent)) {
    const isOfInstances =
      ts.isClassElement(child) && !isStatic(child) && !ts.isClassStaticBlockDeclaration(child);
    return isOfInstances ? parent : "unclear";
  }
  if (ts.isFunctionExpression(child) || ts.isFunctionDeclaration(child)) return "unclear";
  return ts.isObjectLiteralExpression(parent) && ts.isFunctionLike(child) ? "unclear" : self;
}

function isStatic(node: ts.Node): boolean {
  const modifiers = ts.canHaveModifiers(node) ? ts.getModifiers(node) : undefined;
  return (modifiers ?? []).some(({ kind }) => kind === ts.SyntaxKind.StaticKeyword);
}

/** What a file declares. */
interface Survey {
  readonly file: ParsedFile;
  readonly classes: readonly ts.ClassLikeDeclaration[];
  /** What each name is bound to; several for a name that is bound more than once. */
  readonly bound: ReadonlyMap<string, readonly Binding[]>;
}

/** A value that a name always has; null where that is not certain. */
type Binding = { readonly value: ts.Node; readonly self: Self } | null;

function surveyOf(file: ParsedFile): Survey {
  const classes: ts.ClassLikeDeclaration[] = [];
  const bound = new Map<string, Binding[]>();
  const bind = (name: string, binding: Binding): void => {
    bound.set(name, [...(bound.get(name) ?? []), binding]);
  };
  const visit = (node: ts.Node, self: Self): void => {
    if (ts.isClassLike(node)) classes.push(node);
    if (ts.isVariableDeclarationList(node)) {
      const isConstant = (node.flags & ts.NodeFlags.Const) !== 0;
      for (const { name, initializer, type } of node.declarations) {
        const isPlain = isConstant && type === undefined && ts.isIdentifier(name);
        const binding = isPlain && initializer !== undefined ? { value: initializer, self } : null;
        for (const own of namesBoundBy(name)) bind(own, binding);
      }
    } else if (ts.isParameter(node)) for (const own of namesBoundBy(node.name)) bind(own, null);
    else if (ts.isFunctionDeclaration(node) || ts.isClassLike(node) || ts.isNamespaceImport(node)) {
      if (node.name !== undefined) bind(node.name.text, { value: node, self });
    } else if (ts.isImportSpecifier(node)) bind(node.name.text, null);
    else if (ts.isImportClause(node) && node.name !== undefined) bind(node.name.text, null);
    ts.forEachChild(node, (child) => visit(child, selfIn(child, node, self)));
  };
  visit(file.source, "unclear");
  return { file, classes, bound };
}

type Family = ReadonlySet<ts.ClassLikeDeclaration>;

/** The class with its heirs, from the highest that has the method on; null where the file does not show them all. */
function familyOf({ file, classes }: Survey, className: string, method: string): Family | null {
  const parents = new Map(classes.map((one) => [one, parentOf(file, one)] as const));
  const named = (name: string) => classes.filter((one) => one.name?.text === name);
  const chain: ts.ClassLikeDeclaration[] = [];
  for (let name: string | null = className; name !== null; ) {
    const [own, other] = named(name);
    if (other !== undefined || (own === undefined && !isOfLibrary(name))) return null;
    if (own === undefined) break;
    if (chain.includes(own)) return null;
    chain.push(own);
    name = parents.get(own) ?? null;
  }
  const top = chain.findLast((one) => one.members.some((member) => isNamed(member, method)));
  if (top === undefined) return null;
  const family = new Set([top]);
  for (let size = 0; size < family.size; ) {
    size = family.size;
    const names = new Set([...family].flatMap((one) => one.name?.text ?? []));
    for (const [one, parent] of parents) if (parent !== null && names.has(parent)) family.add(one);
  }
  return family;
}

function isOfLibrary(name: string): boolean {
  return /^(?:nn\.\w+|Module)$/.test(name);
}

/** What a class extends as it is written, if anything. */
function parentOf({ source }: ParsedFile, { heritageClauses }: ts.ClassLikeDeclaration): string | null {
  const clause = heritageClauses?.find(({ token }) => token === ts.SyntaxKind.ExtendsKeyword);
  const parent = clause?.types[0]?.expression;
  return parent === undefined ? null : parent.getText(source);
}

/** Whether a class of the family keeps its methods from being renamed. */
function isInTheWay(one: ts.ClassLikeDeclaration, method: string, renamed: string): boolean {
  const isImplemented = (one.heritageClauses ?? []).some(
    ({ token }) => token === ts.SyntaxKind.ImplementsKeyword,
  );
  const fields = one.members
    .filter(ts.isConstructorDeclaration)
    .flatMap(({ parameters }) => parameters.flatMap(({ name }) => namesBoundBy(name)));
  const isTaken = (member: ts.ClassElement) =>
    isNamed(member, renamed) ||
    (isNamed(member, method) && (!ts.isMethodDeclaration(member) || isStatic(member)));
  return isImplemented || fields.includes(method) || one.members.some(isTaken);
}

function isNamed({ name }: ts.ClassElement, wanted: string): boolean {
  return (
    name !== undefined && (ts.isIdentifier(name) || ts.isStringLiteralLike(name)) && name.text === wanted
  );
}

interface Sight extends Survey {
  readonly family: Family;
  readonly self: Self;
}

/** What a node that has the method's name says: the name's own node where it is this method for certain. */
type Meaning = ts.Node | "other" | "unclear";

function meaningAt(node: ts.Node, method: string, sight: Sight): Meaning {
  if (ts.isMethodDeclaration(node) && isNamed(node, method))
    return sight.self !== "unclear" && sight.family.has(sight.self) ? node.name : "other";
  if (ts.isPropertyAccessExpression(node) && node.name.text === method)
    return meaningOn(node.expression, node.name, sight);
  if (ts.isElementAccessExpression(node)) {
    const key = node.argumentExpression;
    return ts.isStringLiteralLike(key) && key.text === method
      ? meaningOn(node.expression, key, sight)
      : "other";
  }
  if (ts.isBindingElement(node)) {
    const key = node.propertyName ?? node.name;
    if (ts.isIdentifier(key)) return key.text === method ? "unclear" : "other";
  }
  if (ts.isQualifiedName(node)) return node.right.text === method ? "unclear" : "other";
  // An object may give its members to an instance.
  if (ts.isCallExpression(node)) {
    const text = node.getText(sight.file.source);
    if (/^Object\.(?:assign|define)/.test(text) && text.includes(method)) return "unclear";
  }
  return hasNameInWords(node, method) ? "unclear" : "other";
}

/** Whether the name is among a node's texts, other than as a key: `Reflect.get(this, "foward")`. */
function hasNameInWords(node: ts.Node, method: string): boolean {
  let isFound = false;
  ts.forEachChild(node, (child) => {
    if (ts.isStringLiteralLike(child) && child.text === method) isFound = true;
  });
  return isFound;
}

function meaningOn(owner: ts.Expression, name: ts.Node, sight: Sight): Meaning {
  const is = isOfFamily(bare(owner), sight);
  return is === null ? "unclear" : is ? name : "other";
}

/** Whether an expression is an instance of the family; null where that is not known. */
function isOfFamily(owner: ts.Node, sight: Sight): boolean | null {
  const { self, family } = sight;
  if (owner.kind === ts.SyntaxKind.ThisKeyword || owner.kind === ts.SyntaxKind.SuperKeyword)
    return self === "unclear" ? null : family.has(self);
  if (ts.isIdentifier(owner)) {
    const [binding = null, other] = sight.bound.get(owner.text) ?? [];
    if (binding === null || other !== undefined) return null;
    // One step only, so that it ends.
    const value = ts.isExpression(binding.value) ? bare(binding.value) : binding.value;
    return ts.isIdentifier(value) ? null : isOfFamily(value, { ...sight, self: binding.self });
  }
  if (ts.isNewExpression(owner)) return isMadeByFamily(owner.expression.getText(sight.file.source), sight);
  return isPlainly(owner) ? false : null;
}

function isMadeByFamily(callee: string, { classes, family }: Sight): boolean | null {
  const [own, other] = classes.filter(({ name }) => name?.text === callee);
  if (own === undefined) return /^nn\.\w+$/.test(callee) ? false : null;
  return other === undefined ? family.has(own) : null;
}

/** Whether a value is written out that cannot be an instance of a class. */
function isPlainly(node: ts.Node): boolean {
  return (
    ts.isObjectLiteralExpression(node) ||
    ts.isArrayLiteralExpression(node) ||
    ts.isNamespaceImport(node) ||
    ts.isLiteralExpression(node) ||
    (ts.isFunctionLike(node) && !ts.isClassElement(node))
  );
}

function placeOfName(file: ParsedFile, name: ts.Node): Range {
  const { start, end } = rangeOf(file, name);
  return ts.isStringLiteralLike(name) ? { start: start + 1, end: end - 1 } : { start, end };
}
