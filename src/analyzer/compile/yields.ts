import { throwAwaited } from "../run/arms/perhaps-thrown.ts";
import { isIterator, isUnknownRow, iteratorOf } from "../run/iteration/iterate.ts";
import { advance, ended, rowIterator } from "../run/iteration/iterators.ts";
import type { Machine } from "../run/machine.ts";
import { Thrown } from "../run/stops.ts";
import { throwError } from "../run/throw-error.ts";
import {
  type AwaitExpression,
  type BinaryExpression,
  type Expression,
  forEachChild,
  isArrayLiteralExpression,
  isAwaitExpression,
  isBinaryExpression,
  isForAwait,
  isFunctionLike,
  isObjectLiteralExpression,
  isVariableDeclarationList,
  isYieldExpression,
  type Node,
  SyntaxKind,
  unwrapped,
  type YieldExpression,
} from "../syntax/index.ts";
import { isNullish } from "../values/equality.ts";
import { unknownRow } from "../values/held.ts";
import { filled, undecided, undefinedValue, unknownValue } from "../values/make.ts";
import { declare } from "../values/names.ts";
import { truth } from "../values/truth.ts";
import type {
  Completion,
  Evaluate,
  IteratorSource,
  IteratorStep,
  Scope,
  Value,
  Yielded,
  Yields,
} from "../values/value.ts";
import type { Context } from "./context.ts";
import { isAwaitUsing } from "./declarations.ts";
import { eitherArm } from "./either-arm.ts";
import { writeLocal } from "./identifiers.ts";
import { asIterable } from "./iterated.ts";
import { choiceOf, isKeptBefore, partsOf } from "./yielding-parts.ts";

/*
 * An expression with a `yield` stops in between. Whatever comes before the `yield` is evaluated first, in order, and kept in
 * the scope; the expression as a whole then finds these values where it would evaluate its parts.
 */

type Prelude = (scope: Scope) => Yields<void>;

/** What has to happen before an expression has its value, and where the expression is to be compiled then. */
export interface Yielding {
  readonly before: Prelude;
  readonly c: Context;
}

/** Where a generator or an async function stops. */
type Stop = YieldExpression | AwaitExpression;

function isStop(node: Node): node is Stop {
  return isYieldExpression(node) || isAwaitExpression(node);
}

/** Whether a part of a generator yields, functions within left out. */
export function hasYield(node: Node | undefined): boolean {
  if (node === undefined) return false;
  if (isStop(node) || isForAwait(node) || (isVariableDeclarationList(node) && isAwaitUsing(node)))
    return true;
  return forEachChild(node, (child) => (!isFunctionLike(child) && hasYield(child)) || undefined) ?? false;
}

export function compileYields(c: Context, node: Expression | undefined): Yielding {
  if (node === undefined || !hasYield(node)) return { before: nothing, c };
  const inner: Keeping = { ...c, kept: new Map(c.kept) };
  return { before: inOrder(stepsOf(inner, node)), c: inner };
}

/** A `yield` whose value was not kept, as in the pattern of a `catch`. */
export function compileYield(): Evaluate {
  return () => notFollowed;
}

const notFollowed = unknownValue("A yield at this place is not followed");

interface Keeping extends Context {
  readonly kept: Map<Node, string>;
}

function* nothing(): Yields<void> {}

function inOrder(steps: readonly Prelude[]): Prelude {
  const [only] = steps;
  if (only !== undefined && steps.length === 1) return only;
  return function* (scope) {
    for (const step of steps) yield* step(scope);
  };
}

/** All that happens up to the last `yield` of a part of the syntax. */
function stepsOf(c: Keeping, node: Expression): readonly Prelude[] {
  if (!hasYield(node)) return [];
  if (isStop(node)) {
    const operand = node.expression === undefined ? [] : stepsOf(c, node.expression);
    return [...operand, give(c, node)];
  }
  const pattern = patternOf(node);
  if (pattern !== undefined && hasYield(pattern.left))
    return [...keep(c, pattern.right), takeApart(c, pattern)];
  const choice = choiceOf(node);
  if (choice === undefined) return stepsOfAll(c, partsOf(node));
  const { condition, arms } = choice;
  if (!arms.some(({ parts }) => parts.some(hasYield))) return stepsOf(c, condition);
  return [...keep(c, condition), oneOf(c, condition, arms)];
}

/** An assignment that takes its right side apart. */
function patternOf(node: Expression): BinaryExpression | undefined {
  if (!isBinaryExpression(node) || node.operatorToken.kind !== SyntaxKind.EqualsToken) return undefined;
  const target = unwrapped(node.left);
  return isArrayLiteralExpression(target) || isObjectLiteralExpression(target) ? node : undefined;
}

/** Takes the right side apart, which is also the value of the whole. */
function takeApart(c: Keeping, node: BinaryExpression): Prelude {
  const read = c.compile.expression(c, node.right);
  const assign = c.compile.yieldingTarget(c, node.left);
  const write = keeper(c, node);
  return function* (scope) {
    const value = read(scope);
    yield* assign(scope, value);
    write(scope, value);
  };
}

