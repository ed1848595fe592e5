import type { FileRange } from "../../base/index.ts";
import { forkMaybe, forkOver } from "../run/arms/fork.ts";
import { functionNames } from "../run/call.ts";
import {
  type Block,
  changesOutside,
  type Expression,
  type FunctionLikeDeclaration,
  hasChoice,
  hasModifier,
  isArrowFunction,
  isBlock,
  isConstructorDeclaration,
  isFunctionExpression,
  isFunctionLike,
  isGetAccessorDeclaration,
  isIdentifier,
  isMethodDeclaration,
  isReturnStatement,
  isSetAccessorDeclaration,
  mayAct,
  type Node,
  type ParameterDeclaration,
  SyntaxKind,
  textOf,
} from "../syntax/index.ts";
import { newArray } from "../values/containers.ts";
import { from, undefinedValue } from "../values/make.ts";
import { declare, newNames } from "../values/names.ts";
import { argumentAt, rowOfArguments } from "../values/rest.ts";
import type { Evaluate, Execute, FunctionCode, Scope, Value } from "../values/value.ts";
import { authorPlace, type Context, within } from "./context.ts";
import { declaredNames, hoistedNames, namesIn } from "./declarations.ts";
import { nameAfter } from "./given-names.ts";
import { namesOfProperties, parameterProperties, takeProperties } from "./parameter-properties.ts";
import { compileFieldsCheck, compileSuperCheck, isInstance } from "./super-calls.ts";

/** A function, method, accessor or constructor. Its parameters and body are compiled when it is called first. */
export function compileFunction(c: Context, node: FunctionLikeDeclaration, name?: string): FunctionCode {
  const isArrow = isArrowFunction(node);
  const names = newNames(c.names, isArrow ? [] : functionNames);
  const ownSlot =
    isFunctionExpression(node) && node.name !== undefined ? declare(names, node.name.text) : null;
  const text = c.isLibrary ? "" : textOf(c.file, node);
  let prepared: ReturnType<FunctionCode["prepare"]> | undefined;
  let changesOthers: boolean | undefined;
  return {
    name: node.name && isIdentifier(node.name) ? node.name.text : (name ?? ""),
    isArrow,
    isMethod: isMethodDeclaration(node) || isGetAccessorDeclaration(node) || isSetAccessorDeclaration(node),
    isGenerator: "asteriskToken" in node && node.asteriskToken !== undefined,
    isAsync: hasModifier(node, SyntaxKind.AsyncKeyword),
    isLibrary: c.isLibrary,
    length: expected(node),
    most: atMost(node),
    usesArguments: !isArrow && /\barguments\b/.test(text),
    ownSlot,
    instanceSlot: isConstructorDeclaration(node) && c.isDerivedClass ? declare(names, "%instance") : null,
    returnless: returnless(c, node),
    place: authorPlace(c, node),
    chooses: () => hasChoice(node),
    changesOutside: () => {
      changesOthers ??= changesOutside(node);
      return changesOthers;
    },
    names,
    prepare() {
      prepared ??= prepare({ ...within(c, names), ...ownFields(node) }, node);
      return prepared;
    },
  };
}

/** A constructor has fields of its own, also where its class stands within another one's constructor. */
function ownFields(node: FunctionLikeDeclaration): Pick<Context, "parameterFields"> {
  if (!isConstructorDeclaration(node)) return {};
  return { parameterFields: namesOfProperties(node) };
}

/** The parameters before the first that has a default, or takes the rest. */
function expected({ parameters }: FunctionLikeDeclaration): number {
  const own = parameters.filter((parameter) => !isThis(parameter));
  const first = own.findIndex(
    ({ initializer, dotDotDotToken }) => initializer !== undefined || dotDotDotToken !== undefined,
  );
  return first < 0 ? own.length : first;
}

function atMost({ parameters }: FunctionLikeDeclaration): number {
  const own = parameters.filter((parameter) => !isThis(parameter));
  const takesRest = own.some(({ dotDotDotToken }) => dotDotDotToken !== undefined);
  return takesRest ? Number.POSITIVE_INFINITY : own.length;
}

/** `this: T` is no parameter: it only speaks to the type checker. */
function isThis({ name }: ParameterDeclaration): boolean {
  return isIdentifier(name) && name.text === "this";
}

function prepare(c: Context, node: FunctionLikeDeclaration): ReturnType<FunctionCode["prepare"]> {
  for (const parameter of node.parameters) for (const name of namesIn(parameter.name)) declare(c.names, name);
  const body = node.body;
  if (body !== undefined && isBlock(body)) {
    for (const name of declaredNames(body.statements)) declare(c.names, name);
    for (const name of hoistedNames(body.statements)) {
      declare(c.names, name);
      c.names.declaredAs.set(name, "var");
    }
  }
  nameItself(c, node);
  const parameters = node.parameters.filter((parameter) => !isThis(parameter));
  const binders = parameters.map((parameter, index) => compileParameter(c, parameter, index));
  const isGenerator = "asteriskToken" in node && node.asteriskToken !== undefined;
  const stops = isGenerator || hasModifier(node, SyntaxKind.AsyncKeyword);
  const run = stops ? () => undefined : compileBody(c, node, body);
  return {
    bind: (scope, args) => {
      for (const bind of binders) bind(scope, args);
    },
    body: run,
    generate: stops && body !== undefined ? c.compile.generator(c, body) : null,
  };
}

