import ts from "typescript";
import type { Range } from "../../base/index.ts";
import type { MemberUse } from "../../problems/index.ts";
import { bare } from "./number-of.ts";
import { type ParsedFile, parseFile } from "./parse.ts";

/** Whether exactly this range is a number that is written out. */
export function isNumberAt(file: ParsedFile, range: Range): boolean {
  const node = nodeAt(file, range);
  return node !== undefined && ts.isNumericLiteral(node);
}

/** Whether exactly this range is one name: `x`. */
export function isNameAt(file: ParsedFile, range: Range): boolean {
  const node = nodeAt(file, range);
  return node !== undefined && ts.isIdentifier(node);
}

/** What is at this range without brackets, assertions and types around it: `x` of `(x as Tensor)!`. */
export function bareAt(file: ParsedFile, range: Range): Range {
  const node = nodeAt(file, range);
  return node !== undefined && ts.isExpression(node) ? rangeOf(file, bare(node)) : range;
}

/** Whether exactly this range is a name or a dotted one: `nn.Conv2d`, `this.conv`. */
export function isDottedNameAt(file: ParsedFile, range: Range): boolean {
  const node = nodeAt(file, range);
  return node !== undefined && isDottedName(node);
}

/** The whole dotted name that begins with the name at this range: `torch.nn.Conv2d` for `torch`. */
export function dottedNameAt(file: ParsedFile, first: Range): Range {
  const whole = nodesAround(file, first.start).find(
    (node) =>
      ts.isPropertyAccessExpression(node) && isDottedName(node) && node.getStart(file.source) === first.start,
  );
  return whole === undefined ? { start: first.start, end: first.end } : rangeOf(file, whole);
}

/** Whether a `.method()` written after this range applies to all of it: names and calls of them. */
export function isChainAt(file: ParsedFile, range: Range): boolean {
  const node = nodeAt(file, range);
  return node !== undefined && isChain(node);
}

/** Whether operators and members can be written beside what is at this range: a name, a literal, a call, brackets. */
export function isOperandAt(file: ParsedFile, range: Range): boolean {
  const node = nodeAt(file, range);
  return node !== undefined && ts.isLeftHandSideExpression(node);
}

/** Whether the name at this range is a property and a variable at once: `{ stride }`. */
export function isShorthandAt(file: ParsedFile, range: Range): boolean {
  return pathTo(file, range).some(
    (node) => ts.isShorthandPropertyAssignment(node) && isAt(file, node.name, range),
  );
}

/** `F.cat` around the member's name `cat`; null where what comes before the dot is not one name. */
export function namespaceAccessAt(file: ParsedFile, member: Range): Range | null {
  const access = pathTo(file, member).find(
    (node) => ts.isPropertyAccessExpression(node) && isAt(file, node.name, member),
  );
  const isPlain =
    access !== undefined && ts.isPropertyAccessExpression(access) && ts.isIdentifier(access.expression);
  return isPlain ? rangeOf(file, access) : null;
}

/** What is done with the member whose name is at this range. */
export function memberUseAt(file: ParsedFile, member: Range): MemberUse {
  const path = pathTo(file, member);
  const isUsed = (node: ts.CallExpression | ts.NewExpression): boolean =>
    ts.isPropertyAccessExpression(node.expression) && isAt(file, node.expression.name, member);
  if (path.some((node) => ts.isNewExpression(node) && isUsed(node))) return "constructed";
  return path.some((node) => ts.isCallExpression(node) && isUsed(node)) ? "called" : "read";
}

/** Where a member's name can be replaced by another: the name itself, or in `ops["conv"]` what is between the quotes; null for `ops[kind]`. */
export function memberNameAt(file: ParsedFile, member: Range): Range | null {
  const node = nodeAt(file, member);
  if (node === undefined || !ts.isElementAccessExpression(node)) return member;
  const key = node.argumentExpression;
  if (!ts.isStringLiteralLike(key)) return null;
  return { start: key.getStart(file.source) + 1, end: key.end - 1 };
}

