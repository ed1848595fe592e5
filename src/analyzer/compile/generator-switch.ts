import { settle } from "../run/arms/fork.ts";
import { armsBefore } from "../run/iteration/generators.ts";
import { isDefaultClause, type Statement, type SwitchStatement } from "../syntax/index.ts";
import { equality } from "../values/equality.ts";
import { newNames } from "../values/names.ts";
import { truth } from "../values/truth.ts";
import type { Completion, Generate, Scope, Value, Yields } from "../values/value.ts";
import { type Context, within } from "./context.ts";
import { blockNames } from "./declarations.ts";
import { eitherArm } from "./either-arm.ts";
import { innerScope } from "./statements.ts";
import { compileYields } from "./yields.ts";

/** Compiles statements in a row; a `switch` is given it, so that no arrow runs back. */
type CompileStatements = (c: Context, statements: readonly Statement[]) => Generate;

/** `switch` in a generator: from the case that fits; where that is undecided, each case that may fit is followed. */
export function compileGeneratorSwitch(compile: CompileStatements) {
  return (c: Context, node: SwitchStatement): Generate => {
    const yielding = compileYields(c, node.expression);
    const subject = c.compile.expression(yielding.c, node.expression);
    const { clauses } = node.caseBlock;
    const names = newNames(c.names, blockNames(clauses.flatMap((clause) => [...clause.statements])));
    const inner = within(c, names);
    const cases = clauses.map((clause) => ({
      test: isDefaultClause(clause) ? null : compileTest(inner, clause.expression),
      run: compile({ ...inner, labels: undefined }, clause.statements),
    }));
    const otherwise = cases.findIndex(({ test }) => test === null);
    function* runFrom(scope: Scope, first: number): Yields {
      for (let index = Math.max(first, 0); first >= 0 && index < cases.length; index++) {
        const completion = yield* cases[index]?.run(scope) ?? nothing();
        if (completion !== undefined) return isMine(completion) ? undefined : completion;
      }
      return undefined;
    }
    function* choose(scope: Scope, value: Value, from: number): Yields {
      for (let index = from; index < cases.length; index++) {
        const test = cases[index]?.test ?? null;
        if (test === null) continue;
        const fits = truth(equality(value, yield* test(scope), false));
        if (fits === true) return yield* runFrom(scope, index);
        if (fits === false) continue;
        return yield* eitherArm(
          c.m,
          fits,
          () => runFrom(scope, index),
          () => choose(scope, value, index + 1),
        );
      }
      return yield* runFrom(scope, otherwise);
    }
    return function* (scope) {
      yield* yielding.before(scope);
      const armsOf = armsBefore(c.m);
      const completion = yield* choose(innerScope(c, names.slots.size, scope), subject(scope), 0);
      const base = armsOf();
      const settled = c.m.pendings.length > base ? settle(c.m, base, completion, isMine) : completion;
      return settled !== undefined && isMine(settled) ? undefined : settled;
    };
  };
}

function isMine({ kind, ...rest }: NonNullable<Completion>): boolean {
  return kind === "break" && "label" in rest && rest.label === null;
}

// biome-ignore lint/correctness/useYield: it stands for a case that may yield.
function* nothing(): Yields {
  return undefined;
}

function compileTest(c: Context, node: Parameters<Context["compile"]["expression"]>[1]) {
  const yielding = compileYields(c, node);
  const evaluate = c.compile.expression(yielding.c, node);
  return function* (scope: Scope): Yields<Value> {
    yield* yielding.before(scope);
    return evaluate(scope);
  };
}
