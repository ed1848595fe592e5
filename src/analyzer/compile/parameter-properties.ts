import { setMember } from "../run/members/members.ts";
import {
  type FunctionLikeDeclaration,
  hasModifier,
  isIdentifier,
  type ParameterDeclaration,
  SyntaxKind,
} from "../syntax/index.ts";
import { undefinedBecause } from "../values/make.ts";
import { newNames } from "../values/names.ts";
import type { FieldCode, Names, Scope, Value } from "../values/value.ts";
import type { Context } from "./context.ts";

/*
 * `constructor(readonly width: number)` also makes a field. As where Node runs the file, it is the first of the class and stays
 * undefined until all fields of the body have been made.
 */

/** The parameters of a constructor that are fields as well. */
export function parameterProperties(
  node: FunctionLikeDeclaration | undefined,
): readonly ParameterDeclaration[] {
  return node?.parameters.filter(isParameterProperty) ?? [];
}

function isParameterProperty(parameter: ParameterDeclaration): boolean {
  return propertyWords.some((word) => hasModifier(parameter, word));
}

const propertyWords = [
  ...[SyntaxKind.PublicKeyword, SyntaxKind.PrivateKeyword, SyntaxKind.ProtectedKeyword],
  ...[SyntaxKind.ReadonlyKeyword, SyntaxKind.OverrideKeyword],
];

export function namesOfProperties(node: FunctionLikeDeclaration | undefined): readonly string[] {
  return parameterProperties(node).flatMap(({ name }) => (isIdentifier(name) ? [name.text] : []));
}

/** The fields that such parameters make. */
export function parameterFields(node: FunctionLikeDeclaration | undefined): readonly FieldCode[] {
  return namesOfProperties(node).map((name) => {
    const first = undefinedBecause(`${name} is set only after the fields of the class`);
    const initialise = () => first;
    return {
      key: () => name,
      initialise,
      isAccessor: false,
      names: newNames(null, []),
      pos: 0,
      decorators: [],
    };
  });
}

/** Sets these fields from the scope of their constructor. */
export function takeProperties(c: Context, names: Names, scope: Scope, self: Value): void {
  for (const name of c.parameterFields ?? []) {
    const slot = names.slots.get(name);
    const value = slot === undefined ? undefined : scope.slots[slot];
    if (value !== undefined) setMember(c.m, self, name, value);
  }
}