/** Arguments in a row, up to the last of their call. */
export interface LastArguments {
  readonly values: readonly Range[];
  /** The arguments before them. */
  readonly before: readonly Range[];
  /** What to delete, comma included, if the first of them repeats the argument before it; else null. */
  readonly double: Range | null;
  /** The text between the braces of the last of them, where that is an object literal; null where it is empty or none. */
  readonly named: Range | null;
  /** Whether the last of them is an object literal. */
  readonly endInObject: boolean;
  /** Whether any other argument of the call is an object. */
  readonly hasOtherObject: boolean;
  /** Where the list ends: before the closing bracket, unless a comment stands there. */
  readonly end: number;
}

/** The arguments of a call from the one at this range on; null where one is spread. */
export function argumentsFrom(file: ParsedFile, range: Range): LastArguments | null {
  const calls = pathTo(file, range).filter((node) => ts.isCallExpression(node) || ts.isNewExpression(node));
  for (const { arguments: all = [], end } of calls.reverse()) {
    const first = all.findIndex((argument) => argument.getStart(file.source) === range.start);
    if (first < 0) continue;
    const rest = all.slice(first);
    const last = rest.at(-1)?.end ?? end;
    const values = rest.map((argument) => rangeOf(file, argument));
    const endsPlainly = /^[\s,]*\)$/.test(file.text.slice(last, end));
    if (rest.some(ts.isSpreadElement)) return null;
    const before = all.slice(0, first).map((argument) => rangeOf(file, argument));
    return {
      ...{ values, before, double: doubleIn(file, all, first), named: namedIn(file, all.at(-1)) },
      endInObject: all.slice(-1).some(ts.isObjectLiteralExpression),
      hasOtherObject: all.slice(0, -1).some(ts.isObjectLiteralExpression),
      end: endsPlainly ? end - 1 : last,
    };
  }
  return null;
}

function namedIn(file: ParsedFile, value: ts.Node | undefined): Range | null {
  if (value === undefined || !ts.isObjectLiteralExpression(value)) return null;
  const [first, last] = [value.properties[0], value.properties.at(-1)];
  return first && last ? { start: first.getStart(file.source), end: last.end } : null;
}

function doubleIn(file: ParsedFile, values: readonly ts.Node[], index: number): Range | null {
  const [before, value] = [values[index - 1], values[index]];
  const isDouble = before?.getText(file.source) === value?.getText(file.source);
  return before !== undefined && value !== undefined && isDouble
    ? { start: before.end, end: value.end }
    : null;
}

/** A method, and the class that it belongs to. */
export interface MethodPlace {
  /** Where the method's line begins. */
  readonly line: number;
  readonly indent: string;
  /** Every name that the class's text uses. */
  readonly names: ReadonlySet<string>;
  /** Null where the class has no constructor with statements. */
  readonly made: ConstructorPlace | null;
}

/** Where to add a field to a class that has a constructor. */
export interface ConstructorPlace {
  /** The end of the constructor's last statement, and its indentation. */
  readonly end: number;
  readonly indent: string;
  readonly fieldAt: number;
  /** The text to insert at `fieldAt` for a declaration. */
  fieldText(declaration: string, indent: string): string;
}

/** The method with that name around a range; null where something precedes it on its line. */
export function methodAround(file: ParsedFile, name: string, range: Range): MethodPlace | null {
  const path = pathTo(file, range);
  const index = path.findLastIndex(
    (node) => ts.isMethodDeclaration(node) && ts.isIdentifier(node.name) && node.name.text === name,
  );
  const [method, owner] = [path[index], path[index - 1]];
  if (method === undefined || owner === undefined || !ts.isClassLike(owner)) return null;
  const start = method.getStart(file.source);
  const line = lineStart(file.text, start);
  const indent = file.text.slice(line, start);
  return indent.trim() === ""
    ? { line, indent, names: namesIn(owner), made: constructorOf(file, owner) }
    : null;
}

