import { settle } from "../run/arms/fork.ts";
import { throwAwaited } from "../run/arms/perhaps-thrown.ts";
import { outOfSteps, tick, tooLarge } from "../run/budget.ts";
import { asyncIteratorOf } from "../run/iteration/async-items.ts";
import { armsBefore } from "../run/iteration/generators.ts";
import type { Machine } from "../run/machine.ts";
import { enumerableNames } from "../run/members/own-entries.ts";
import { newLoop, whyGiveUp } from "../run/patience.ts";
import { type LoopFrame, LoopStop } from "../run/stops.ts";
import {
  type DoStatement,
  type Expression,
  type ForInStatement,
  type ForOfStatement,
  type ForStatement,
  isForAwait,
  isVariableDeclarationList,
  type Statement,
  SyntaxKind,
  type VariableDeclarationList,
  type WhileStatement,
} from "../syntax/index.ts";
import { trueValue, undecided } from "../values/make.ts";
import { newNames } from "../values/names.ts";
import { truth } from "../values/truth.ts";
import type { Generate, Scope, Value, Yields } from "../values/value.ts";
import { type AssignYielding, authorPlace, type Context, within } from "./context.ts";
import { isBlockScoped, isUsing, namesIn } from "./declarations.ts";
import { distanceOf } from "./distance.ts";
import { eachCode, itemsIn, itemsOf, iterableOf } from "./each-loops.ts";
import { eitherArm } from "./either-arm.ts";
import { headOf, type IsMine, isOfLoop, type LoopHead } from "./loops.ts";
import { innerScope } from "./statements.ts";
import { whileUsingYields } from "./using.ts";
import { compileYields, hasYield } from "./yields.ts";

/** Compiles the body of a loop; loops are given it, so that no arrow runs back. */
type CompileBody = (c: Context, node: Statement) => Generate;

// biome-ignore lint/correctness/useYield: what leads to the next iteration may yield elsewhere.
function* same(scope: Scope): Yields<Scope> {
  return scope;
}

export function compileGeneratorWhile(compile: CompileBody) {
  return (c: Context, node: WhileStatement | DoStatement): Generate => {
    const code = loopCode(c, node, node.expression, compile);
    const testsFirst = node.kind === SyntaxKind.WhileStatement;
    return (scope) => runLoop(c, { ...code, testsFirst }, scope, same);
  };
}

type CompileVariables = (c: Context, list: VariableDeclarationList) => (scope: Scope) => Yields<void>;

export function compileGeneratorFor(compile: CompileBody, declarations: CompileVariables) {
  return (c: Context, node: ForStatement): Generate => {
    const { initializer, condition, incrementor } = node;
    const isList =
      initializer !== undefined && isVariableDeclarationList(initializer) && isBlockScoped(initializer);
    const names = newNames(
      c.names,
      isList ? initializer.declarations.flatMap(({ name }) => namesIn(name)) : [],
    );
    const inner = within(c, names);
    const start =
      initializer !== undefined && isVariableDeclarationList(initializer)
        ? declarations(inner, initializer)
        : yieldingCode(inner, initializer);
    const step = yieldingCode(inner, incrementor);
    const code = loopCode(inner, node, condition, compile);
    const copied = (before: Scope): Scope => {
      const scope = innerScope(c, names.slots.size, before.parent ?? before);
      scope.slots = before.slots.slice();
      return scope;
    };
    const run: Generate = (own) =>
      runLoop(c, { ...code, testsFirst: true }, copied(own), function* (before) {
        const next = copied(before);
        yield* step(next);
        return next;
      });
    const held =
      isList && isUsing(initializer) ? whileUsingYields(inner, initializer, () => noYields, run) : run;
    return function* (scope) {
      const own = innerScope(c, names.slots.size, scope);
      yield* start(own);
      return yield* held(own);
    };
  };
}

/** An expression whose value is not needed, or none. */
function yieldingCode(c: Context, node: Expression | undefined): (scope: Scope) => Yields<Value> {
  const yielding = compileYields(c, node);
  const evaluate = node === undefined ? () => trueValue : c.compile.expression(yielding.c, node);
  return function* (scope) {
    yield* yielding.before(scope);
    return evaluate(scope);
  };
}

interface LoopCode extends LoopHead {
  readonly test: (scope: Scope) => Yields<Value>;
  readonly left: (scope: Scope) => number | undefined;
  readonly body: Generate;
}

function loopCode(
  c: Context,
  node: Statement & { readonly statement: Statement },
  condition: Expression | undefined,
  compile: CompileBody,
): LoopCode & { readonly testPlace: ReturnType<typeof authorPlace> } {
  const unlabeled = { ...c, labels: undefined };
  return {
    place: headOf(c, node, node.statement),
    isForever: condition === undefined || condition.kind === SyntaxKind.TrueKeyword,
    labels: c.labels ?? [],
    testPlace: condition === undefined ? null : authorPlace(c, condition),
    test: yieldingCode(unlabeled, condition),
    left: distanceOf(c, condition),
    body: compile(unlabeled, node.statement),
  };
}

type Runnable = ReturnType<typeof loopCode> & { readonly testsFirst: boolean };

