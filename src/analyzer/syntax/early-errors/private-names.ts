import ts from "typescript";
import { hasModifier } from "./declared-names.ts";
import type { EarlyErrorRule, Fault } from "./rule.ts";

/** `#count` alone, `x.#count` where no class around declares it, `delete x.#count`, and a class that declares it twice. */
export const privateNames: EarlyErrorRule = {
  kinds: [
    ts.SyntaxKind.PrivateIdentifier,
    ts.SyntaxKind.PropertyAccessExpression,
    ts.SyntaxKind.DeleteExpression,
    ts.SyntaxKind.ClassDeclaration,
    ts.SyntaxKind.ClassExpression,
  ],
  faultOf(node, { privates }) {
    if (ts.isPrivateIdentifier(node)) {
      const message = `${node.text} stands alone: a private field is read from an object, as in this.${node.text}.`;
      return { node, message };
    }
    if (ts.isClassLike(node)) return declaredAgain(node);
    const { name } = (ts.isDeleteExpression(node) ? node.expression : node) as ts.PropertyAccessExpression;
    if (name?.kind !== ts.SyntaxKind.PrivateIdentifier) return undefined;
    if (ts.isDeleteExpression(node))
      return { node, message: `${name.text} is private: it cannot be deleted.` };
    return privates.has(name.text)
      ? undefined
      : { node: name, message: `No class around declares ${name.text}.` };
  },
};

/** Whether a private name may be a direct part: behind a dot, as the name of a member, and in `#name in object`. */
export function mayHoldPrivateName(node: ts.Node): boolean {
  if (ts.isBinaryExpression(node)) return node.operatorToken.kind === ts.SyntaxKind.InKeyword;
  return ts.isPropertyAccessExpression(node) || ts.isClassElement(node);
}

function declaredAgain({ members }: ts.ClassLikeDeclaration): Fault | undefined {
  const seen = new Map<string, string>();
  for (const member of members) {
    const { name } = member;
    if (name === undefined || !ts.isPrivateIdentifier(name) || isOverload(member)) continue;
    const before = seen.get(name.text);
    const now = `${hasModifier(member, ts.SyntaxKind.StaticKeyword)} ${ts.SyntaxKind[member.kind]}`;
    if (before !== undefined && !isPair(before, now))
      return { node: name, message: `The class declares ${name.text} twice.` };
    seen.set(name.text, now);
  }
  return undefined;
}

function isOverload(member: ts.ClassElement): boolean {
  return ts.isMethodDeclaration(member) && member.body === undefined;
}

/** Whether one is the getter and one the setter of the same name. */
function isPair(before: string, now: string): boolean {
  return (
    before !== now &&
    [before, now].every((kind) => kind.endsWith("Accessor")) &&
    kindless(before) === kindless(now)
  );
}

function kindless(member: string): string {
  return member.split(" ")[0] ?? "";
}