function constructorOf(file: ParsedFile, owner: ts.ClassLikeDeclaration): ConstructorPlace | null {
  const own = owner.members.find(
    (member): member is ts.ConstructorDeclaration =>
      ts.isConstructorDeclaration(member) && member.body !== undefined,
  );
  const last = own?.body?.statements.at(-1);
  if (own === undefined || last === undefined) return null;
  const start = last.getStart(file.source);
  const field = owner.members.findLast((member) => ts.isPropertyDeclaration(member) && member.end <= own.pos);
  const place = {
    end: last.end,
    indent: file.text.slice(lineStart(file.text, start), start).replace(/\S.*$/, ""),
  };
  return field === undefined
    ? {
        ...place,
        fieldAt: lineStart(file.text, own.getStart(file.source)),
        fieldText: (declaration, indent) => `${indent}${declaration}\n\n`,
      }
    : { ...place, fieldAt: field.end, fieldText: (declaration, indent) => `\n${indent}${declaration}` };
}

/** The first names of dotted ones: `nn` in `new nn.Sequential(nn.relu)`, twice. */
export function rootNames(file: ParsedFile): readonly (Range & { readonly name: string })[] {
  const found: (Range & { name: string })[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isPropertyAccessExpression(node) && ts.isIdentifier(node.expression))
      found.push({ ...rangeOf(file, node.expression), name: node.expression.text });
    ts.forEachChild(node, visit);
  };
  visit(file.source);
  return found;
}

/** A construction that a whole text consists of, `new nn.Conv2d(3, 8, 3)`; null for any other text. */
export interface Construction {
  /** The class's own name: `Conv2d`. */
  readonly className: string;
  /** What stands before that name, without `new`: `nn.`. */
  readonly namespace: string;
  /** From the class's own name on: `Conv2d(3, 8, 3)`. */
  readonly text: string;
}

export function constructionIn(text: string): Construction | null {
  const { source } = parseFile("expression.ts", text);
  const [statement] = source.statements;
  if (statement === undefined || !ts.isExpressionStatement(statement)) return null;
  const { expression } = statement;
  if (!ts.isNewExpression(expression) || !isDottedName(expression.expression)) return null;
  const callee = expression.expression;
  const name = ts.isPropertyAccessExpression(callee) ? callee.name : callee;
  const [start, own] = [callee.getStart(source), name.getStart(source)];
  const className = text.slice(own, name.end);
  return { className, namespace: text.slice(start, own), text: text.slice(own, expression.end) };
}

/** The names that a variable's declaration binds: `a` and `b` in `const { a, list: [b] } = …`. */
export function namesBoundBy(name: ts.BindingName): readonly string[] {
  return identifiersBoundBy(name).map(({ text }) => text);
}

/** The same as they are written in the declaration. */
export function identifiersBoundBy(name: ts.BindingName): readonly ts.Identifier[] {
  if (ts.isIdentifier(name)) return [name];
  return name.elements.flatMap((element) =>
    ts.isBindingElement(element) ? identifiersBoundBy(element.name) : [],
  );
}

/** The variables and parameters that are declared anywhere in a node, as they are written there. */
export function declaredWithin(node: ts.Node): readonly ts.Identifier[] {
  const found: ts.Identifier[] = [];
  const visit = (child: ts.Node): void => {
    if (ts.isVariableDeclaration(child) || ts.isParameter(child))
      found.push(...identifiersBoundBy(child.name));
    ts.forEachChild(child, visit);
  };
  visit(node);
  return found;
}

export function rangeOf(file: ParsedFile, node: ts.Node): Range {
  return { start: node.getStart(file.source), end: node.end };
}

export function isDottedName(node: ts.Node): boolean {
  if (ts.isPropertyAccessExpression(node)) return isDottedName(node.expression);
  return ts.isIdentifier(node) || node.kind === ts.SyntaxKind.ThisKeyword;
}

/** `nn` and `Conv2d` of `nn.Conv2d`, in an expression or in a type. */
export function namesOf(dotted: ts.Expression | ts.EntityName): readonly string[] {
  if (ts.isPropertyAccessExpression(dotted)) return [...namesOf(dotted.expression), dotted.name.text];
  if (ts.isQualifiedName(dotted)) return [...namesOf(dotted.left), dotted.right.text];
  return [ts.isIdentifier(dotted) ? dotted.text : "this"];
}

/** `nn.` and `Conv2d` of `nn.Conv2d`, without the blanks and comments between them. */
export function inNamespace(dotted: ts.Expression): { readonly namespace: string; readonly own: string } {
  const names = namesOf(dotted);
  const namespace = names.slice(0, -1).map((name) => `${name}.`);
  return { namespace: namespace.join(""), own: names.at(-1) ?? "" };
}

