import type { FileRange } from "../../base/index.ts";
import { checkpointOf, dropArms } from "../run/arms/checkpoint.ts";
import { forkCompletion, gathered } from "../run/arms/fork.ts";
import { widen } from "../run/arms/widen.ts";
import { tick } from "../run/budget.ts";
import { isCertain, keyOfPlace, type Machine, report } from "../run/machine.ts";
import { forgive, newLoop, whyGiveUp } from "../run/patience.ts";
import { type LoopFrame, type LoopLimit, LoopStop } from "../run/stops.ts";
import {
  type DoStatement,
  type Expression,
  type ForStatement,
  isFunctionLike,
  isVariableDeclarationList,
  type Node,
  placeOf,
  type Statement,
  SyntaxKind,
  type WhileStatement,
} from "../syntax/index.ts";
import { closeWatch, openWatch } from "../values/journal.ts";
import { undecided, undefinedValue } from "../values/make.ts";
import { newNames } from "../values/names.ts";
import { sameValue } from "../values/same.ts";
import { truth } from "../values/truth.ts";
import type { Completion, Execute, JumpCompletion, Scope, UndecidedValue, Value } from "../values/value.ts";
import { authorPlace, type Context, within } from "./context.ts";
import { isBlockScoped, isUsing, namesIn } from "./declarations.ts";
import { distanceOf } from "./distance.ts";
import { rememberConstants } from "./identifiers.ts";
import { innerScope } from "./statements.ts";
import { whileUsing } from "./using.ts";

export function compileWhile(c: Context, node: WhileStatement): Execute {
  const code = loopOf(c, node, node.expression, node.statement);
  return (scope) => runLoop(c, code, { scope, next: (same) => same });
}

export function compileDo(c: Context, node: DoStatement): Execute {
  const code = loopOf(c, node, node.expression, node.statement);
  return (scope) => runLoop(c, { ...code, testsFirst: false }, { scope, next: (same) => same });
}

/** `for (let i = 0; …; …)`: each iteration has its own `i`, which closures keep. */
export function compileFor(c: Context, node: ForStatement): Execute {
  const { initializer, condition, incrementor } = node;
  const isList =
    initializer !== undefined && isVariableDeclarationList(initializer) && isBlockScoped(initializer);
  const declared = isList ? initializer.declarations.flatMap(({ name }) => namesIn(name)) : [];
  const names = newNames(c.names, declared);
  const inner = within(c, names);
  const start = startOf(inner, initializer);
  const step = incrementor === undefined ? undefined : c.compile.expression(inner, incrementor);
  const code = loopOf(inner, node, condition, node.statement);
  const copied = (before: Scope): Scope => {
    const scope = innerScope(c, names.slots.size, before.parent ?? before);
    scope.slots = before.slots.slice();
    return scope;
  };
  const next = (before: Scope): Scope => {
    const scope = copied(before);
    step?.(scope);
    return scope;
  };
  // Closures in the initialiser see a variable of their own, not that of the first iteration.
  const run: Execute = (own) => runLoop(c, code, { scope: copied(own), next });
  const held =
    isList && isUsing(initializer) ? whileUsing(inner, initializer, () => () => undefined, run) : run;
  return (scope) => {
    const own = innerScope(c, names.slots.size, scope);
    start(own);
    return held(own);
  };
}

export function startOf(c: Context, node: ForStatement["initializer"]): (scope: Scope) => void {
  if (node === undefined) return () => undefined;
  if (!isVariableDeclarationList(node)) return c.compile.expression(c, node);
  rememberConstants(c, node);
  // Declaring a `var` again keeps its value.
  const empty = isBlockScoped(node) ? () => undefinedValue : undefined;
  const parts = node.declarations.map(({ name, initializer }) => ({
    assign: c.compile.binding(c, name),
    evaluate: initializer === undefined ? empty : c.compile.expression(c, initializer),
  }));
  return (scope) => {
    for (const { assign, evaluate } of parts) if (evaluate !== undefined) assign(scope, evaluate(scope));
  };
}

