import { gathered } from "../run/arms/fork.ts";
import type { Machine } from "../run/machine.ts";
import { propertyKey } from "../run/members/property-key.ts";
import { Thrown } from "../run/stops.ts";
import {
  type BreakOrContinueStatement,
  type ClassDeclaration,
  type EnumDeclaration,
  type ExpressionStatement,
  type FunctionDeclaration,
  isBlock,
  isFunctionDeclaration,
  isIdentifier,
  isIterationStatement,
  isLabeledStatement,
  type LabeledStatement,
  type ReturnStatement,
  type Statement,
  SyntaxKind,
  type ThrowStatement,
  type VariableDeclaration,
  type VariableDeclarationList,
} from "../syntax/index.ts";
import { plainNumber } from "../values/arithmetic.ts";
import { newFunction, newObject } from "../values/containers.ts";
import { isIndexName } from "../values/doubt.ts";
import { join, meetingBecause } from "../values/join.ts";
import { youth } from "../values/journal.ts";
import { numberValue, stringValue, undefinedBecause, undefinedValue, unknownValue } from "../values/make.ts";
import { newNames } from "../values/names.ts";
import type {
  Completion,
  Evaluate,
  Execute,
  ObjectValue,
  Scope,
  StringValue,
  Value,
} from "../values/value.ts";
import { makeClass } from "./classes.ts";
import { authorPlace, type Context, noteOf, within } from "./context.ts";
import { ambientNames, blockNames, isBlockScoped } from "./declarations.ts";
import { nameAfter } from "./given-names.ts";
import { rememberConstants, writeLocal } from "./identifiers.ts";
import { calculate } from "./operators.ts";
import { splitAtUsing, whileUsing } from "./using.ts";

/** Statements one after the other in the scope at hand; functions are there before the first one. */
export function compileStatements(c: Context, statements: readonly Statement[]): Execute {
  const functions = compileHoisted(c, statements);
  const run = compileSteps(
    c,
    statements.filter((node) => !isFunctionDeclaration(node)),
  );
  if (functions.length === 0) return run;
  return (scope) => {
    for (const declareFunction of functions) declareFunction(scope);
    return run(scope);
  };
}

function compileSteps(c: Context, statements: readonly Statement[]): Execute {
  const { before, list, after } = splitAtUsing(statements);
  const steps = before.map((node) => c.compile.statement(c, node));
  if (list !== undefined) {
    const declare = (node: VariableDeclaration) => compileVariable(c, node, false);
    steps.push(whileUsing(c, list, declare, compileSteps(c, after)));
  }
  const { m } = c;
  return (scope) => {
    m.steps += steps.length;
    for (const step of steps) {
      const completion = step(scope);
      if (completion !== undefined) return completion;
    }
    return undefined;
  };
}

/** What exists before the first statement: functions, and names that are only declared. */
export function compileHoisted(
  c: Context,
  statements: readonly Statement[],
): readonly ((scope: Scope) => void)[] {
  const ambient = statements.flatMap((statement) =>
    ambientNames([statement]).map((name) => {
      const write = writeLocal(c, name);
      const unknown = unknownValue(`${name} is declared elsewhere`, authorPlace(c, statement));
      return (scope: Scope) => write(scope, unknown);
    }),
  );
  const functions = statements.filter(isFunctionDeclaration);
  return [...ambient, ...functions.map((node) => compileFunctionDeclaration(c, node))];
}

/** `{ … }`, with a scope of its own where it declares something. */
export function compileBlock(c: Context, statements: readonly Statement[]): Execute {
  const declared = blockNames(statements);
  if (declared.length === 0) return compileStatements(c, statements);
  const names = newNames(c.names, declared);
  const run = compileStatements(within(c, names), statements);
  return (scope) => run(innerScope(c, names.slots.size, scope));
}

export function innerScope(c: Context, size: number, parent: Scope): Scope {
  return { slots: new Array(size), parent, ...youth(c.m.journal) };
}

export function compileFunctionDeclaration(c: Context, node: FunctionDeclaration): (scope: Scope) => void {
  if (node.body === undefined) return () => undefined;
  const name = node.name?.text ?? "default";
  const write = writeLocal(c, name);
  const intrinsic = c.intrinsics?.[name];
  if (intrinsic !== undefined) return (scope) => write(scope, intrinsic);
  const code = c.compile.function(c, node, name);
  const note = node.name === undefined ? undefined : noteOf(c, node.name, "name");
  return (scope) => {
    const value: Value = newFunction(c.m, code, scope);
    note?.(value);
    write(scope, value);
  };
}

export function compileClassDeclaration(c: Context, node: ClassDeclaration): Execute {
  const write = writeLocal(c, node.name?.text ?? "default");
  const evaluate = compileClassValue(c, node, node.name?.text ?? "default");
  return (scope) => void write(scope, evaluate(scope));
}

export function compileClassValue(
  c: Context,
  node: Parameters<Context["compile"]["class"]>[1],
  name?: string,
): Evaluate {
  const code = c.compile.class(c, node, name);
  const note = node.name === undefined ? undefined : noteOf(c, node.name, "class");
  return (scope) => {
    const value = makeClass(c, code, node, scope);
    note?.(value);
    return value;
  };
}