function stepsOfAll(c: Keeping, parts: readonly Expression[]): readonly Prelude[] {
  const last = parts.findLastIndex(hasYield);
  return parts.slice(0, last + 1).flatMap((part, index) => (index < last ? keep(c, part) : stepsOf(c, part)));
}

/** Evaluates a part and keeps its value. */
function keep(c: Keeping, node: Expression): readonly Prelude[] {
  const steps = stepsOf(c, node);
  if (isStop(node) || !isKeptBefore(node)) return steps;
  const evaluate = c.compile.expression(c, node);
  const write = keeper(c, node);
  // biome-ignore lint/correctness/useYield: it happens between parts that yield.
  const store: Prelude = function* (scope) {
    write(scope, evaluate(scope));
  };
  return [...steps, store];
}

/** From here on the part is read where its value is kept. */
function keeper(c: Keeping, node: Node): (scope: Scope, value: Value) => void {
  const name = `%kept${node.pos}:${node.end}`;
  declare(c.names, name);
  c.kept.set(node, name);
  return writeLocal(c, name);
}

/** Parts that happen only where the condition says so: both are followed where that is not known. */
function oneOf(
  c: Keeping,
  condition: Expression,
  arms: NonNullable<ReturnType<typeof choiceOf>>["arms"],
): Prelude {
  const read = c.compile.expression(c, condition);
  const codes = arms.map(({ parts, when }) => ({ run: inOrder(stepsOfAll(c, parts)), when }));
  return function* (scope) {
    const value = read(scope);
    for (const { run, when } of codes) {
      const happens = isTaken(value, when);
      if (happens === true) yield* run(scope);
      if (happens === undefined) yield* eitherArm(c.m, undecided(mayYield), () => whole(run(scope)), never);
    }
  };
}

const mayYield = "Whether the generator yields here depends on a condition";

function isTaken(value: Value, when: "true" | "false" | "nullish" | "something" | null): boolean | undefined {
  if (when === null) return undefined;
  if (when === "nullish" || when === "something") {
    if (value.kind === "unknown" || value.kind === "either") return undefined;
    return isNullish(value) === (when === "nullish");
  }
  const decided = truth(value);
  return typeof decided === "boolean" ? decided === (when === "true") : undefined;
}

function* whole(part: Yields<void>): Yields<Completion> {
  yield* part;
  return undefined;
}

// biome-ignore lint/correctness/useYield: it stands for an arm that may yield.
function* never(): Yields<Completion> {
  return undefined;
}

/** One `yield`: its operand goes out, and what comes back is its value. */
function give(c: Keeping, node: Stop): Prelude {
  const evaluate =
    node.expression === undefined ? () => undefinedValue : c.compile.expression(c, node.expression);
  const isAwait = isAwaitExpression(node);
  const isMany = isYieldExpression(node) && node.asteriskToken !== undefined;
  const iterable = isMany ? asIterable(c, node.expression ?? node) : undefined;
  const write = keeper(c, node);
  return function* (scope) {
    const value = evaluate(scope);
    const sent =
      iterable === undefined ? yield { value, doubt: null, isAwait } : yield* delegated(c.m, iterable(value));
    throwAwaited(c.m);
    write(scope, sent);
  };
}

/**
 * `yield*`: all that another iterator yields; its value is what that one returns. `next`, `throw` and `return` of the generator
 * are passed on to it.
 */
function delegated(m: Machine, value: Value): Iterable<Yielded, Value, Value> {
  const found = iteratorOf(m, value);
  const row = isUnknownRow(found) ? unknownRow(found) : found;
  const iterator = isIterator(row) ? row : rowIterator(m, row, filled);
  const asResult = ({ isDone, value: given, doubt }: IteratorStep): IteratorResult<Yielded, Value> =>
    isDone ? { done: true, value: doubt ?? given } : { done: false, value: { value: given, doubt } };
  const handOn = {
    next: (sent: Value = undefinedValue) => asResult(advance(m, iterator, (source) => source.next(sent))),
    throw: (error: unknown) => {
      if (!(error instanceof Thrown)) throw error;
      return asResult(advance(m, iterator, (source) => thrownInto(m, source, error)));
    },
    return: (completion: Completion) => {
      const given = completion?.kind === "return" ? completion.value : undefinedValue;
      const step = advance(m, iterator, (source) => source.return?.(given) ?? { ...ended, value: given });
      const result = asResult(step);
      // The generator returns what the other one returns.
      return result.done ? { done: true, value: { kind: "return", value: result.value } } : result;
    },
  };
  return { [Symbol.iterator]: () => handOn as Iterator<Yielded, Value, Value> };
}

function thrownInto(m: Machine, source: IteratorSource, error: Thrown): IteratorStep {
  if (source.throw !== undefined) return source.throw(error.value, error.place);
  source.return?.(undefinedValue);
  return throwError(m, "TypeError", "The iterator does not provide a 'throw' method.");
}