export interface LoopHead {
  readonly place: FileRange | null;
  readonly isForever: boolean;
  readonly labels: readonly string[];
}

interface LoopCode extends LoopHead {
  readonly testsFirst: boolean;
  readonly test: (scope: Scope) => Value | null;
  readonly left: (scope: Scope) => number | undefined;
  readonly testPlace: FileRange | null;
  readonly body: Execute;
}

function loopOf(c: Context, node: Statement, condition: Expression | undefined, body: Statement): LoopCode {
  const unlabeled = { ...c, labels: undefined };
  const test = condition === undefined ? () => null : c.compile.expression(unlabeled, condition);
  return {
    place: headOf(c, node, body),
    isForever: (condition === undefined || condition.kind === SyntaxKind.TrueKeyword) && !mayLeave(body),
    testsFirst: true,
    labels: c.labels ?? [],
    test,
    left: distanceOf(c, condition),
    testPlace: condition === undefined ? null : authorPlace(c, condition),
    body: c.compile.statement(unlabeled, body),
  };
}

/** Whether anything in a loop's body, or in another block, may end it early, or wait in it. */
export function mayLeave(body: Node): boolean {
  return leaving.has(body.kind) || (!isFunctionLike(body) && (body.forEachChild(mayLeave) ?? false));
}

const leaving: ReadonlySet<SyntaxKind> = new Set([
  SyntaxKind.BreakStatement,
  SyntaxKind.ContinueStatement,
  SyntaxKind.ReturnStatement,
  SyntaxKind.ThrowStatement,
  SyntaxKind.YieldExpression,
  SyntaxKind.AwaitExpression,
]);

/** `while (true)`, without the body. */
export function headOf(c: Context, node: Statement, body: Node): FileRange | null {
  if (c.isLibrary) return null;
  const { file, start, end } = placeOf(c.file, node);
  return body.pos > start ? { file, start, end: Math.min(body.pos, end) } : { file, start, end };
}

interface LoopStart {
  readonly scope: Scope;
  readonly next: (before: Scope) => Scope;
}

/** A loop that has changed nothing after this many iterations never will, and so a loop that has no way out. */
const watchedIteration = 64;
/** Of a loop that has not ended before, fewer are enough: a block may have it, and a net many blocks. */
const watchedAgain = 2;

/**
 * Iterates until the test fails. Where the test is undecided, or the loop takes too long to follow, what changes in it is
 * unknown; one more iteration is run so and joined with none.
 */
function runLoop(c: Context, code: LoopCode, { scope: first, next }: LoopStart): Completion {
  const { m } = c;
  let unfollowed = whyUnfollowed(m, code.place);
  const watched = isKnownEndless(m, code.place) ? watchedAgain : watchedIteration;
  return inLoop(c, code, (loop, isMine) => {
    let scope = first;
    let needsTest = code.testsFirst;
    for (;;) {
      tick(m);
      loop.iterations += 1;
      const isFollowed = unfollowed === undefined;
      unfollowed ??= whyFollowNoMore(m, loop, () => code.left(scope));
      if (isFollowed && unfollowed !== undefined && code.isForever) stop(m, loop);
      const watch = loop.iterations === watched ? openWatch(m.journal) : null;
      const value = needsTest ? code.test(scope) : null;
      const tested = value === null ? true : truth(value, code.testPlace);
      needsTest = true;
      if (tested === false) {
        if (watch !== null) closeWatch(m.journal, watch);
        return undefined;
      }
      const decided = unfollowed ?? tested;
      const own = scope;
      const body = (): Completion => code.body(own);
      const completion = oneIteration(c, isMine, () =>
        decided === true ? body() : runUndecided(m, code, { decided, scope: own, next, body }),
      );
      if (watch !== null) closeWatch(m.journal, watch);
      if (completion !== undefined && !isMine(completion)) return completion;
      if (completion?.kind === "break" || decided !== true) return undefined;
      scope = next(own);
      if (watch !== null && (code.isForever || (!watch.hasEffects && haveSameSlots(own, scope))))
        stop(m, loop);
    }
  });
}