/** Whether a name is `Sequential`, in a namespace or not. */
export function isNameOfSequential(name: ts.Node): name is ts.Expression {
  return ts.isExpression(name) && isDottedName(name) && inNamespace(name).own === "Sequential";
}

export function lineStart(text: string, offset: number): number {
  return text.lastIndexOf("\n", offset - 1) + 1;
}

function isChain(node: ts.Node): boolean {
  if (ts.isCallExpression(node) || ts.isPropertyAccessExpression(node)) return isChain(node.expression);
  return isDottedName(node);
}

/** The innermost node with exactly this range. */
export function nodeAt(file: ParsedFile, range: Range): ts.Node | undefined {
  return pathTo(file, range).findLast((node) => isAt(file, node, range));
}

/** The nodes around a range, outermost first: nodes do not know their parents. */
export function pathTo(file: ParsedFile, range: Range): ts.Node[] {
  const path: ts.Node[] = [];
  for (let node: ts.Node | undefined = file.source; node !== undefined; ) {
    path.push(node);
    node = ts.forEachChild(node, (child) => {
      const isAround = child.getStart(file.source) <= range.start && range.end <= child.end;
      return isAround && child.end > child.pos ? child : undefined;
    });
  }
  return path;
}

/** Whether a `this` is that of a method, or of a `function` that has one of its own; an arrow has that of what is around it. */
export function homeOfThis(file: ParsedFile, node: ts.Node): "in a method" | "in a function" {
  const own = pathTo(file, rangeOf(file, node)).findLast(
    (around) => (ts.isFunctionLike(around) && !ts.isArrowFunction(around)) || ts.isClassLike(around),
  );
  const isPlain = own !== undefined && (ts.isFunctionExpression(own) || ts.isFunctionDeclaration(own));
  return isPlain ? "in a function" : "in a method";
}

/** The nodes around an offset, outermost first; a node's end counts to it. */
export function nodesAround(file: ParsedFile, offset: number): readonly ts.Node[] {
  return pathTo(file, { start: offset, end: offset });
}

/** The innermost construction that has exactly this range among its arguments. */
export function constructionWith(file: ParsedFile, argument: Range): ts.NewExpression | undefined {
  return pathTo(file, argument).findLast(
    (node): node is ts.NewExpression =>
      ts.isNewExpression(node) && (node.arguments ?? []).some((one) => isAt(file, one, argument)),
  );
}

/** Whether exactly this range is a list that is written out. */
export function isArrayLiteralAt(file: ParsedFile, range: Range): boolean {
  return pathTo(file, range).some((node) => ts.isArrayLiteralExpression(node) && isAt(file, node, range));
}

/** Whether a node has exactly this range. */
export function isAt(file: ParsedFile, node: ts.Node, { start, end }: Range): boolean {
  return node.getStart(file.source) === start && node.end === end;
}

/** Every name that code uses, of variables and of members, written as a word or as a key: `this["conv"]`. */
export function namesIn(node: ts.Node): ReadonlySet<string> {
  const names = new Set<string>();
  const visit = (child: ts.Node): void => {
    const key = keyOf(child);
    if (key !== undefined && ts.isStringLiteralLike(key)) names.add(key.text);
    if (ts.isIdentifier(child) || ts.isPrivateIdentifier(child)) names.add(child.text);
    ts.forEachChild(child, visit);
  };
  visit(node);
  return names;
}

function keyOf(node: ts.Node): ts.Node | undefined {
  return ts.isElementAccessExpression(node)
    ? node.argumentExpression
    : ts.isClassElement(node)
      ? node.name
      : undefined;
}

/** Where a name is written as an identifier, in the order of the file. */
export function placesOfName(file: ParsedFile, name: string): readonly Range[] {
  const places: Range[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node) && node.text === name) places.push(rangeOf(file, node));
    ts.forEachChild(node, visit);
  };
  visit(file.source);
  return places;
}

/** The statements of the file itself, one after the other. */
export function topLevelStatements(file: ParsedFile): readonly Range[] {
  return file.source.statements.map((statement) => rangeOf(file, statement));
}
