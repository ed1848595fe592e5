import { iteratorOf } from "../run/iterate.ts";
import { tick } from "../run/machine.ts";
import { type LoopFrame, LoopStop } from "../run/stops.ts";
import {
  type DoStatement,
  type Expression,
  type ForInStatement,
  type ForOfStatement,
  type ForStatement,
  isVariableDeclarationList,
  type Statement,
  SyntaxKind,
  type WhileStatement,
} from "../syntax/index.ts";
import { trueValue, undecided } from "../values/make.ts";
import { newNames } from "../values/names.ts";
import { truth } from "../values/truth.ts";
import type { Completion, Generate, JumpCompletion, Scope, Value, Yielded } from "../values/value.ts";
import { authorPlace, type Context, within } from "./context.ts";
import { isBlockScoped, namesIn } from "./declarations.ts";
import { compileYields, eitherArm } from "./generators.ts";
import { eachCode, headOf, type IsMine, itemsOf, type LoopHead, namesOf, startOf } from "./loops.ts";
import { innerScope } from "./statements.ts";

/** Compiles the body of a loop; loops are given it, so that no arrow runs back. */
type CompileBody = (c: Context, node: Statement) => Generate;
type Yields = Generator<Yielded, Completion, Value>;

export function compileGeneratorWhile(compile: CompileBody) {
  return (c: Context, node: WhileStatement | DoStatement): Generate => {
    const code = loopCode(c, node, node.expression, compile);
    const testsFirst = node.kind === SyntaxKind.WhileStatement;
    return (scope) => runLoop(c, { ...code, testsFirst }, scope, (same) => same);
  };
}

export function compileGeneratorFor(compile: CompileBody) {
  return (c: Context, node: ForStatement): Generate => {
    const { initializer, condition, incrementor } = node;
    const isList =
      initializer !== undefined && isVariableDeclarationList(initializer) && isBlockScoped(initializer);
    const names = newNames(
      c.names,
      isList ? initializer.declarations.flatMap(({ name }) => namesIn(name)) : [],
    );
    const inner = within(c, names);
    const start = startOf(inner, initializer);
    const step = incrementor === undefined ? undefined : c.compile.expression(inner, incrementor);
    const code = loopCode(inner, node, condition, compile);
    const next = (before: Scope): Scope => {
      const scope = innerScope(c, names.slots.size, before.parent ?? before);
      scope.slots = before.slots.slice();
      step?.(scope);
      return scope;
    };
    return (scope) => {
      const own = innerScope(c, names.slots.size, scope);
      start(own);
      return runLoop(c, { ...code, testsFirst: true }, own, next);
    };
  };
}

interface LoopCode extends LoopHead {
  readonly test: (scope: Scope) => Generator<Yielded, Value, Value>;
  readonly body: Generate;
}

function loopCode(
  c: Context,
  node: Statement & { readonly statement: Statement },
  condition: Expression | undefined,
  compile: CompileBody,
): LoopCode & { readonly testPlace: ReturnType<typeof authorPlace> } {
  const unlabeled = { ...c, label: undefined };
  const yields = compileYields(unlabeled, condition);
  const evaluate = condition === undefined ? () => trueValue : c.compile.expression(unlabeled, condition);
  return {
    place: headOf(c, node, node.statement),
    isForever: condition === undefined || condition.kind === SyntaxKind.TrueKeyword,
    label: c.label ?? null,
    testPlace: condition === undefined ? null : authorPlace(c, condition),
    *test(scope) {
      yield* yields(scope);
      return evaluate(scope);
    },
    body: compile(unlabeled, node.statement),
  };
}

type Runnable = ReturnType<typeof loopCode> & { readonly testsFirst: boolean };

function runLoop(c: Context, code: Runnable, first: Scope, next: (before: Scope) => Scope): Yields {
  return inLoop(c, code, function* (loop, isMine) {
    let scope = first;
    let needsTest = code.testsFirst;
    for (;;) {
      tick(c.m);
      loop.iterations += 1;
      const decided = needsTest ? truth(yield* code.test(scope), code.testPlace) : true;
      needsTest = true;
      if (decided === false) return undefined;
      const own = scope;
      const completion = yield* decided === true
        ? code.body(own)
        : eitherArm(c.m, decided, () => code.body(own), nothing);
      if (completion !== undefined && !isMine(completion)) return completion;
      if (completion?.kind === "break" || decided !== true) return undefined;
      scope = next(scope);
    }
  });
}

// biome-ignore lint/correctness/useYield: it stands for an iteration that may yield.
function* nothing(): Yields {
  return undefined;
}

export function compileGeneratorForEach(compile: CompileBody) {
  return (c: Context, node: ForOfStatement | ForInStatement): Generate => {
    const { inner, head, newScope, assign } = eachCode(c, node);
    const yields = compileYields(c, node.expression);
    const source = c.compile.expression(c, node.expression);
    const body = compile(inner, node.statement);
    const isOf = node.kind === SyntaxKind.ForOfStatement;
    return function* (scope) {
      yield* yields(scope);
      const value = source(scope);
      const items = itemsOf(c, isOf ? iteratorOf(c.m, value) : namesOf(c, value));
      return yield* inLoop(c, head, function* (loop, isMine) {
        try {
          for (let item = items.next(); item !== undefined; item = items.next()) {
            tick(c.m);
            loop.iterations += 1;
            const own = newScope(scope);
            const { value: element, why } = item;
            const run = function* (): Yields {
              assign(own, element);
              return yield* body(own);
            };
            const completion = yield* why === null
              ? run()
              : eitherArm(c.m, undecided(why.reason, why.because), run, nothing);
            if (completion !== undefined && !isMine(completion)) return completion;
            if (completion?.kind === "break") return undefined;
          }
          return undefined;
        } finally {
          items.stop();
        }
      });
    };
  };
}

/** What all loops share: their budget. */
function* inLoop(
  { m }: Context,
  { place, isForever, label }: LoopHead,
  run: (loop: LoopFrame, isMine: IsMine) => Yields,
): Yields {
  const loop: LoopFrame = { place, isForever, nodes: m.nodes, iterations: 0 };
  const isMine: IsMine = (completion): completion is JumpCompletion =>
    completion.kind !== "return" && (completion.label === null || completion.label === label);
  m.loops.push(loop);
  try {
    return yield* run(loop, isMine);
  } catch (error) {
    if (!(error instanceof LoopStop) || error.loop !== loop) throw error;
    return undefined;
  } finally {
    m.loops.pop();
  }
}