export function compileVariables(c: Context, list: VariableDeclarationList): Execute {
  rememberConstants(c, list);
  const isVar = !isBlockScoped(list);
  const declarations = list.declarations.map((node) => compileVariable(c, node, isVar));
  return (scope) => {
    for (const declaration of declarations) declaration(scope);
    return undefined;
  };
}

export function compileVariable(
  c: Context,
  node: VariableDeclaration,
  isVar: boolean,
): (scope: Scope) => void {
  if (node.initializer === undefined) {
    if (!isIdentifier(node.name) || isVar) return () => undefined;
    const write = writeLocal(c, node.name.text);
    const nothing = undefinedBecause(`${node.name.text} was never given a value`);
    return (scope) => write(scope, nothing);
  }
  const assign = c.compile.binding(c, node.name);
  nameAfter(node.name, node.initializer);
  const evaluate = c.compile.expression(c, node.initializer);
  return (scope) => assign(scope, evaluate(scope));
}

export function compileExpressionStatement(c: Context, node: ExpressionStatement): Execute {
  const evaluate = c.compile.expression(c, node.expression);
  return (scope) => void evaluate(scope);
}

export function compileReturn(c: Context, node: ReturnStatement): Execute {
  if (node.expression === undefined) return () => ({ kind: "return", value: undefinedValue });
  const evaluate = c.compile.expression(c, node.expression);
  return (scope) => ({ kind: "return", value: evaluate(scope) });
}

export function compileThrow(c: Context, node: ThrowStatement): Execute {
  const evaluate = c.compile.expression(c, node.expression);
  const place = authorPlace(c, node);
  return (scope) => {
    throw new Thrown(evaluate(scope), c.isLibrary, place);
  };
}

export function compileJump(_: Context, node: BreakOrContinueStatement): Execute {
  const kind = node.kind === SyntaxKind.BreakStatement ? "break" : "continue";
  const completion = { kind, label: node.label?.text ?? null } as const;
  return () => completion;
}

export function compileLabeled(c: Context, node: LabeledStatement): Execute {
  const { m } = c;
  const isMine = isBreakOf(node);
  const run = c.compile.statement(labelled(c, node), node.statement);
  return (scope) => {
    const completion = gathered(m, isMine, () => run(scope));
    return completion !== undefined && isMine(completion) ? undefined : completion;
  };
}

export function isBreakOf({ label }: LabeledStatement): (completion: NonNullable<Completion>) => boolean {
  return (completion) => completion.kind === "break" && completion.label === label.text;
}

/** The context of a labelled statement: `continue` may name any label of its loop. */
export function labelled(c: Context, { label, statement }: LabeledStatement): Context {
  const isLoop = isIterationStatement(statement, false) || isLabeledStatement(statement);
  return { ...c, labels: isLoop ? [...(c.labels ?? []), label.text] : undefined };
}

/**
 * `enum`: an object with its members by name, and the names of numbers by number. Members may name earlier ones. A further
 * declaration of the same name adds to it.
 */
export function compileEnum(c: Context, node: EnumDeclaration): Execute {
  const write = writeLocal(c, node.name.text);
  const texts = node.members.map(({ name }) => ("text" in name ? name.text : ""));
  const names = newNames(c.names, texts);
  const inner = within(c, names);
  const members = node.members.map(({ initializer }, index) => ({
    name: texts[index] ?? "",
    evaluate: initializer === undefined ? undefined : c.compile.expression(inner, initializer),
  }));
  const slot = c.names.slots.get(node.name.text);
  return (scope) => {
    const own = innerScope(c, names.slots.size, scope);
    const before = slot === undefined ? undefined : scope.slots[slot];
    const object = before?.kind === "object" ? before : newObject(c.m);
    let next: Value = numberValue(0);
    for (const { name, evaluate } of members) {
      const value: Value = evaluate?.(own) ?? next;
      object.properties.set(name, value);
      own.slots[names.slots.get(name) ?? 0] = value;
      nameNumber(c.m, object, value, stringValue(name));
      next = calculate(c.m, "+", value, numberValue(1));
    }
    write(scope, object);
    return undefined;
  };
}

/**
 * An enum maps each of its numbers, and whatever else is no text, back to a name; a number that is unknown may be any of them.
 */
function nameNumber(m: Machine, object: ObjectValue, value: Value, name: StringValue): void {
  if (value.kind === "string" || (value.kind === "unknown" && value.type === "string")) return;
  const key = value.kind === "number" && plainNumber(value) === undefined ? undefined : propertyKey(m, value);
  if (key !== undefined) object.properties.set(key, name);
  else {
    const why = unknownValue("Which number the enum has here is not known");
    for (const [key, other] of object.properties)
      if (isIndexName(key)) object.properties.set(key, join(other, name, meetingBecause(null)));
    object.doubt = { why, missing: new Map(), ...object.doubt, hasOthers: true };
  }
}

export function compileBlockStatement(c: Context, node: Statement): Execute {
  return isBlock(node) ? compileBlock(c, node.statements) : c.compile.statement(c, node);
}
