import ts from "typescript";
import { contains, type Range } from "../../base/index.ts";
import { bare } from "./number-of.ts";
import { type DefaultSyntax, defaultOf, type OptionDefault, optionDefaults } from "./option-defaults.ts";
import { type ParsedFile, textOf } from "./parse.ts";
import { isDottedName, rangeOf } from "./queries.ts";

/** A class as a caller of its constructor sees it. */
export interface ClassSignature {
  readonly name: string;
  /** The comment above it, as flowing text. */
  readonly doc: string;
  /** Null where it has no constructor of its own. */
  readonly parameters: readonly SignatureParameter[] | null;
  /** As it is named: `nn.Module`. */
  readonly extends: string | null;
}

export interface SignatureParameter {
  readonly name: string;
  readonly type: string;
  /** The options that its type is or names, as in `{ width?: number }` and `MaxPool2dOptions<I>`. */
  readonly declared: OptionsSignature;
  readonly isRest: boolean;
  readonly isOptional: boolean;
  /** Null where there is none. */
  readonly default: DefaultSyntax | null;
  /** The options with defaults that show where the function reads them. */
  readonly options: readonly OptionDefault[];
}

/** What an interface of options has: one property. */
export interface OptionSignature {
  readonly name: string;
  readonly type: string;
  /** What its type is a union of, each as written: `number`, `"same"`. */
  readonly alternatives: readonly TypeSyntax[];
  /** Whether it may be left out. */
  readonly isOptional: boolean;
  /** The comment above it, as flowing text. */
  readonly doc: string;
}

export interface TypeSyntax {
  readonly text: string;
  readonly kind: "text" | "list" | "other";
  /** `PaddingMode`: where the type is nothing but a name. */
  readonly typeName: string | null;
}

export interface OptionsSignature {
  readonly options: readonly OptionSignature[];
  readonly extends: readonly string[];
}

/** The class of that name that the file declares. Of overloads, the first one counts. */
export function classSignature(file: ParsedFile, name: string): ClassSignature | null {
  const node = find(
    file.source,
    (one): one is ts.ClassLikeDeclaration => ts.isClassLike(one) && one.name?.text === name,
  );
  if (node === undefined) return null;
  const own = node.members.filter(ts.isConstructorDeclaration);
  const [shown] = own;
  const base = node.heritageClauses?.find(({ token }) => token === ts.SyntaxKind.ExtendsKeyword)?.types[0];
  return {
    name,
    doc: docOf(file, node),
    parameters:
      shown === undefined ? null : shown.parameters.map((one) => parameterOf(file, one, own.at(-1) ?? shown)),
    extends: base !== undefined && isDottedName(base.expression) ? textOf(file, base.expression) : null,
  };
}

/** A function or method as a caller sees it. */
export interface FunctionSignature {
  readonly name: string;
  /** The comment above it, as flowing text. */
  readonly doc: string;
  readonly parameters: readonly SignatureParameter[];
}

/** The function of that name that the file declares, or the method of a class. The last of several overloads has the defaults. */
export function functionSignature(
  file: ParsedFile,
  name: string,
  kind: "function" | "method",
  inside?: Range,
): FunctionSignature | null {
  const isKind = kind === "function" ? ts.isFunctionDeclaration : ts.isMethodDeclaration;
  const isNamed = (one: ts.Node & { readonly name?: ts.Node }) => one.name?.getText(file.source) === name;
  const node = find(
    file.source,
    (one): one is ts.FunctionDeclaration | ts.MethodDeclaration | ts.VariableDeclaration =>
      (inside === undefined || contains(rangeOf(file, one), inside)) &&
      ((isKind(one) && one.body !== undefined && isNamed(one)) ||
        (kind === "function" &&
          ts.isVariableDeclaration(one) &&
          isNamed(one) &&
          heldFunction(one) !== undefined)),
  );
  const called = node !== undefined && ts.isVariableDeclaration(node) ? heldFunction(node) : node;
  if (node === undefined || called === undefined) return null;
  const parameters = called.parameters.map((one) => parameterOf(file, one, called));
  return { name, doc: docOf(file, node), parameters };
}

