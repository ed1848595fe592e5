import ts from "typescript";
import type { Range } from "../../base/index.ts";
import { hasWithin, isBoundToFunction, namesAssigned } from "./acts.ts";
import { commentsLeft } from "./left-comments.ts";
import { fieldName, type MovableField, movableField } from "./movable-field.ts";
import type { ParsedFile } from "./parse.ts";
import { declaredWithin, namesIn, nodeAt, nodesAround, rangeOf } from "./queries.ts";
import { type Reference, referencesIn, startWithComment } from "./references.ts";
import { argumentsByName, classNamed, unusedWithout } from "./sequential-parts.ts";

/** A block of the file that one class holds in a field and calls once, with what it consists of. */
export interface InlinableBlock {
  /** The field of the class that holds it. */
  readonly field: MovableField;
  readonly call: Range;
  /** The statement of the forward that calls it. */
  readonly statement: Range;
  /** Whether the call's value is used as it is, and not as a part of a longer expression. */
  readonly isWhole: boolean;
  readonly inputs: readonly InputOfBlock[];
  /** What the construction gives, by the name of the constructor's parameter. */
  readonly given: ReadonlyMap<string, Range>;
  readonly fields: readonly MovableField[];
  /** The statements before the block's return, with all comments above it; null where it has neither. */
  readonly body: Range | null;
  readonly result: Range;
  /** Where the block's code names its fields, behind `this.`; its forward's own variables; its constructor's parameters. */
  readonly fieldNames: readonly Reference[];
  readonly variables: readonly Reference[];
  readonly parameters: readonly Reference[];
  /** The names that the class, and its forward, use. */
  readonly ownerNames: ReadonlySet<string>;
  readonly forwardNames: ReadonlySet<string>;
  /** The block's declaration where nothing else needs it; else null. */
  readonly unusedThen: Range | null;
  readonly comments: CommentsOfBlock;
}

/** Comments that would go with what is removed, because they are not among what is written into the class. */
export interface CommentsOfBlock {
  /** Of the block, of its constructor and of its construction. */
  readonly ofFields: readonly Range[];
  /** Of its forward and of its call. */
  readonly ofForward: readonly Range[];
}

export interface InputOfBlock {
  /** What the block's forward calls it. */
  readonly name: string;
  readonly argument: Range;
  /** The variable that is given, where the block's statements may use it in the place of their own; else null. */
  readonly variable: string | null;
}

/** The block whose call or construction is at an offset; null for anything that is more than fields and one forward. */
export function inlinableBlock(file: ParsedFile, offset: number): InlinableBlock | null {
  const path = nodesAround(file, offset);
  const owner = path.findLast(ts.isClassDeclaration);
  const name = fieldAt(path);
  const forward = owner && forwardOf(owner);
  const place = name === null || !forward ? null : onlyCall(forward, name);
  if (!owner || !forward || name === null || place === null) return null;
  const field = movableField(file, owner, name, rangeOf(file, place.call));
  const made = field && nodeAt(file, field.made);
  if (!field || !made || !ts.isNewExpression(made) || !ts.isIdentifier(made.expression)) return null;
  const block = classNamed(file, made.expression.text);
  const parts = block === undefined || block === owner ? null : partsOf(file, block);
  const given = parts && givenTo(file, parts.made, made);
  const inputs = parts && inputsOf(file, parts, place);
  if (!block || !parts || !given || !inputs) return null;
  const isTyped = field.declaration !== null && field.statement !== null;
  const own = rangeOf(file, block);
  const unusedThen = unusedWithout(file, made.expression.text, isTyped ? 2 : 1);
  return {
    ...{ field, inputs, given, fields: parts.fields, body: parts.body, result: rangeOf(file, parts.result) },
    call: rangeOf(file, place.call),
    statement: rangeOf(file, place.statement),
    isWhole: isWhole(place),
    fieldNames: namesBehindThis(file, block),
    variables: variablesIn(file, parts.forward),
    parameters: referencesIn(file, own).filter((one) => given.has(one.name)),
    ownerNames: namesIn(owner),
    forwardNames: namesIn(forward),
    unusedThen,
    comments: commentsOf(file, parts, { made, call: place.call, removed: unusedThen }),
  };
}

