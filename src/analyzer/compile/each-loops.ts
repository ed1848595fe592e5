import { lastInArms } from "../run/arms/catching.ts";
import { forkCompletion } from "../run/arms/fork.ts";
import { widen } from "../run/arms/widen.ts";
import { tick } from "../run/budget.ts";
import { asyncIteratorOf } from "../run/iteration/async-items.ts";
import { isIterator, isUnknownRow, iteratorOf } from "../run/iteration/iterate.ts";
import { advance, close } from "../run/iteration/iterators.ts";
import { liveEntries } from "../run/iteration/live-entries.ts";
import { lose } from "../run/iteration/lost-iterators.ts";
import { awaited } from "../run/jobs/promises.ts";
import type { Machine } from "../run/machine.ts";
import { isRedefined } from "../run/members/extras.ts";
import { enumerableNames } from "../run/members/own-entries.ts";
import { Thrown } from "../run/stops.ts";
import {
  type ForInStatement,
  type ForOfStatement,
  isForAwait,
  isVariableDeclarationList,
} from "../syntax/index.ts";
import { newArray } from "../values/containers.ts";
import { whyLacking } from "../values/doubt.ts";
import { unknownRow } from "../values/held.ts";
import { iteratorKey, wellKnownKey } from "../values/keys.ts";
import { filled, undecided, undefinedValue, unknownValue } from "../values/make.ts";
import { newNames } from "../values/names.ts";
import { isSurelyIn } from "../values/sure-elements.ts";
import type {
  Assign,
  Completion,
  Execute,
  IteratorValue,
  Row,
  Scope,
  UndecidedValue,
  UnknownValue,
  Value,
} from "../values/value.ts";
import { type Context, within } from "./context.ts";
import { isBlockScoped, isUsing, namesIn } from "./declarations.ts";
import { rememberConstants } from "./identifiers.ts";
import { asIterable } from "./iterated.ts";
import {
  headOf,
  type IsMine,
  inLoop,
  type LoopHead,
  oneIteration,
  whyFollowNoMore,
  whyUnfollowed,
} from "./loops.ts";
import { nameOf } from "./refused.ts";
import { innerScope } from "./statements.ts";
import { whileUsing } from "./using.ts";

export function compileForOf(c: Context, node: ForOfStatement): Execute {
  const loop = compileEach(c, node);
  const source = c.compile.expression(c, node.expression);
  const iterable = iterableOf(c, node);
  if (!isForAwait(node)) return (scope) => loop(scope, itemsIn(c, iterable(source(scope))));
  return (scope) => loop(scope, settledItems(c.m, itemsOf(c, asyncIteratorOf(c.m, iterable(source(scope))))));
}

/** What such a loop iterates over; refuses what certainly is not iterable. */
export function iterableOf(c: Context, node: ForOfStatement): (value: Value) => Value {
  const key = isForAwait(node) ? asyncIteratorKey : undefined;
  return asIterable(c, node.expression, nameOf(c, node.expression), key);
}

const asyncIteratorKey = wellKnownKey("asyncIterator");

/** As `for await` has them: what is a promise is waited for. */
function settledItems(m: Machine, items: Items): Items {
  const next = (): ReturnType<Items["next"]> => {
    const item = items.next();
    return item === undefined ? undefined : { ...item, value: awaited(m, item.value) };
  };
  return { ...items, next };
}

export function compileForIn(c: Context, node: ForInStatement): Execute {
  const loop = compileEach(c, node);
  const source = c.compile.expression(c, node.expression);
  return (scope) => loop(scope, itemsOf(c, enumerableNames(c.m, source(scope))));
}

interface Item {
  readonly value: Value;
  readonly why: UnknownValue | null;
  /** Whether it stands for at most one; those after each other with the same reason are there together. */
  readonly isOnce?: boolean;
}

const nothingToStop = (): void => undefined;

/** What a loop goes through, one after the other. */
export interface Items {
  /** How many are left, where that is known. */
  left(): number | undefined;
  /** The next one; with a reason where there may be none. Undefined behind the last one. */
  next(): Item | undefined;
  /** Says that the loop ends early. */
  stop(): void;
  /** Says that it is not known from here on what comes. */
  giveUp?(why: UnknownValue): void;
}

/** What `for (… of value)` goes through. A map or set may grow meanwhile. */
export function itemsIn(c: Context, value: Value): Items {
  const isCollection = (value.kind === "map" || value.kind === "set") && !value.isWeak;
  if (!isCollection || isRedefined(c.m, value, iteratorKey)) return itemsOf(c, iteratorOf(c.m, value));
  const live = liveEntries(c.m, value);
  return {
    left: live.left,
    next: () => {
      const entry = live.next();
      if (entry === undefined) return undefined;
      const { key, value: held, why, isOnce } = entry;
      return { value: value.kind === "map" ? newArray(c.m, [key, held]) : held, why, isOnce };
    },
    stop: nothingToStop,
  };
}

/** An unknown list stands for one unknown element that may be missing. */
export function itemsOf({ m }: Context, found: IteratorValue | Row | UnknownValue): Items {
  if (isIterator(found)) return itemsOfIterator(m, found);
  const row: Row = isUnknownRow(found) ? unknownRow(found) : found;
  let index = 0;
  return {
    left: () => row.elements.length - index,
    next: () => {
      const value = row.elements[index];
      if (value === undefined) return undefined;
      const why = isSurelyIn(row, value) ? null : whyLacking(row.doubt, index);
      index += 1;
      return { value: filled(value), why, isOnce: row.doubt?.lacking !== undefined };
    },
    stop: nothingToStop,
  };
}

