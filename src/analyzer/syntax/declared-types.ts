import ts from "typescript";
import { type ParsedFile, textOf } from "./parse.ts";

/** What a type says of the values it allows, its aliases and interfaces looked up in the same file. */
export type DeclaredType =
  | { readonly kind: "tensor" | "number" | "string" | "boolean" }
  | { readonly kind: "literal"; readonly value: string | number | boolean | null | undefined }
  | { readonly kind: "union"; readonly options: readonly DeclaredType[] }
  | { readonly kind: "tuple"; readonly parts: readonly TuplePart[] }
  | { readonly kind: "list"; readonly element: DeclaredType }
  | { readonly kind: "record"; readonly members: ReadonlyMap<string, DeclaredMember> }
  | { readonly kind: "function"; readonly result: DeclaredType }
  /** Nothing that the file itself says. */
  | { readonly kind: "other" };

export interface TuplePart {
  /** `channels` in `[channels: number, stride: number]`. */
  readonly name: string | null;
  readonly type: DeclaredType;
  /** Whether the tuple may end before it: it is optional, or the rest. */
  readonly mayBeMissing: boolean;
}

export interface DeclaredMember {
  readonly type: DeclaredType;
  readonly isOptional: boolean;
}

const other: DeclaredType = { kind: "other" };

/** How deep types that refer to themselves are followed. */
const deepest = 8;

/** The type that a parameter or a member is declared with. `around` are the declarations whose type parameters it sees. */
export function declaredType(
  file: ParsedFile,
  node: ts.TypeNode | undefined,
  around: readonly ts.Node[] = [],
): DeclaredType {
  return node === undefined ? other : typeOf({ file, around, depth: 0 }, node);
}

interface Lookup {
  readonly file: ParsedFile;
  readonly around: readonly ts.Node[];
  readonly depth: number;
}

function typeOf(at: Lookup, node: ts.TypeNode): DeclaredType {
  const keyword = keywords.get(node.kind);
  if (keyword !== undefined) return keyword;
  if (at.depth > deepest) return other;
  if (ts.isParenthesizedTypeNode(node)) return typeOf(at, node.type);
  if (ts.isTypeOperatorNode(node))
    return node.operator === ts.SyntaxKind.ReadonlyKeyword ? typeOf(at, node.type) : other;
  if (ts.isArrayTypeNode(node)) return { kind: "list", element: typeOf(at, node.elementType) };
  if (ts.isTupleTypeNode(node))
    return { kind: "tuple", parts: node.elements.map((part) => tuplePart(at, part)) };
  if (ts.isUnionTypeNode(node)) return union(node.types.map((type) => typeOf(at, type)));
  if (ts.isIntersectionTypeNode(node)) return intersection(node.types.map((type) => typeOf(at, type)));
  if (ts.isLiteralTypeNode(node)) return literal(node.literal);
  if (ts.isTypeLiteralNode(node)) return membersOf(at, node.members);
  if (ts.isFunctionTypeNode(node)) return { kind: "function", result: typeOf(at, node.type) };
  return ts.isTypeReferenceNode(node) ? named(at, node) : other;
}

const keywords: ReadonlyMap<ts.SyntaxKind, DeclaredType> = new Map<ts.SyntaxKind, DeclaredType>([
  [ts.SyntaxKind.NumberKeyword, { kind: "number" }],
  [ts.SyntaxKind.StringKeyword, { kind: "string" }],
  [ts.SyntaxKind.BooleanKeyword, { kind: "boolean" }],
  [ts.SyntaxKind.UndefinedKeyword, { kind: "literal", value: undefined }],
  [ts.SyntaxKind.VoidKeyword, { kind: "literal", value: undefined }],
]);

function tuplePart(at: Lookup, node: ts.TypeNode): TuplePart {
  if (ts.isNamedTupleMember(node)) {
    const mayBeMissing = node.questionToken !== undefined || node.dotDotDotToken !== undefined;
    return { name: node.name.text, type: typeOf(at, node.type), mayBeMissing };
  }
  const mayBeMissing = ts.isOptionalTypeNode(node) || ts.isRestTypeNode(node);
  const inner = ts.isOptionalTypeNode(node) || ts.isRestTypeNode(node) ? node.type : node;
  return { name: null, type: typeOf(at, inner), mayBeMissing };
}

function union(types: readonly DeclaredType[]): DeclaredType {
  const options = types.flatMap((type) => (type.kind === "union" ? type.options : [type]));
  return options.some(({ kind }) => kind === "other") ? other : { kind: "union", options };
}

/** The combination of `number & {}` or of two records. */
function intersection(types: readonly DeclaredType[]): DeclaredType {
  const records = types.filter((type) => type.kind === "record");
  if (records.length < types.length) return types.find(({ kind }) => kind === "number") ?? other;
  return { kind: "record", members: new Map(records.flatMap(({ members }) => [...members])) };
}

function literal(node: ts.LiteralTypeNode["literal"]): DeclaredType {
  if (node.kind === ts.SyntaxKind.NullKeyword) return { kind: "literal", value: null };
  if (node.kind === ts.SyntaxKind.TrueKeyword) return { kind: "literal", value: true };
  if (node.kind === ts.SyntaxKind.FalseKeyword) return { kind: "literal", value: false };
  if (ts.isStringLiteralLike(node)) return { kind: "literal", value: node.text };
  return ts.isNumericLiteral(node) ? { kind: "literal", value: Number(node.text) } : { kind: "number" };
}

