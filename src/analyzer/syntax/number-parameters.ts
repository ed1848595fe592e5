import ts from "typescript";
import { namesInScope } from "./names-in-scope.ts";
import type { ParsedFile } from "./parse.ts";
import { nodesAround } from "./queries.ts";

/** A parameter that may be a number. */
export interface NumberParameter {
  readonly name: string;
  /** Whether its type or its default says that it is one; else only its name can. */
  readonly isCertain: boolean;
}

/** The parameters that may be numbers, of the functions around an offset: those of the nearest first. A forward gets tensors. */
export function numberParametersAround(file: ParsedFile, offset: number): readonly NumberParameter[] {
  const inScope = new Map(namesInScope(file, offset).map(({ text, declared }) => [text, declared.start]));
  return [...nodesAround(file, offset)]
    .reverse()
    .filter(ts.isFunctionLike)
    .filter(({ name }) => name?.getText(file.source) !== "forward")
    .flatMap(({ parameters }) => [...parameters].flatMap(boundBy))
    .filter(({ name }) => inScope.get(name.text) === name.getStart(file.source))
    .flatMap(({ name, type, initializer }) => {
      const isNumber = isNumberType(type) ?? isNumberValue(initializer);
      return isNumber === false ? [] : [{ name: name.text, isCertain: isNumber === true }];
    });
}

/** A name that a parameter binds, with what says of which kind it is. */
interface Bound {
  readonly name: ts.Identifier;
  readonly type: ts.TypeNode | undefined;
  readonly initializer: ts.Expression | undefined;
}

function boundBy({ name, type, initializer, dotDotDotToken }: ts.ParameterDeclaration): readonly Bound[] {
  if (dotDotDotToken !== undefined) return [];
  if (ts.isIdentifier(name)) return [{ name, type, initializer }];
  return ts.isObjectBindingPattern(name) ? name.elements.flatMap((element) => elementOf(element, type)) : [];
}

/** `{ inChannels }` with its type in `{ inChannels: number }`. */
function elementOf(
  { name, propertyName, initializer, dotDotDotToken }: ts.BindingElement,
  whole: ts.TypeNode | undefined,
): readonly Bound[] {
  if (dotDotDotToken !== undefined || !ts.isIdentifier(name)) return [];
  const key = propertyName ?? name;
  const members = whole !== undefined && ts.isTypeLiteralNode(whole) ? [...whole.members] : [];
  const type = members
    .filter(ts.isPropertySignature)
    .find(
      (member) => ts.isIdentifier(member.name) && ts.isIdentifier(key) && member.name.text === key.text,
    )?.type;
  return [{ name, type, initializer }];
}

function isNumberType(type: ts.TypeNode | undefined): boolean | undefined {
  return type === undefined ? undefined : type.kind === ts.SyntaxKind.NumberKeyword;
}

/** `64`, `-1` or `2 * 32`; undefined where there is none. */
function isNumberValue(value: ts.Expression | undefined): boolean | undefined {
  if (value === undefined) return undefined;
  if (ts.isPrefixUnaryExpression(value)) return isNumberValue(value.operand);
  if (!ts.isBinaryExpression(value)) return ts.isNumericLiteral(value);
  return isNumberValue(value.left) === true && isNumberValue(value.right) === true;
}