function commentsOf(
  file: ParsedFile,
  { fields, forward, body, result }: BlockParts,
  {
    made,
    call,
    removed,
  }: {
    readonly made: ts.NewExpression;
    readonly call: ts.CallExpression;
    readonly removed: Range | null;
  },
): CommentsOfBlock {
  const range = (node: ts.Node) => rangeOf(file, node);
  const whole = { start: startWithComment(file, forward), end: forward.end };
  const ofField = fields.flatMap(({ declaration, statement }) => [declaration ?? [], statement ?? []].flat());
  const ofMaking = commentsLeft(file, [range(made)], (made.arguments ?? []).map(range));
  const ofCall = commentsLeft(file, [range(call)], call.arguments.map(range));
  if (removed === null) return { ofFields: ofMaking, ofForward: ofCall };
  const inForward = commentsLeft(file, [whole], [range(result), body ?? []].flat());
  return {
    ofFields: [...commentsLeft(file, [removed], [whole, ...ofField]), ...ofMaking],
    ofForward: [...inForward, ...ofCall],
  };
}

/** `block` at `this.block(x)`, `this.block = new Block()` and `block = new Block()`. */
function fieldAt(path: readonly ts.Node[]): string | null {
  for (const node of [...path].reverse()) {
    if (ts.isCallExpression(node)) return fieldName(node.expression);
    if (ts.isBinaryExpression(node) && ts.isNewExpression(node.right)) return fieldName(node.left);
    if (ts.isPropertyDeclaration(node)) return ts.isIdentifier(node.name) ? node.name.text : null;
  }
  return null;
}

function forwardOf(owner: ts.ClassDeclaration): ts.MethodDeclaration | undefined {
  return owner.members.find(
    (member): member is ts.MethodDeclaration =>
      ts.isMethodDeclaration(member) && ts.isIdentifier(member.name) && member.name.text === "forward",
  );
}

interface CallPlace {
  readonly call: ts.CallExpression;
  readonly statement: ts.Statement;
  readonly around: readonly ts.Node[];
}

/** The one call of a field, in a statement of its own level that certainly makes it. */
function onlyCall(forward: ts.MethodDeclaration, name: string): CallPlace | null {
  const found: CallPlace[] = [];
  const visit = (node: ts.Node, statement: ts.Statement, around: readonly ts.Node[]): void => {
    if (ts.isCallExpression(node) && fieldName(node.expression) === name)
      found.push({ call: node, statement, around });
    ts.forEachChild(node, (child) => visit(child, statement, [...around, node]));
  };
  for (const statement of forward.body?.statements ?? []) visit(statement, statement, []);
  const [only, ...others] = found;
  if (only === undefined || others.length > 0) return null;
  const { statement } = only;
  const isPlain =
    ts.isExpressionStatement(statement) ||
    ts.isReturnStatement(statement) ||
    (ts.isVariableStatement(statement) && statement.declarationList.declarations.length === 1);
  return isPlain && !only.around.some(isConditional) ? only : null;
}

function isConditional(node: ts.Node): boolean {
  if (ts.isBinaryExpression(node)) return conditionals.includes(node.operatorToken.kind);
  return ts.isConditionalExpression(node) || ts.isFunctionLike(node);
}

const conditionals: readonly ts.SyntaxKind[] = [
  ts.SyntaxKind.AmpersandAmpersandToken,
  ts.SyntaxKind.BarBarToken,
  ts.SyntaxKind.QuestionQuestionToken,
];

function isWhole({ call, around }: CallPlace): boolean {
  const parent = around.at(-1);
  return (
    parent !== undefined &&
    (ts.isReturnStatement(parent) ||
      ts.isVariableDeclaration(parent) ||
      (ts.isBinaryExpression(parent) && parent.operatorToken.kind === ts.SyntaxKind.EqualsToken) ||
      (ts.isCallExpression(parent) && parent.arguments.includes(call)))
  );
}

interface BlockParts {
  readonly made: ts.ConstructorDeclaration | null;
  readonly forward: ts.MethodDeclaration;
  readonly fields: readonly MovableField[];
  readonly body: Range | null;
  readonly result: ts.Expression;
}