/** The members of a type literal or an interface; with an index signature, a call or a method it is more than a record. */
function membersOf(at: Lookup, nodes: readonly ts.TypeElement[]): DeclaredType {
  const members = new Map<string, DeclaredMember>();
  for (const node of nodes) {
    if (!ts.isPropertySignature(node) && !ts.isMethodSignature(node)) return other;
    if (node.type === undefined || (!ts.isIdentifier(node.name) && !ts.isStringLiteral(node.name)))
      return other;
    const type: DeclaredType = ts.isMethodSignature(node)
      ? { kind: "function", result: typeOf(deeper(at), node.type) }
      : typeOf(deeper(at), node.type);
    members.set(node.name.text, { type, isOptional: node.questionToken !== undefined });
  }
  return { kind: "record", members };
}

function named(at: Lookup, node: ts.TypeReferenceNode): DeclaredType {
  // `cnn.Tensor` after `import * as cnn`.
  if (!ts.isIdentifier(node.typeName))
    return node.typeName.right.text === "Tensor" ? { kind: "tensor" } : other;
  const { text } = node.typeName;
  const own = ownDeclaration(at, text);
  if (own !== undefined) return own;
  const args = node.typeArguments ?? [];
  return args.length === 0 ? imported(at, text) : generic(at, text, args);
}

/** A type parameter, an alias or an interface of the file; undefined where it declares no such name. */
function ownDeclaration(at: Lookup, name: string): DeclaredType | undefined {
  const parameter = at.around
    .flatMap((node) => ts.getEffectiveTypeParameterDeclarations(node as ts.DeclarationWithTypeParameters))
    .find((declared) => declared.name.text === name);
  if (parameter !== undefined)
    return parameter.constraint === undefined ? other : typeOf(deeper(at), parameter.constraint);
  const declared = declarationsOf(at.file.source).get(name) ?? [];
  const [only] = declared;
  if (only === undefined) return undefined;
  if (declared.length > 1) return other;
  if (ts.isTypeAliasDeclaration(only))
    return only.typeParameters === undefined ? typeOf(deeper(at), only.type) : other;
  const isPlain =
    ts.isInterfaceDeclaration(only) && (only.heritageClauses ?? only.typeParameters) === undefined;
  return isPlain ? membersOf(at, only.members) : other;
}

type NamedDeclaration =
  | ts.TypeAliasDeclaration
  | ts.InterfaceDeclaration
  | ts.ClassDeclaration
  | ts.EnumDeclaration;

const declarations = new WeakMap<ts.SourceFile, ReadonlyMap<string, readonly NamedDeclaration[]>>();

/** The declarations of types in a file by their names: each type that stands in a long file asks for its own. */
function declarationsOf(source: ts.SourceFile): ReadonlyMap<string, readonly NamedDeclaration[]> {
  const known = declarations.get(source);
  if (known !== undefined) return known;
  const found = new Map<string, NamedDeclaration[]>();
  for (const statement of source.statements) {
    if (!isTypeDeclaration(statement) || statement.name === undefined) continue;
    const { text } = statement.name;
    found.set(text, [...(found.get(text) ?? []), statement]);
  }
  declarations.set(source, found);
  return found;
}

function isTypeDeclaration(statement: ts.Statement): statement is NamedDeclaration {
  return (
    ts.isTypeAliasDeclaration(statement) ||
    ts.isInterfaceDeclaration(statement) ||
    ts.isClassDeclaration(statement) ||
    ts.isEnumDeclaration(statement)
  );
}

/** `Tensor` of the library, under whichever name the file imports it; half-typed files may not import it yet. */
function imported({ file }: Lookup, name: string): DeclaredType {
  const found = file.source.statements.flatMap((statement) => {
    if (!ts.isImportDeclaration(statement)) return [];
    const bindings = statement.importClause?.namedBindings;
    const elements = bindings !== undefined && ts.isNamedImports(bindings) ? bindings.elements : [];
    const element = elements.find((candidate) => candidate.name.text === name);
    const from = textOf(file, statement.moduleSpecifier).slice(1, -1);
    return element === undefined ? [] : [{ from, name: (element.propertyName ?? element.name).text }];
  });
  const { from, name: original } = found[0] ?? { from: "cnn-blocks", name };
  return original === "Tensor" && /^(cnn-blocks$|[./])/.test(from) ? { kind: "tensor" } : other;
}

/** The type helpers of the language that are about arrays and records. */
function generic(at: Lookup, name: string, args: readonly ts.TypeNode[]): DeclaredType {
  const [first = other, second = other] = args.map((arg) => typeOf(deeper(at), arg));
  switch (name) {
    case "Array":
    case "ReadonlyArray":
      return { kind: "list", element: first };
    case "Readonly":
    case "NoInfer":
      return first;
    case "Required":
    case "Partial":
      return first.kind === "record" ? withOptional(first.members, name === "Partial") : other;
    case "Record":
      return recordOf(first, second);
    default:
      return other;
  }
}

function withOptional(members: ReadonlyMap<string, DeclaredMember>, isOptional: boolean): DeclaredType {
  return {
    kind: "record",
    members: new Map([...members].map(([name, { type }]) => [name, { type, isOptional }])),
  };
}

/** `Record<"p3" | "p4", Tensor>`; of `Record<string, Tensor>` no name is known. */
function recordOf(keys: DeclaredType, type: DeclaredType): DeclaredType {
  const names = keys.kind === "union" ? keys.options : [keys];
  const members = new Map<string, DeclaredMember>();
  for (const key of names) {
    if (key.kind !== "literal" || (typeof key.value !== "string" && typeof key.value !== "number"))
      return other;
    members.set(String(key.value), { type, isOptional: false });
  }
  return { kind: "record", members };
}

function deeper(at: Lookup): Lookup {
  return { ...at, depth: at.depth + 1 };
}
