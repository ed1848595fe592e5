import ts from "typescript";
import type { Range } from "../../base/index.ts";
import { commentsLeft } from "./left-comments.ts";
import { isExported } from "./modules-of-file.ts";
import { type ParsedFile, textOf } from "./parse.ts";
import { inNamespace, isAt, isNameOfSequential, nodeAt, nodesAround, rangeOf } from "./queries.ts";
import { type Reference, referencesIn, startWithComment } from "./references.ts";

/** Layers in a row of one `Sequential`. */
export interface SelectedParts {
  /** The namespace of the container with its dot, `nn.`; empty where there is none. */
  readonly namespace: string;
  readonly parts: readonly Range[];
  /** From the first of them to the last. */
  readonly range: Range;
}

/** The parts of the innermost `Sequential` that a selection touches; null where one is spread or it touches none. */
export function selectedParts(file: ParsedFile, { start, end }: Range): SelectedParts | null {
  for (const node of [...nodesAround(file, start)].reverse()) {
    if (!ts.isNewExpression(node) || !isNameOfSequential(node.expression) || end > node.end) continue;
    const all = node.arguments ?? [];
    const touched = all.filter((part) => part.getStart(file.source) <= end && start <= part.end);
    const [first, last] = [touched[0], touched.at(-1)];
    if (first === undefined || last === undefined) continue;
    if (touched.some((part) => !ts.isNewExpression(part))) return null;
    return {
      namespace: inNamespace(node.expression).namespace,
      parts: touched.map((part) => rangeOf(file, part)),
      range: { start: first.getStart(file.source), end: last.end },
    };
  }
  return null;
}

/** Layers in a row that a construction is short for. */
export interface WrittenOutParts {
  readonly namespace: string;
  readonly parts: readonly Range[];
  /** By the name of a parameter in `parts`: what is given for it. */
  readonly given: ReadonlyMap<string, Range>;
  readonly references: readonly Reference[];
  /** Whether it is a plain `Sequential`, not a class of the file. */
  readonly isSequential: boolean;
  /** The declaration of the class, with the comment above it, where nothing else names the class; else null. */
  readonly unusedThen: Range | null;
  /** The comments that go with the construction and with that class, in the order of the text. */
  readonly comments: readonly Range[];
}

/**
 * What a construction of a `Sequential`, or of a class of the file that only passes layers to one, is short for.
 * Null for anything else, and where a comment between the layers would be lost.
 */
export function partsWrittenOut(file: ParsedFile, construction: Range): WrittenOutParts | null {
  const node = nodeAt(file, construction);
  if (node === undefined || !ts.isNewExpression(node) || node.arguments?.some(ts.isSpreadElement))
    return null;
  if (isNameOfSequential(node.expression))
    return written(file, construction, {
      container: node,
      parts: node.arguments ?? [],
      given: new Map(),
      isSequential: true,
      unusedThen: null,
    });
  const owner = classNamed(file, textOf(file, node.expression));
  const base = owner?.heritageClauses?.[0]?.types[0];
  const [only, ...others] = owner?.members ?? [];
  if (owner === undefined || base === undefined || !isNameOfSequential(base.expression)) return null;
  if (only === undefined || others.length > 0 || !ts.isConstructorDeclaration(only)) return null;
  const given = argumentsByName(file, only, node);
  const parts = passedOn(only);
  if (given === null || parts === null) return null;
  return written(file, construction, {
    container: base,
    parts,
    given,
    isSequential: false,
    unusedThen: unusedWithout(file, textOf(file, node.expression), 1),
  });
}

export function classNamed(file: ParsedFile, name: string): ts.ClassDeclaration | undefined {
  return file.source.statements.filter(ts.isClassDeclaration).find((one) => one.name?.text === name);
}

/**
 * The class of that name, with the comment above it, where so many references are all that it has. Null where it
 * has more or is exported.
 */
export function unusedWithout(file: ParsedFile, className: string, references: number): Range | null {
  const owner = classNamed(file, className);
  const places = referencesIn(file, { start: 0, end: file.text.length });
  const uses = places.filter(({ name }) => name === className).length;
  if (owner === undefined || uses !== references || isExported(owner)) return null;
  return { start: startWithComment(file, owner), end: owner.end };
}

