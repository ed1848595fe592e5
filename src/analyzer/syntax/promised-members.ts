import ts from "typescript";
import { type DeclaredType, declaredType } from "./declared-types.ts";
import { hasModifier } from "./nodes.ts";
import type { ParsedFile } from "./parse.ts";

/** A member that a class declares without giving it a value: a subclass, a mixin or the constructor is to do that. */
export interface PromisedMember {
  readonly name: string;
  readonly type: DeclaredType;
  /** Whether it is a field that is made, undefined at first: `conv!: nn.Conv2d`, but not `declare conv: nn.Conv2d`. */
  readonly isField: boolean;
}

export interface PromisedMembers {
  readonly members: readonly PromisedMember[];
  /** Whether there may be others: the class has an index signature, or an interface adds what other files declare. */
  readonly isOpen: boolean;
}

/** The members of a class, and of interfaces merged with it, that only their declaration is known of. */
export function promisedMembers(file: ParsedFile, node: ts.ClassLikeDeclaration): PromisedMembers {
  const own = node.members.flatMap((member) => promisedBy(file, node, member));
  const merged = node.name === undefined ? [] : interfacesNamed(file, node.name.text);
  const added = merged.map((declared) => interfaceMembers(file, declared, new Set()));
  return {
    members: [...own, ...added.flatMap(({ members }) => members)],
    isOpen: node.members.some(ts.isIndexSignatureDeclaration) || added.some(({ isOpen }) => isOpen),
  };
}

function promisedBy(file: ParsedFile, cls: ts.Node, node: ts.ClassElement): readonly PromisedMember[] {
  if (
    node.name === undefined ||
    !ts.isIdentifier(node.name) ||
    hasModifier(node, ts.SyntaxKind.StaticKeyword)
  )
    return [];
  const name = node.name.text;
  if (ts.isPropertyDeclaration(node)) {
    const isOptional = node.questionToken !== undefined;
    if (node.initializer !== undefined || isOptional) return [];
    return [{ name, type: declaredType(file, node.type, [cls]), isField: isMade(node) }];
  }
  if (ts.isMethodDeclaration(node) && node.body === undefined)
    return [
      {
        name,
        type: { kind: "function", result: declaredType(file, node.type, [cls, node]) },
        isField: false,
      },
    ];
  if (ts.isGetAccessorDeclaration(node) && node.body === undefined)
    return [{ name, type: declaredType(file, node.type, [cls]), isField: false }];
  return [];
}

/** `declare` and `abstract` only speak to the type checker: no field is made. */
function isMade(node: ts.PropertyDeclaration): boolean {
  return (
    !hasModifier(node, ts.SyntaxKind.DeclareKeyword) && !hasModifier(node, ts.SyntaxKind.AbstractKeyword)
  );
}

function interfacesNamed(file: ParsedFile, name: string): readonly ts.InterfaceDeclaration[] {
  return file.source.statements
    .filter(ts.isInterfaceDeclaration)
    .filter((declared) => declared.name.text === name);
}

function interfaceMembers(
  file: ParsedFile,
  node: ts.InterfaceDeclaration,
  seen: Set<ts.Node>,
): PromisedMembers {
  if (seen.has(node)) return { members: [], isOpen: false };
  seen.add(node);
  const members = node.members.flatMap((member) => signatureMember(file, node, member));
  const parents = node.heritageClauses?.flatMap(({ types }) => types) ?? [];
  const inherited = parents.flatMap(({ expression }) =>
    ts.isIdentifier(expression)
      ? interfacesNamed(file, expression.text).map((parent) => interfaceMembers(file, parent, seen))
      : [],
  );
  return {
    members: [...members, ...inherited.flatMap((parent) => parent.members)],
    isOpen:
      inherited.length < parents.length ||
      inherited.some(({ isOpen }) => isOpen) ||
      node.members.some(ts.isIndexSignatureDeclaration),
  };
}

function signatureMember(file: ParsedFile, around: ts.Node, node: ts.TypeElement): readonly PromisedMember[] {
  if (node.name === undefined || !ts.isIdentifier(node.name)) return [];
  const name = node.name.text;
  if (ts.isMethodSignature(node)) {
    const result = declaredType(file, node.type, [around, node]);
    return [{ name, type: { kind: "function", result }, isField: false }];
  }
  return ts.isPropertySignature(node)
    ? [{ name, type: declaredType(file, node.type, [around]), isField: false }]
    : [];
}
