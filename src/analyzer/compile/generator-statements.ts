import { caughtInArms } from "../run/arms/catching.ts";
import { settle } from "../run/arms/fork.ts";
import { armsBefore } from "../run/iteration/generators.ts";
import { goOnLater } from "../run/jobs/late-rest.ts";
import { type Machine, newTry } from "../run/machine.ts";
import { Thrown } from "../run/stops.ts";
import {
  type Block,
  type Expression,
  type ExpressionStatement,
  type IfStatement,
  isBlock,
  isFunctionDeclaration,
  type LabeledStatement,
  type Node,
  type ReturnStatement,
  type Statement,
  SyntaxKind,
  type ThrowStatement,
  type TryStatement,
  type VariableDeclaration,
  type VariableDeclarationList,
  type VariableStatement,
} from "../syntax/index.ts";
import { newNames } from "../values/names.ts";
import { truth } from "../values/truth.ts";
import type { Completion, Generate, Scope, Value, Yields } from "../values/value.ts";
import { authorPlace, type Context, within } from "./context.ts";
import { blockNames, isBlockScoped, namesIn } from "./declarations.ts";
import { collected, eitherArm, newFound } from "./either-arm.ts";
import { compileGeneratorFor, compileGeneratorForEach, compileGeneratorWhile } from "./generator-loops.ts";
import { compileGeneratorSwitch } from "./generator-switch.ts";
import { rememberConstants } from "./identifiers.ts";
import {
  compileFunctionDeclaration,
  compileVariable,
  innerScope,
  isBreakOf,
  labelled,
} from "./statements.ts";
import { splitAtUsing, whileUsingYields } from "./using.ts";
import { compileYields, hasYield } from "./yields.ts";

/**
 * The body of a generator. Statements without a `yield` run as everywhere; of the others there is a second form here,
 * which stops in between.
 */
export function compileGenerator(c: Context, node: Block | Expression): Generate {
  if (isBlock(node as Node)) return compileStatements(c, (node as Block).statements);
  const yielding = compileYields(c, node as Expression);
  const evaluate = c.compile.expression(yielding.c, node as Expression);
  return function* (scope) {
    yield* yielding.before(scope);
    return { kind: "return", value: evaluate(scope) };
  };
}

function compileStatements(c: Context, statements: readonly Statement[]): Generate {
  const functions = statements
    .filter(isFunctionDeclaration)
    .map((node) => compileFunctionDeclaration(c, node));
  const run = compileSteps(
    c,
    statements.filter((node) => !isFunctionDeclaration(node)),
  );
  return function* (scope) {
    for (const declareFunction of functions) declareFunction(scope);
    return yield* run(scope);
  };
}

function compileSteps(c: Context, statements: readonly Statement[]): Generate {
  const { before, list, after } = splitAtUsing(statements);
  const steps = before.map((node) => statement(c, node));
  if (list !== undefined) {
    const declare = (node: VariableDeclaration) => compileInitialised(c, node, false);
    steps.push(whileUsingYields(c, list, declare, compileSteps(c, after)));
  }
  const { m } = c;
  return function* (scope) {
    m.steps += steps.length;
    for (const step of steps) {
      const completion = yield* step(scope);
      if (completion !== undefined) return completion;
    }
    return undefined;
  };
}

/** A statement of a generator, whether it yields or not. */
export function statement(c: Context, node: Statement): Generate {
  const compile = hasYield(node) ? statements.get(node.kind) : undefined;
  if (compile !== undefined) return compile(c, node as never);
  const execute = c.compile.statement(c, node);
  // biome-ignore lint/correctness/useYield: it is run among others that do.
  return function* (scope) {
    return execute(scope);
  };
}

const statements: ReadonlyMap<SyntaxKind, (c: Context, node: never) => Generate> = new Map<
  SyntaxKind,
  (c: Context, node: never) => Generate
>([
  [SyntaxKind.Block, compileBlock],
  [SyntaxKind.ExpressionStatement, compileExpression],
  [SyntaxKind.VariableStatement, compileVariables],
  [SyntaxKind.ReturnStatement, compileLeaving],
  [SyntaxKind.ThrowStatement, compileLeaving],
  [SyntaxKind.IfStatement, compileIf],
  [SyntaxKind.LabeledStatement, compileLabeled],
  [SyntaxKind.TryStatement, compileTry],
  [SyntaxKind.SwitchStatement, compileGeneratorSwitch(compileStatements)],
  [SyntaxKind.WhileStatement, compileGeneratorWhile(statement)],
  [SyntaxKind.DoStatement, compileGeneratorWhile(statement)],
  [SyntaxKind.ForStatement, compileGeneratorFor(statement, compileGeneratorVariables)],
  [SyntaxKind.ForOfStatement, compileGeneratorForEach(statement)],
  [SyntaxKind.ForInStatement, compileGeneratorForEach(statement)],
]);

function compileBlock(c: Context, node: Block): Generate {
  const names = newNames(c.names, blockNames(node.statements));
  const run = compileStatements(within(c, names), node.statements);
  return (scope) => run(innerScope(c, names.slots.size, scope));
}

function compileExpression(c: Context, node: ExpressionStatement): Generate {
  const yielding = compileYields(c, node.expression);
  const evaluate = c.compile.expression(yielding.c, node.expression);
  return function* (scope) {
    yield* yielding.before(scope);
    evaluate(scope);
    return undefined;
  };
}

function compileVariables(c: Context, node: VariableStatement): Generate {
  const declare = compileGeneratorVariables(c, node.declarationList);
  return function* (scope) {
    yield* declare(scope);
    return undefined;
  };
}