/** Null unless the class has only simple fields and a forward that returns at its end. */
function partsOf(file: ParsedFile, block: ts.ClassDeclaration): BlockParts | null {
  const forward = forwardOf(block);
  const made = block.members.find(ts.isConstructorDeclaration) ?? null;
  const base = block.heritageClauses?.[0]?.types[0]?.expression.getText(file.source);
  const declared = block.members.filter(ts.isPropertyDeclaration);
  const isPlain = block.members.length === declared.length + (made === null ? 1 : 2);
  if (forward === undefined || !isPlain || !/^(nn\.)?Module$/.test(base ?? "")) return null;
  const names = new Set([
    ...declared.map(({ name }) => name.getText(file.source)),
    ...(made?.body?.statements ?? []).flatMap((one) => assignedField(one) ?? []),
  ]);
  const fields = [...names].flatMap((name) => movableField(file, block, name, rangeOf(file, forward)) ?? []);
  const isMade = (made?.body?.statements ?? []).slice(1).every((one) => assignedField(one) !== null);
  const used = new Set(namesBehindThis(file, block).map(({ name }) => name));
  if (fields.length !== names.size || !isMade || [...used].some((name) => !names.has(name))) return null;
  const statements = [...(forward.body?.statements ?? [])];
  const last = statements.pop();
  if (last === undefined || !ts.isReturnStatement(last) || last.expression === undefined) return null;
  if (statements.some((one) => hasWithin(one, isBound)) || hasWithin(last.expression, isBound)) return null;
  return { made, forward, fields, body: bodyBefore(file, forward, last), result: last.expression };
}

/** What stands in a function before its return; null where that is nothing. */
function bodyBefore(
  { text, source }: ParsedFile,
  { body }: ts.MethodDeclaration,
  last: ts.ReturnStatement,
): Range | null {
  const from = body?.statements.pos ?? last.pos;
  const before = text.slice(from, last.getStart(source));
  const start = from + before.length - before.trimStart().length;
  const end = from + before.trimEnd().length;
  return start < end ? { start, end } : null;
}

function assignedField(statement: ts.Statement): string | null {
  const isSet = ts.isExpressionStatement(statement) && ts.isBinaryExpression(statement.expression);
  return isSet ? fieldName((statement.expression as ts.BinaryExpression).left) : null;
}

function isBound(node: ts.Node): boolean {
  return ts.isReturnStatement(node) || isBoundToFunction(node);
}

function givenTo(
  file: ParsedFile,
  made: ts.ConstructorDeclaration | null,
  construction: ts.NewExpression,
): ReadonlyMap<string, Range> | null {
  return made === null ? new Map() : argumentsByName(file, made, construction);
}

/** Null where an input has a default or a pattern, or where not exactly as many are given. */
function inputsOf(
  file: ParsedFile,
  { forward }: BlockParts,
  { call, statement }: CallPlace,
): readonly InputOfBlock[] | null {
  const set = new Set(forward.body?.statements.flatMap((one) => namesAssigned(one)));
  const places = variablesIn(file, statement);
  const inputs: InputOfBlock[] = [];
  for (const [index, { name, initializer, dotDotDotToken }] of forward.parameters.entries()) {
    const argument = call.arguments[index];
    if (argument === undefined || !ts.isIdentifier(name) || initializer || dotDotDotToken) return null;
    const given = ts.isIdentifier(argument) ? argument.text : null;
    // A name that the statement sets anyway may be set before it, if nothing else in the statement reads it.
    const isFree =
      !set.has(name.text) ||
      (namesAssigned(statement).includes(given ?? "") &&
        places.filter((one) => one.name === given).length === 2);
    inputs.push({ name: name.text, argument: rangeOf(file, argument), variable: isFree ? given : null });
  }
  return call.arguments.length === inputs.length ? inputs : null;
}

function namesBehindThis(file: ParsedFile, block: ts.Node): readonly Reference[] {
  const found: Reference[] = [];
  const visit = (node: ts.Node): void => {
    const name = fieldName(node);
    if (name !== null && ts.isPropertyAccessExpression(node))
      found.push({ ...rangeOf(file, node.name), name, isShorthand: false });
    else if (node.kind === ts.SyntaxKind.ThisKeyword)
      found.push({ ...rangeOf(file, node), name: "this", isShorthand: false });
    else ts.forEachChild(node, visit);
  };
  visit(block);
  return found;
}

/** Where a function's own variables are declared, set and read. */
function variablesIn(file: ParsedFile, node: ts.Node): readonly Reference[] {
  const declared = declaredWithin(node).map((name) => ({
    ...rangeOf(file, name),
    name: name.text,
    isShorthand: false,
  }));
  const references = referencesIn(file, rangeOf(file, node));
  const names = new Set(declared.map(({ name }) => name));
  const isOwn = ({ name }: Reference) => !ts.isMethodDeclaration(node) || names.has(name);
  return [...declared, ...references.filter(isOwn)].sort((a, b) => a.start - b.start);
}