/** `(width = 16) => …` of `const net = (width = 16) => …`. */
function heldFunction({
  initializer,
}: ts.VariableDeclaration): ts.ArrowFunction | ts.FunctionExpression | undefined {
  const value = initializer && bare(initializer);
  return value !== undefined && (ts.isArrowFunction(value) || ts.isFunctionExpression(value))
    ? value
    : undefined;
}

/** The interface of that name that the file declares, or the type that is made of such. */
export function optionsSignature(file: ParsedFile, name: string): OptionsSignature | null {
  const node = find(
    file.source,
    (one): one is ts.InterfaceDeclaration | ts.TypeAliasDeclaration =>
      (ts.isInterfaceDeclaration(one) || ts.isTypeAliasDeclaration(one)) && one.name.text === name,
  );
  if (node === undefined) return null;
  if (ts.isTypeAliasDeclaration(node)) return optionsOfType(file, node.type);
  const bases = (node.heritageClauses ?? []).flatMap(({ types }) => [...types]);
  return {
    options: optionsAmong(file, node.members),
    extends: bases.flatMap(({ expression }) => lastName(expression) ?? []),
  };
}

function optionsAmong(file: ParsedFile, members: readonly ts.TypeElement[]): readonly OptionSignature[] {
  return members.flatMap((member) => {
    if (!ts.isPropertySignature(member) || !ts.isIdentifier(member.name)) return [];
    // Beside another member of a union, an option that may not be given is declared so.
    if (member.type?.kind === ts.SyntaxKind.UndefinedKeyword) return [];
    const type = textOfType(file, member.type).replace(/ \| undefined$/, "");
    const alternatives = member.type === undefined ? [] : alternativesOf(file, member.type);
    const isOptional = member.questionToken !== undefined;
    return [{ name: member.name.text, type, alternatives, isOptional, doc: docOf(file, member) }];
  });
}

/** Every option that may be given: of a union, those of all its members. What one member does not ask for may be left out. */
function optionsOfType(file: ParsedFile, type: ts.TypeNode): OptionsSignature {
  if (ts.isParenthesizedTypeNode(type)) return optionsOfType(file, type.type);
  if (ts.isTypeLiteralNode(type)) return { options: optionsAmong(file, type.members), extends: [] };
  const given =
    typeNameOf(type) === "Readonly" && ts.isTypeReferenceNode(type) ? type.typeArguments?.[0] : undefined;
  if (given !== undefined) return optionsOfType(file, given);
  if (!ts.isUnionTypeNode(type) && !ts.isIntersectionTypeNode(type))
    return { options: [], extends: [typeNameOf(type) ?? []].flat() };
  const parts = type.types.map((part) => optionsOfType(file, part));
  const byName = new Map<string, OptionSignature>();
  for (const option of parts.flatMap(({ options }) => options)) {
    const isAsked = ({ options }: OptionsSignature) => options.some(({ name }) => name === option.name);
    const isOptional = option.isOptional || (ts.isUnionTypeNode(type) && !parts.every(isAsked));
    if (!byName.has(option.name)) byName.set(option.name, { ...option, isOptional });
  }
  return { options: [...byName.values()], extends: parts.flatMap((part) => part.extends) };
}

function typeNameOf(type: ts.TypeNode | undefined): string | null {
  if (type === undefined || !ts.isTypeReferenceNode(type)) return null;
  return ts.isIdentifier(type.typeName) ? type.typeName.text : type.typeName.right.text;
}

function alternativesOf(file: ParsedFile, type: ts.TypeNode): readonly TypeSyntax[] {
  if (ts.isParenthesizedTypeNode(type)) return alternativesOf(file, type.type);
  if (ts.isUnionTypeNode(type)) return type.types.flatMap((one) => alternativesOf(file, one));
  return [{ text: textOfType(file, type), kind: kindOfType(type), typeName: typeNameOf(type) }];
}