/** Any number of iterations, or none, which leaves everything as it was. */
function runUndecided(
  m: Machine,
  { test }: LoopCode,
  {
    decided,
    scope,
    next,
    body,
  }: LoopStart & { readonly decided: UndecidedValue; readonly body: () => Completion },
): Completion {
  const iterate = (): Completion => {
    widen(m, decided, scope, () => {
      body();
      const following = next(scope);
      test(following);
      return following;
    });
    return body();
  };
  return forkCompletion(m, { ...decided, repeats: true }, iterate, () => undefined);
}

function haveSameSlots(left: Scope, right: Scope): boolean {
  return left.slots.every((value, slot) => {
    const other = right.slots[slot];
    return value === other || (value !== undefined && other !== undefined && sameValue(value, other));
  });
}

/** Ends a loop that certainly never ends. */
function stop(m: Machine, loop: LoopFrame): never {
  if (loop.place !== null) m.endlessLoops.add(keyOfPlace(loop.place));
  if (loop.place !== null && isCertain(m)) report(m, { code: "endless-loop", at: loop.place, data: {} });
  throw new LoopStop(loop);
}

function isKnownEndless(m: Machine, place: FileRange | null): boolean {
  return place !== null && m.endlessLoops.has(keyOfPlace(place));
}

/** Why a loop is not followed, which is reported; undefined where it is. */
export function whyUnfollowed(m: Machine, place: FileRange | null): UndecidedValue | undefined {
  const limit = place === null ? undefined : m.unfollowed.get(keyOfPlace(place));
  if (limit === undefined || place === null) return undefined;
  report(m, { code: "unfollowed-loop", at: place, data: { limit } });
  return undecided(`The loop has too many ${limit} to be followed`, place);
}

/** Why a loop is no longer followed: from here on, how often it runs is unknown. */
export function whyFollowNoMore(
  m: Machine,
  loop: LoopFrame,
  left: () => number | undefined,
): UndecidedValue | undefined {
  const limit = whyGiveUp(m, loop, left);
  if (limit === undefined) return undefined;
  if (loop.place === null) return leaveLibraryLoop(m, limit);
  m.unfollowed.set(keyOfPlace(loop.place), limit);
  forgive(m, loop);
  return whyUnfollowed(m, loop.place);
}

/** Gives up a loop of the library's; the author sees only the call that led to it. */
function leaveLibraryLoop(m: Machine, limit: LoopLimit): UndecidedValue {
  const at = m.frame?.place ?? null;
  if (at !== null) report(m, { code: "too-many-steps", at, data: {} });
  return undecided(`It has too many ${limit} to be followed`, at);
}

export type IsMine = (completion: NonNullable<Completion>) => completion is JumpCompletion;

/** Whether a jump ends or continues the loop that has these labels. */
export function isOfLoop(labels: readonly string[]): IsMine {
  return (completion): completion is JumpCompletion =>
    completion.kind !== "return" && (completion.label === null || labels.includes(completion.label));
}

/** One iteration; an arm of it that continued meets the others at its end. */
export function oneIteration({ m }: Context, isMine: IsMine, run: () => Completion): Completion {
  return gathered(m, (ended) => ended.kind === "continue" && isMine(ended), run);
}

/** What all loops share: their budget, and the arms that leave them early. */
export function inLoop(
  c: Context,
  { place, labels }: LoopHead,
  run: (loop: LoopFrame, isMine: IsMine) => Completion,
): Completion {
  const { m } = c;
  const loop = newLoop(m, place);
  const isMine = isOfLoop(labels);
  const checkpoint = checkpointOf(m);
  m.loops.push(loop);
  try {
    const completion = gathered(m, isMine, () => run(loop, isMine));
    return completion !== undefined && isMine(completion) ? undefined : completion;
  } catch (error) {
    if (!(error instanceof LoopStop) || error.loop !== loop) throw error;
    dropArms(m, checkpoint);
    // What the stopped loop made does not count against the code after it.
    m.nodes = loop.nodes;
    return undefined;
  } finally {
    m.loops.pop();
  }
}