/** The own name of a function expression keeps its value, unless a parameter or a declaration hides it. */
function nameItself(c: Context, node: FunctionLikeDeclaration): void {
  if (!isFunctionExpression(node) || node.name === undefined) return;
  const { text } = node.name;
  const hiding = [
    ...node.parameters.flatMap(({ name }) => namesIn(name)),
    ...declaredNames(node.body.statements),
    ...hoistedNames(node.body.statements),
  ];
  if (!hiding.includes(text)) c.names.declaredAs.set(text, "function");
}

function compileBody(
  c: Context,
  node: FunctionLikeDeclaration,
  body: Block | Expression | undefined,
): Execute {
  if (body === undefined) return () => undefined;
  if (!isBlock(body)) {
    const evaluate = c.compile.expression(c, body);
    return (scope) => ({ kind: "return", value: evaluate(scope) });
  }
  const run = c.compile.block(c, body.statements);
  if (!isConstructorDeclaration(node)) return run;
  const [field] = parameterProperties(node);
  const checkFields = field === undefined ? () => undefined : compileFieldsCheck(c, field, body);
  const checkSuper = c.names.slots.has("%instance") ? compileSuperCheck(c, node) : undefined;
  return (scope) => {
    checkFields(scope);
    const self = scope.slots[0];
    if (self !== undefined && isInstance(self)) takeProperties(c, c.names, scope, self);
    const completion = run(scope);
    return checkSuper === undefined ? completion : checkSuper(scope, completion);
  };
}

type Bind = (scope: Scope, args: readonly Value[]) => void;

function compileParameter(c: Context, node: ParameterDeclaration, index: number): Bind {
  const assign = c.compile.binding(c, node.name);
  if (node.dotDotDotToken !== undefined) {
    return (scope, args) => assign(scope, restArray(c, args, index));
  }
  nameAfter(node.name, node.initializer);
  const initialiser = node.initializer === undefined ? undefined : compileDefault(c, node.initializer);
  return (scope, args) => {
    const value = argumentAt(args, index) ?? undefinedValue;
    assign(scope, initialiser === undefined ? value : initialiser(scope, value));
  };
}

function restArray(c: Context, args: readonly Value[], from: number): Value {
  const { elements, doubt } = rowOfArguments(args, from);
  return newArray(c.m, [...elements], doubt);
}

/**
 * A value, or its default where it is undefined; the two joined where that depends on a condition. The author gave
 * a default where it is written.
 */
export function compileDefault(c: Context, node: Expression): (scope: Scope, value: Value) => Value {
  const evaluate = c.compile.expression(c, node);
  const place = authorPlace(c, node);
  const otherwise: Evaluate = place === null ? evaluate : (scope) => from(evaluate(scope), place);
  const acts = !c.isLibrary && mayAct(node);
  return (scope, value) => {
    if (value.kind === "undefined") return otherwise(scope);
    if (acts && value.kind === "unknown" && value.type === undefined)
      forkMaybe(c.m, value, () => otherwise(scope), false);
    if (value.kind !== "either" || !value.options.some((option) => option.value.kind === "undefined"))
      return value;
    return forkOver(c.m, value.options, (option) =>
      option.kind === "undefined" ? otherwise(scope) : option,
    );
  };
}

/** Where to report that a method, or a function in its place, returns nothing, if it certainly does. */
function returnless(c: Context, node: FunctionLikeDeclaration): FileRange | null {
  const { body, parameters } = node;
  const isMethod = isMethodDeclaration(node);
  if (body === undefined || c.isLibrary || c.file.isBroken) return null;
  if (!isMethod && !isFunctionExpression(node) && !isArrowFunction(node)) return null;
  if (!isBlock(body) || givesValue(body)) return null;
  // `forward() {}` is meant: the module only holds others, as PyTorch's own nn.Module() does.
  if (parameters.length === 0 && body.statements.length === 0) return null;
  const whole = authorPlace(c, isMethod ? node.name : node);
  return isMethod || whole === null ? whole : { ...whole, end: whole.end - textOf(c.file, body).length };
}

/** Whether a function's body returns a value anywhere; functions within it do not count. */
function givesValue(node: Node): boolean {
  if (isReturnStatement(node)) return node.expression !== undefined;
  return node.forEachChild((child) => !isFunctionLike(child) && givesValue(child)) ?? false;
}