/** What the type of that name, which the file declares, is a union of; null where it declares none. */
export function aliasAlternatives(file: ParsedFile, name: string): readonly TypeSyntax[] | null {
  const node = find(
    file.source,
    (one): one is ts.TypeAliasDeclaration => ts.isTypeAliasDeclaration(one) && one.name.text === name,
  );
  return node === undefined ? null : alternativesOf(file, node.type);
}

function kindOfType(type: ts.TypeNode): TypeSyntax["kind"] {
  if (ts.isTypeOperatorNode(type)) return kindOfType(type.type);
  if (ts.isArrayTypeNode(type) || ts.isTupleTypeNode(type)) return "list";
  return ts.isLiteralTypeNode(type) && ts.isStringLiteralLike(type.literal) ? "text" : "other";
}

function parameterOf(
  file: ParsedFile,
  { name, type, initializer, questionToken, dotDotDotToken }: ts.ParameterDeclaration,
  body: ts.FunctionLikeDeclaration,
): SignatureParameter {
  const written = ts.isIdentifier(name) ? name.text : "options";
  return {
    name: written,
    type: type === undefined ? typeOfValue(initializer) : textOfType(file, type),
    declared: type === undefined ? optionsInPattern(name) : optionsOfType(file, type),
    isRest: dotDotDotToken !== undefined,
    isOptional: (initializer ?? questionToken ?? dotDotDotToken) !== undefined,
    default: initializer === undefined ? null : defaultOf(file, initializer),
    options: optionDefaults(file, name, body),
  };
}

/** Without a type, as in JavaScript, the options are those that the parameter is taken apart into. */
function optionsInPattern(name: ts.BindingName): OptionsSignature {
  const elements = ts.isObjectBindingPattern(name) ? name.elements : [];
  const options = elements.flatMap(({ propertyName, name: own, initializer, dotDotDotToken }) => {
    const key = propertyName ?? own;
    if (!ts.isIdentifier(key) || dotDotDotToken !== undefined) return [];
    const isOptional = initializer !== undefined;
    return [{ name: key.text, type: typeOfValue(initializer), alternatives: [], isOptional, doc: "" }];
  });
  return { options, extends: [] };
}

function typeOfValue(initializer: ts.Expression | undefined): string {
  if (initializer === undefined) return "";
  if (ts.isStringLiteralLike(initializer)) return "string";
  const isTruth = [ts.SyntaxKind.TrueKeyword, ts.SyntaxKind.FalseKeyword].includes(initializer.kind);
  return isTruth ? "boolean" : "number";
}

function textOfType(file: ParsedFile, type: ts.TypeNode | undefined): string {
  return type === undefined ? "" : type.getText(file.source).replace(/\s+/g, " ");
}

/** The comment right above a node, without its stars. */
function docOf(file: ParsedFile, node: ts.Node): string {
  const comment = (ts.getLeadingCommentRanges(file.text, node.pos) ?? []).at(-1);
  const text = comment === undefined ? "" : file.text.slice(comment.pos, comment.end);
  if (!text.startsWith("/**")) return "";
  const lines = text
    .slice(3, -2)
    .split("\n")
    .map((line) => line.replace(/^\s*\* ?/, "").trim());
  return lines
    .join("\n")
    .trim()
    .replace(/([^\n])\n(?!\n)/g, "$1 ");
}

function lastName(expression: ts.Expression): string | null {
  if (ts.isIdentifier(expression)) return expression.text;
  return ts.isPropertyAccessExpression(expression) ? expression.name.text : null;
}

function find<N extends ts.Node>(root: ts.Node, isWanted: (node: ts.Node) => node is N): N | undefined {
  const visit = (node: ts.Node): N | undefined => (isWanted(node) ? node : ts.forEachChild(node, visit));
  return visit(root);
}