function itemsOfIterator(m: Machine, iterator: IteratorValue): Items {
  return {
    left: () => iterator.source.left?.(),
    next: () => {
      const wasLost = iterator.lost !== null;
      const { isDone, value, doubt, lacks } = advance(m, iterator, (source) => source.next(undefinedValue));
      if (!isDone) return lacks === undefined ? { value, why: doubt } : { value, why: lacks, isOnce: true };
      const isLost = !wasLost && iterator.lost !== null;
      return isLost && doubt !== null ? { value: doubt, why: doubt } : undefined;
    },
    stop: iterator.source.return === undefined ? nothingToStop : () => close(m, iterator),
    giveUp: (why) => lose(m, iterator, why),
  };
}

/** What `for (const name of …)` and `for (const name in …)` do with each. */
export interface EachCode {
  readonly inner: Context;
  readonly head: LoopHead;
  readonly newScope: (scope: Scope) => Scope;
  readonly assign: Assign;
}

export function eachCode(c: Context, node: ForOfStatement | ForInStatement): EachCode {
  const { initializer } = node;
  const isList = isVariableDeclarationList(initializer);
  const name = isList ? initializer.declarations[0]?.name : undefined;
  const isOwn = isList && isBlockScoped(initializer);
  const names = newNames(c.names, isOwn && name !== undefined ? namesIn(name) : []);
  const inner = within({ ...c, labels: undefined }, names);
  if (isOwn) rememberConstants(inner, initializer);
  const otherwise: Assign = isList ? () => undefined : c.compile.target(inner, initializer);
  return {
    inner,
    head: { place: headOf(c, node, node.statement), isForever: false, labels: c.labels ?? [] },
    newScope: (scope) => innerScope(c, names.slots.size, scope),
    assign: name === undefined ? otherwise : c.compile.binding(inner, name),
  };
}

/** `for (using name of …)` disposes of each after its iteration. */
function held(c: Context, { initializer }: ForOfStatement | ForInStatement, body: Execute): Execute {
  if (!isVariableDeclarationList(initializer) || !isUsing(initializer)) return body;
  return whileUsing(c, initializer, () => () => undefined, body);
}

/** Iterations that are made all or none. */
function oneAfterTheOther(
  c: Context,
  isMine: IsMine,
  values: readonly Value[],
  run: (value: Value) => Completion,
): Completion {
  for (const value of values) {
    const completion = oneIteration(c, isMine, () => run(value));
    if (completion !== undefined && !(isMine(completion) && completion.kind === "continue"))
      return completion;
  }
  return undefined;
}

type Each = (scope: Scope, given: Items) => Completion;

/** One iteration for each element; that of an element that may be missing is joined with none. */
function compileEach(c: Context, node: ForOfStatement | ForInStatement): Each {
  const { inner, head, newScope, assign } = eachCode(c, node);
  const body = held(inner, node, c.compile.statement(inner, node.statement));

  return (scope, given) => {
    const { m } = c;
    const unknown = ({ reason, because }: UndecidedValue) => itemsOf(c, unknownValue(reason, because));
    const before = whyUnfollowed(m, head.place);
    let items = before === undefined ? given : unknown(before);
    return inLoop(c, head, (loop, isMine) =>
      ending(
        m,
        () => items.stop,
        () => {
          let following: Item | undefined;
          const next = (): Item | undefined => {
            const item = following ?? items.next();
            following = undefined;
            return item;
          };
          for (let item = next(); item !== undefined; item = next()) {
            tick(m);
            loop.iterations += 1;
            const unfollowed = items === given ? whyFollowNoMore(m, loop, items.left) : undefined;
            if (unfollowed !== undefined) {
              given.giveUp?.(unknownValue(unfollowed.reason, unfollowed.because));
              items = unknown(unfollowed);
              continue;
            }
            const { value, why, isOnce = false } = item;
            const run = (each: Value, own: Scope): Completion => {
              assign(own, each);
              return body(own);
            };
            const runOnce = (each: Value): Completion => run(each, newScope(scope));
            const own = newScope(scope);
            const group = [value];
            if (why !== null && isOnce)
              for (following = items.next(); following?.why === why; following = items.next())
                group.push(following.value);
            const runGroup = (): Completion => {
              if (isOnce) return oneAfterTheOther(c, isMine, group, runOnce);
              if (why !== null)
                widen(m, undecided(why.reason, why.because), null, () => {
                  run(value, own);
                  return own;
                });
              return run(value, own);
            };
            const completion = oneIteration(c, isMine, () =>
              why === null
                ? run(value, own)
                : forkCompletion(
                    m,
                    { ...undecided(why.reason, why.because), repeats: !isOnce },
                    runGroup,
                    () => undefined,
                  ),
            );
            const isOther = completion !== undefined && !isMine(completion);
            if (isOther || completion?.kind === "break") {
              items.stop();
              return isOther ? completion : undefined;
            }
          }
          return undefined;
        },
      ),
    );
  };
}

/** Ends what a loop goes through wherever an error, or an arm that waits, leaves the loop. */
function ending(m: Machine, stopOf: () => () => void, run: () => Completion): Completion {
  const base = m.pendings.length;
  let completion: Completion;
  try {
    completion = run();
  } catch (error) {
    if (error instanceof Thrown) stopQuietly(stopOf());
    throw error;
  }
  const stop = stopOf();
  if (m.pendings.length > base && stop !== nothingToStop) lastInArms(m, base, () => stop() as undefined);
  return completion;
}

/** What ending it throws counts less than the error that ended the loop. */
function stopQuietly(stop: () => void): void {
  try {
    stop();
  } catch (error) {
    if (!(error instanceof Thrown)) throw error;
  }
}
