import { catching, lastly } from "../run/arms/catching.ts";
import { forkCompletion, gathered } from "../run/arms/fork.ts";
import {
  type IfStatement,
  isDefaultClause,
  type SwitchStatement,
  type TryStatement,
} from "../syntax/index.ts";
import { equality } from "../values/equality.ts";
import { newNames } from "../values/names.ts";
import { truth } from "../values/truth.ts";
import type { Completion, Execute, Scope, Value } from "../values/value.ts";
import { authorPlace, type Context, within } from "./context.ts";
import { blockNames, namesIn } from "./declarations.ts";
import { mayLeave } from "./loops.ts";
import { compileStatements, innerScope } from "./statements.ts";

export function compileIf(c: Context, node: IfStatement): Execute {
  const condition = c.compile.expression(c, node.expression);
  const whenTrue = c.compile.statement(c, node.thenStatement);
  const whenFalse = node.elseStatement === undefined ? nothing : c.compile.statement(c, node.elseStatement);
  const place = authorPlace(c, node.expression);
  return (scope) => {
    const decided = truth(condition(scope), place);
    if (typeof decided === "boolean") return decided ? whenTrue(scope) : whenFalse(scope);
    return forkCompletion(
      c.m,
      decided,
      () => whenTrue(scope),
      () => whenFalse(scope),
    );
  };
}

function nothing(): undefined {
  return undefined;
}

/** `switch`: from the case that fits; where that is undecided, each case that may fit is followed. */
export function compileSwitch(c: Context, node: SwitchStatement): Execute {
  const subject = c.compile.expression(c, node.expression);
  const { clauses } = node.caseBlock;
  const names = newNames(c.names, blockNames(clauses.flatMap((clause) => [...clause.statements])));
  const inner = within(c, names);
  const cases = clauses.map((clause) => ({
    test: isDefaultClause(clause) ? null : c.compile.expression(inner, clause.expression),
    run: compileStatements(inner, clause.statements),
  }));
  const otherwise = cases.findIndex(({ test }) => test === null);

  const runFrom = (scope: Scope, first: number): Completion => {
    for (let index = Math.max(first, 0); first >= 0 && index < cases.length; index++) {
      const completion = cases[index]?.run(scope);
      if (completion?.kind === "break" && completion.label === null) return undefined;
      if (completion !== undefined) return completion;
    }
    return undefined;
  };
  const choose = (scope: Scope, value: Value, from: number): Completion => {
    for (let index = from; index < cases.length; index++) {
      const test = cases[index]?.test ?? null;
      if (test === null) continue;
      const fits = truth(equality(value, test(scope), false));
      if (fits === true) return runFrom(scope, index);
      if (fits === false) continue;
      return forkCompletion(
        c.m,
        fits,
        () => runFrom(scope, index),
        () => choose(scope, value, index + 1),
      );
    }
    return runFrom(scope, otherwise);
  };
  return (scope) => {
    const isMine = (ended: NonNullable<Completion>): boolean =>
      ended.kind === "break" && ended.label === null;
    const run = (): Completion => choose(innerScope(c, names.slots.size, scope), subject(scope), 0);
    const completion = gathered(c.m, isMine, run);
    return completion !== undefined && isMine(completion) ? undefined : completion;
  };
}

export function compileTry(c: Context, node: TryStatement): Execute {
  const body = c.compile.block(c, node.tryBlock.statements);
  const handler = node.catchClause === undefined ? undefined : compileCatch(c, node.catchClause);
  const { m } = c;
  const run: Execute =
    handler === undefined
      ? body
      : (scope) =>
          catching(
            m,
            () => body(scope),
            (thrown) => handler(scope, thrown),
          );
  const { finallyBlock } = node;
  if (finallyBlock === undefined) return run;
  const last = c.compile.block(c, finallyBlock.statements);
  const jumps = mayLeave(finallyBlock);
  return (scope) =>
    lastly(
      m,
      () => run(scope),
      () => last(scope),
      jumps,
    );
}

function compileCatch(c: Context, node: NonNullable<TryStatement["catchClause"]>) {
  const variable = node.variableDeclaration;
  const names = newNames(c.names, variable === undefined ? [] : namesIn(variable.name));
  const inner = within(c, names);
  const assign = variable === undefined ? () => undefined : c.compile.binding(inner, variable.name);
  const run = c.compile.block(inner, node.block.statements);
  return (scope: Scope, value: Value): Completion => {
    const own = innerScope(c, names.slots.size, scope);
    assign(own, value);
    return run(own);
  };
}