function runLoop(c: Context, code: Runnable, first: Scope, next: (before: Scope) => Yields<Scope>): Yields {
  return inLoop(c, code, function* (loop, isMine) {
    let scope = first;
    let needsTest = code.testsFirst;
    for (;;) {
      tick(c.m);
      loop.iterations += 1;
      giveUpInTime(c.m, loop, () => code.left(scope));
      const decided = needsTest ? truth(yield* code.test(scope), code.testPlace) : true;
      needsTest = true;
      if (decided === false) return undefined;
      const own = scope;
      const body = decided === true ? code.body(own) : eitherArm(c.m, decided, () => code.body(own), nothing);
      const completion = yield* oneIteration(c.m, isMine, withoutPauses(c.m, loop, body));
      if (completion !== undefined && !isMine(completion)) return completion;
      if (completion?.kind === "break" || decided !== true) return undefined;
      scope = yield* next(scope);
    }
  });
}

/** What a loop that goes on and on has given is of no known length: all that is done with it is given up. */
function giveUpInTime(m: Machine, loop: LoopFrame, left: () => number | undefined): void {
  const limit = whyGiveUp(m, loop, left);
  if (limit === "layers") tooLarge(m);
  if (limit === "steps") outOfSteps(m);
}

/** An iteration, as by `yield*`. What others do before they ask for the next value is not the loop's work. */
function* withoutPauses(m: Machine, loop: LoopFrame, iteration: Yields): Yields {
  let step = iteration.next();
  try {
    while (step.done !== true) {
      const { steps, paid } = m;
      let resume: () => typeof step;
      try {
        const sent = yield step.value;
        resume = () => iteration.next(sent);
      } catch (error) {
        resume = () => iteration.throw(error);
      }
      loop.steps += m.steps - steps;
      loop.paid += m.paid - paid;
      step = resume();
    }
    return step.value;
  } finally {
    if (step.done !== true) iteration.return(undefined);
  }
}

/** An iteration; an arm of it that continued meets the others at its end. */
function* oneIteration(m: Machine, isMine: IsMine, iteration: Yields): Yields {
  const armsOf = armsBefore(m);
  const completion = yield* iteration;
  return settle(m, armsOf(), completion, (ended) => ended.kind === "continue" && isMine(ended));
}

// biome-ignore lint/correctness/useYield: it stands for an iteration that may yield.
function* nothing(): Yields {
  return undefined;
}

export function compileGeneratorForEach(compile: CompileBody) {
  return (c: Context, node: ForOfStatement | ForInStatement): Generate => {
    const { inner, head, newScope, assign } = eachCode(c, node);
    const yieldingAssign = compileYieldingHead(inner, node.initializer);
    const source = yieldingCode(c, node.expression);
    const body = held(inner, node, compile(inner, node.statement));
    const isOf = node.kind === SyntaxKind.ForOfStatement;
    const iterable = isOf ? iterableOf(c, node) : (value: Value) => value;
    const isAwait = isForAwait(node);
    return function* (scope) {
      const value = iterable(yield* source(scope));
      const named = isAwait ? asyncIteratorOf(c.m, value) : isOf ? undefined : enumerableNames(c.m, value);
      const items = named === undefined ? itemsIn(c, value) : itemsOf(c, named);
      return yield* inLoop(c, head, function* (loop, isMine) {
        try {
          for (let item = items.next(); item !== undefined; item = items.next()) {
            tick(c.m);
            loop.iterations += 1;
            const own = newScope(scope);
            const { value: element, why } = item;
            const run = function* (): Yields {
              const given = isAwait ? yield { value: element, doubt: null, isAwait } : element;
              throwAwaited(c.m);
              if (yieldingAssign === undefined) assign(own, given);
              else yield* yieldingAssign(own, given);
              return yield* body(own);
            };
            const iteration =
              why === null ? run() : eitherArm(c.m, undecided(why.reason, why.because), run, nothing);
            const completion = yield* oneIteration(c.m, isMine, iteration);
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

/** `for (using name of …)` disposes of each after its iteration. */
function held(c: Context, { initializer }: ForOfStatement | ForInStatement, body: Generate): Generate {
  if (!isVariableDeclarationList(initializer) || !isUsing(initializer)) return body;
  return whileUsingYields(c, initializer, () => noYields, body);
}

function* noYields(): Yields<void> {}

/** What is declared or assigned in the head of a loop, where the generator stops within it. */
function compileYieldingHead(c: Context, node: ForOfStatement["initializer"]): AssignYielding | undefined {
  if (!hasYield(node)) return undefined;
  if (!isVariableDeclarationList(node)) return c.compile.yieldingTarget(c, node);
  const [declaration] = node.declarations;
  return declaration && c.compile.yieldingBinding(c, declaration.name);
}

/** What all loops share: their budget. */
function* inLoop(
  { m }: Context,
  { place, labels }: LoopHead,
  run: (loop: LoopFrame, isMine: IsMine) => Yields,
): Yields {
  const loop = newLoop(m, place);
  const isMine = isOfLoop(labels);
  const armsOf = armsBefore(m);
  m.loops.push(loop);
  try {
    const completion = yield* run(loop, isMine);
    const settled = settle(m, armsOf(), completion, isMine);
    return settled !== undefined && isMine(settled) ? undefined : settled;
  } catch (error) {
    if (!(error instanceof LoopStop) || error.loop !== loop) throw error;
    return undefined;
  } finally {
    m.loops.pop();
  }
}
