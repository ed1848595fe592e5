import { forkCompletion } from "../run/fork.ts";
import { isIterator, isUnknownRow, iteratorOf } from "../run/iterate.ts";
import { advance } from "../run/iterators.ts";
import type { Machine } from "../run/machine.ts";
import { tick } from "../run/machine.ts";
import {
  type Expression,
  forEachChild,
  isFunctionLike,
  isYieldExpression,
  type Node,
  SyntaxKind,
  type YieldExpression,
} from "../syntax/index.ts";
import { undefinedValue, unknownValue } from "../values/make.ts";
import { declare } from "../values/names.ts";
import type {
  Completion,
  Evaluate,
  Scope,
  UndecidedValue,
  UnknownValue,
  Value,
  Yielded,
} from "../values/value.ts";
import type { Context } from "./context.ts";
import { readLocal, writeLocal } from "./identifiers.ts";
import { asIterable } from "./iterated.ts";

type Yields<T> = Generator<Yielded, T, Value>;

/** Whether a part of a generator yields, functions within left out. */
export function hasYield(node: Node | undefined): boolean {
  return node !== undefined && yieldsIn(node).length > 0;
}

/** The `yield`s of a part of a generator, in the order in which they happen: one in another's operand comes first. */
function yieldsIn(node: Node): readonly YieldExpression[] {
  const found: YieldExpression[] = [];
  const visit = (part: Node): void => {
    if (!isFunctionLike(part)) forEachChild(part, visit);
    if (isYieldExpression(part)) found.push(part);
  };
  visit(node);
  return found;
}

/** The name under which a scope keeps the value of a `yield`. */
function nameOf({ pos }: YieldExpression): string {
  return `%yield${pos}`;
}

/** A `yield` that has happened: its value. */
export function compileYield(c: Context, node: YieldExpression): Evaluate {
  return readLocal(c, nameOf(node)) ?? (() => undefinedValue);
}

/** What has to happen before an expression has its value: its `yield`s, in order. */
export function compileYields(c: Context, node: Expression | undefined): (scope: Scope) => Yields<void> {
  if (node === undefined || !hasYield(node)) return function* () {};
  const parts = yieldsIn(node).map((part) => {
    declare(c.names, nameOf(part));
    const isConditional = isInCondition(node, part);
    return { give: compileGive(c, part), keep: writeLocal(c, nameOf(part)), isConditional };
  });
  return function* (scope) {
    for (const { give, keep, isConditional } of parts) {
      const sent = yield* give(scope, isConditional ? conditional : null);
      keep(scope, isConditional ? conditional : sent);
    }
  };
}

const conditional = unknownValue("Whether the generator yields here is not followed");

/** Whether a `yield` may be skipped: it is in an arm of `?:`, or behind `&&`, `||`, `??` or `?.`. */
function isInCondition(whole: Node, part: Node): boolean {
  let isSkippable = false;
  const visit = (node: Node, isBelow: boolean): void => {
    if (node === part) isSkippable = isBelow;
    const isChoice =
      skippable.has(node.kind) || (node.kind === SyntaxKind.BinaryExpression && isLogical(node));
    let isFirst = true;
    forEachChild(node, (child) => {
      visit(child, isBelow || (isChoice && !isFirst));
      isFirst = false;
    });
  };
  visit(whole, false);
  return isSkippable;
}

const skippable: ReadonlySet<SyntaxKind> = new Set([
  SyntaxKind.ConditionalExpression,
  SyntaxKind.QuestionDotToken,
]);
const logical: ReadonlySet<SyntaxKind> = new Set([
  SyntaxKind.AmpersandAmpersandToken,
  SyntaxKind.BarBarToken,
  SyntaxKind.QuestionQuestionToken,
]);

function isLogical(node: Node): boolean {
  const { operatorToken } = node as Node & { readonly operatorToken: Node };
  return logical.has(operatorToken.kind);
}

/** One `yield`: its operand goes out, and what comes back is its value. */
function compileGive(
  c: Context,
  node: YieldExpression,
): (scope: Scope, doubt: UnknownValue | null) => Yields<Value> {
  const evaluate =
    node.expression === undefined ? () => undefinedValue : c.compile.expression(c, node.expression);
  if (node.asteriskToken !== undefined) {
    const iterable = asIterable(c, node.expression ?? node);
    return (scope, doubt) => delegated(c.m, iterable(evaluate(scope)), doubt);
  }
  return function* (scope, doubt) {
    return yield { value: evaluate(scope), doubt };
  };
}

/** `yield*`: all that another iterator gives; its value is what that returns. */
function* delegated(m: Machine, value: Value, doubt: UnknownValue | null): Yields<Value> {
  const found = iteratorOf(m, value);
  if (!isIterator(found)) {
    if (isUnknownRow(found)) {
      yield { value: found, doubt: found };
      return found;
    }
    for (let index = 0; index < found.elements.length; index++) {
      const why = found.doubt !== null && index >= found.doubt.sure ? found.doubt.why : doubt;
      yield { value: found.elements[index] ?? undefinedValue, doubt: why };
    }
    return undefinedValue;
  }
  let sent: Value = undefinedValue;
  for (;;) {
    const handed = sent;
    const step = advance(m, found, (source) => source.next(handed));
    if (step.isDone) return step.doubt ?? step.value;
    sent = yield { value: step.value, doubt: step.doubt ?? doubt };
  }
}

/** Both arms of an undecided condition: all that they may yield, in order, and where they meet. */
export function* eitherArm(
  m: Machine,
  condition: UndecidedValue,
  whenTrue: () => Yields<Completion>,
  whenFalse: () => Yields<Completion>,
): Yields<Completion> {
  const found: Value[] = [];
  const doubt = unknownValue(condition.reason, condition.because);
  const completion = forkCompletion(
    m,
    condition,
    () => collected(m, whenTrue(), found, doubt),
    () => collected(m, whenFalse(), found, doubt),
  );
  for (const value of found) yield { value, doubt };
  return completion;
}

/** Runs part of a generator to its end at once; the values sent to it are unknown. */
function collected(m: Machine, part: Yields<Completion>, found: Value[], doubt: UnknownValue): Completion {
  for (let result = part.next(doubt); ; result = part.next(doubt)) {
    tick(m);
    if (result.done) return result.value;
    found.push(result.value.value);
  }
}