/** The declarations of a statement, or of a loop's head. */
export function compileGeneratorVariables(
  c: Context,
  list: VariableDeclarationList,
): (scope: Scope) => Yields<void> {
  rememberConstants(c, list);
  const isVar = !isBlockScoped(list);
  const parts = list.declarations.map((declaration) => compileInitialised(c, declaration, isVar));
  return function* (scope) {
    for (const run of parts) yield* run(scope);
  };
}

function compileInitialised(
  c: Context,
  node: VariableDeclaration,
  isVar: boolean,
): (scope: Scope) => Yields<void> {
  const yielding = compileYields(c, node.initializer);
  const run = compileGeneratorVariable(c, yielding.c, node, isVar);
  return function* (scope) {
    yield* yielding.before(scope);
    yield* run(scope);
  };
}

function compileGeneratorVariable(
  c: Context,
  ofValue: Context,
  node: VariableDeclaration,
  isVar: boolean,
): (scope: Scope) => Yields<void> {
  if (!hasYield(node.name) || node.initializer === undefined) {
    const run = compileVariable(ofValue, node, isVar);
    // biome-ignore lint/correctness/useYield: it is run among others that do.
    return function* (scope) {
      run(scope);
    };
  }
  const evaluate = c.compile.expression(ofValue, node.initializer);
  const assign = c.compile.yieldingBinding(c, node.name);
  return (scope) => assign(scope, evaluate(scope));
}

/** `return` and `throw` */
function compileLeaving(c: Context, node: ReturnStatement | ThrowStatement): Generate {
  const yielding = compileYields(c, node.expression);
  const execute = c.compile.statement(yielding.c, node);
  return function* (scope) {
    yield* yielding.before(scope);
    return execute(scope);
  };
}

function compileIf(c: Context, node: IfStatement): Generate {
  const yielding = compileYields(c, node.expression);
  const condition = c.compile.expression(yielding.c, node.expression);
  const whenTrue = statement(c, node.thenStatement);
  const whenFalse = node.elseStatement === undefined ? nothing : statement(c, node.elseStatement);
  const place = authorPlace(c, node.expression);
  return function* (scope) {
    yield* yielding.before(scope);
    const decided = truth(condition(scope), place);
    if (typeof decided === "boolean") return yield* decided ? whenTrue(scope) : whenFalse(scope);
    return yield* eitherArm(
      c.m,
      decided,
      () => whenTrue(scope),
      () => whenFalse(scope),
    );
  };
}

// biome-ignore lint/correctness/useYield: it stands for an arm that may yield.
function* nothing(): Yields {
  return undefined;
}

function compileLabeled(c: Context, node: LabeledStatement): Generate {
  const { m } = c;
  const isMine = isBreakOf(node);
  const run = statement(labelled(c, node), node.statement);
  return function* (scope) {
    const armsOf = armsBefore(m);
    const completion = yield* run(scope);
    const base = armsOf();
    const settled = m.pendings.length > base ? settle(m, base, completion, isMine) : completion;
    return settled !== undefined && isMine(settled) ? undefined : settled;
  };
}

function compileTry(c: Context, node: TryStatement): Generate {
  const body = compileBlock(c, node.tryBlock);
  const handler = node.catchClause === undefined ? undefined : compileCatch(c, node.catchClause);
  const last = node.finallyBlock === undefined ? undefined : compileBlock(c, node.finallyBlock);
  return function* (scope) {
    let completion: Completion;
    let isOver = false;
    let isGivenUp = false;
    try {
      completion = yield* handler === undefined ? body(scope) : caught(c.m, scope, body, handler);
      isOver = true;
    } catch (error) {
      isGivenUp = !(error instanceof Thrown);
      throw error;
    } finally {
      const other = last === undefined || isGivenUp ? undefined : yield* last(scope);
      // A `return` in the last block counts more than what has been thrown or returned before.
      // biome-ignore lint/correctness/noUnsafeFinally: that is what the language says.
      if (other !== undefined || isOver) return other ?? completion;
    }
    return completion;
  };
}

type Handler = (scope: Scope, thrown: Value) => Yields;

function* caught(m: Machine, scope: Scope, body: Generate, handler: Handler): Yields {
  const { length } = m.tries;
  m.tries.push(newTry(m));
  let completion: Completion;
  let pendings: number;
  try {
    completion = yield* body(scope);
    pendings = m.tries[length]?.pendings ?? m.pendings.length;
  } catch (error) {
    if (!(error instanceof Thrown)) throw error;
    m.tries.length = length;
    return yield* handler(scope, error.value);
  } finally {
    m.tries.length = length;
  }
  const found = newFound("It depends on a condition");
  const whole = caughtInArms(m, pendings, completion, (thrown) =>
    collected(m, handler(scope, thrown), found),
  );
  goOnLater(m);
  for (const value of found.values) yield { value, doubt: found.doubt };
  return whole;
}

function compileCatch(c: Context, node: NonNullable<TryStatement["catchClause"]>): Handler {
  const variable = node.variableDeclaration;
  const names = newNames(c.names, variable === undefined ? [] : namesIn(variable.name));
  const inner = within(c, names);
  const assign = variable === undefined ? () => undefined : c.compile.binding(inner, variable.name);
  const run = compileBlock(inner, node.block);
  return function* (scope, thrown) {
    const own = innerScope(c, names.slots.size, scope);
    assign(own, thrown);
    return yield* run(own);
  };
}