/** The arguments of a constructor that consists of `super(…)`. */
function passedOn({ body }: ts.ConstructorDeclaration): readonly ts.Expression[] | null {
  const [statement, ...others] = body?.statements ?? [];
  if (statement === undefined || others.length > 0 || !ts.isExpressionStatement(statement)) return null;
  const call = statement.expression;
  if (!ts.isCallExpression(call) || call.expression.kind !== ts.SyntaxKind.SuperKeyword) return null;
  return call.arguments;
}

/** What is given for each parameter, or its default; null where something is neither. */
export function argumentsByName(
  file: ParsedFile,
  { parameters }: ts.ConstructorDeclaration,
  { arguments: given }: ts.NewExpression,
): ReadonlyMap<string, Range> | null {
  const byName = new Map<string, Range>();
  for (const [index, { name, initializer, dotDotDotToken }] of parameters.entries()) {
    const value = given?.[index] ?? initializer;
    if (!ts.isIdentifier(name) || value === undefined || dotDotDotToken !== undefined) return null;
    byName.set(name.text, rangeOf(file, value));
  }
  return byName;
}

interface FoundParts extends Pick<WrittenOutParts, "given" | "isSequential" | "unusedThen"> {
  readonly container: ts.NewExpression | ts.ExpressionWithTypeArguments;
  readonly parts: readonly ts.Expression[];
}

function written(
  file: ParsedFile,
  construction: Range,
  { container, parts, ...rest }: FoundParts,
): WrittenOutParts | null {
  const ranges = parts.map((part) => rangeOf(file, part));
  if (parts.length === 0 || parts.some((part) => !ts.isNewExpression(part))) return null;
  const gaps = ranges.slice(1).map(({ start }, index) => file.text.slice(ranges[index]?.end, start));
  if (gaps.some((gap) => !/^\s*,\s*$/.test(gap))) return null;
  const references = ranges
    .flatMap((range) => referencesIn(file, range))
    .filter(({ name }) => rest.given.has(name));
  const removed = [rest.unusedThen ?? [], construction].flat();
  const comments = commentsLeft(file, removed, [...ranges, ...rest.given.values()]);
  return {
    namespace: inNamespace(container.expression).namespace,
    parts: ranges,
    references,
    comments,
    ...rest,
  };
}

/** A call on a tensor, and the name of the tensor that goes into its innermost call. */
export interface CallOnName {
  readonly call: Range;
  readonly input: Range;
}

/** The call that a selection covers, or the call of a field around the cursor; null where its input has no name. */
export function callOnName(file: ParsedFile, selection: Range): CallOnName | null {
  const isEmpty = selection.start === selection.end;
  const call = isEmpty
    ? nodesAround(file, selection.start).findLast((node) => ts.isCallExpression(node) && isOfField(node))
    : nodesAround(file, selection.start).find(
        (node) => ts.isCallExpression(node) && isAt(file, node, selection),
      );
  for (let node = call; node !== undefined && call !== undefined; ) {
    if (ts.isIdentifier(node)) return { call: rangeOf(file, call), input: rangeOf(file, node) };
    node = ts.isCallExpression(node) ? inputOf(node) : undefined;
  }
  return null;
}

/** `x` in `this.conv(x)`, `F.relu(x)` and `x.relu()`. */
function inputOf(call: ts.CallExpression): ts.Expression | undefined {
  const { expression, arguments: given } = call;
  const isMethod =
    ts.isPropertyAccessExpression(expression) &&
    !isOfField(call) &&
    !(ts.isIdentifier(expression.expression) && /^(F|nn)$/.test(expression.expression.text));
  return isMethod ? expression.expression : given[0];
}

function isOfField({ expression }: ts.CallExpression): boolean {
  return ts.isPropertyAccessExpression(expression) && beginsWithThis(expression);
}

function beginsWithThis(node: ts.Node): boolean {
  if (ts.isPropertyAccessExpression(node)) return beginsWithThis(node.expression);
  return node.kind === ts.SyntaxKind.ThisKeyword;
}
