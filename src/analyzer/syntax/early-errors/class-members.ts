import ts from "typescript";
import { hasModifier } from "./declared-names.ts";
import type { EarlyErrorRule, Fault } from "./rule.ts";

/** Two constructors, `const` before a member, accessors named `constructor`, `static prototype`. */
export const classMembers: EarlyErrorRule = {
  kinds: [ts.SyntaxKind.ClassDeclaration, ts.SyntaxKind.ClassExpression],
  faultOf(node) {
    let constructors = 0;
    for (const member of (node as ts.ClassLikeDeclaration).members) {
      const isWhole = ts.isConstructorDeclaration(member) && member.body !== undefined;
      if (isWhole && ++constructors > 1)
        return { node: member, message: "A class has one constructor; this is the second." };
      const fault = faultOfWord(member) ?? faultOfName(member);
      if (fault !== undefined) return fault;
    }
    return undefined;
  },
};

/** `const x = …` right in a class, as where the head of its method is gone. */
function faultOfWord(member: ts.ClassElement): Fault | undefined {
  return hasModifier(member, ts.SyntaxKind.ConstKeyword)
    ? { node: member, message: "const stands in the class itself, outside of its methods." }
    : undefined;
}

function faultOfName(member: ts.ClassElement): Fault | undefined {
  const { name } = member;
  if (name === undefined || !(ts.isIdentifier(name) || ts.isStringLiteral(name))) return undefined;
  const isStatic = hasModifier(member, ts.SyntaxKind.StaticKeyword);
  if (isStatic && name.text === "prototype")
    return { node: name, message: "A class has its own prototype: no static member may be named so." };
  const isTaken = ts.isPropertyDeclaration(member) || (!isStatic && ts.isAccessor(member));
  return isTaken && name.text === "constructor"
    ? { node: name, message: "Neither a field nor an accessor may be named constructor." }
    : undefined;
}
