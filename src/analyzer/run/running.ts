import { undefinedValue, unknownValue } from "../values/make.ts";
import { sameValue } from "../values/same.ts";
import type { ClassValue, FunctionValue, UnknownValue, Value } from "../values/value.ts";
import { checkpointOf, dropArms } from "./arms/checkpoint.ts";
import { forgetChanges, sightOf } from "./arms/forget-changes.ts";
import { tick } from "./budget.ts";
import { limits } from "./limits.ts";
import { type Machine, report } from "./machine.ts";
import { RecursionStop, type Running } from "./stops.ts";

/* Calls within calls, and the end of a recursion that is not followed any further. */

/** Runs a function or a construction within the limit of recursion. */
export function running(
  m: Machine,
  callee: FunctionValue | ClassValue,
  given: readonly Value[],
  body: () => Value,
): Value {
  const { code } = callee;
  tick(m);
  if (m.depth >= limits.depth || isTooDeepFor(m) || isOfUnknownDepth(m, code)) throw recursionOf(m, code);
  const checkpoint = checkpointOf(m);
  const isOutermost = !m.calls.includes(code);
  if (isOutermost && m.endless.has(code))
    return endless(m, callee, given, { clock: m.journal.lasting, modules: m.modules.length });
  const start = { clock: m.journal.clock, modules: m.modules.length };
  m.depth += 1;
  if (m.depth > m.deepest) m.deepest = m.depth;
  m.calls.push(code);
  m.callFrames.push(m.frame);
  m.callValues.push(given);
  try {
    return body();
  } catch (thrown) {
    const error = isStackOverflow(thrown) ? recursionOf(m, code) : thrown;
    if (!(error instanceof RecursionStop) || error.code !== code || !isOutermost) throw error;
    dropArms(m, checkpoint);
    return endless(m, callee, given, start, error.isOpen);
  } finally {
    m.depth -= 1;
    if (m.depth === unusualDepth) m.deepSteps = m.steps - m.deepSince;
    m.calls.pop();
    m.callFrames.pop();
    m.callValues.pop();
  }
}

/**
 * Beyond this depth nearly everything is a recursion. One that makes layers would make very many until the limit, and one that
 * branches would come back to it again and again: what all of them do there is counted together.
 */
const unusualDepth = 60;
const mostDeepSteps = 24_000;

function isTooDeepFor(m: Machine): boolean {
  if (m.depth < unusualDepth) return false;
  if (m.depth === unusualDepth) m.deepSince = m.steps - m.deepSteps;
  const isTooDeep = m.steps - m.deepSince > mostDeepSteps;
  const culprit = isTooDeep ? mostFrequent(m.calls) : undefined;
  // It would cost as much the next time.
  if (culprit !== undefined) m.endless.add(culprit);
  return isTooDeep;
}

/** A function that calls itself more often than this, each time under a condition that is not known, may do so any number of times. */
const mostUndecided = 16;

function isOfUnknownDepth(m: Machine, code: Running): boolean {
  if (m.forks < mostUndecided || m.depth < mostUndecided) return false;
  let count = 0;
  for (const call of m.calls) if (call === code) count++;
  return count >= mostUndecided && m.forks >= count;
}

/** What a recursion gives that is not followed to its end. What it changes is unknown from here on. */
function endless(
  m: Machine,
  callee: FunctionValue | ClassValue,
  given: readonly Value[],
  start: { readonly clock: number; readonly modules: number },
  isOpen = false,
): UnknownValue {
  const { name } = callee.code;
  const reason = isOpen
    ? `How often ${name || "the function"} calls itself is not known`
    : `${name || "The function"} calls itself more often than is followed`;
  const why = unknownValue(reason, m.frame?.place ?? null);
  forgetChanges(m, sightOf(callee), start.clock, why, given, m.modules.slice(start.modules));
  return why;
}

/** The engine's own stack may end before our count does: in a worker, or where every call is deeply nested. */
function isStackOverflow(error: unknown): boolean {
  // Nothing more than that: where the stack is at its end, even a look at the message may fail.
  return error instanceof RangeError;
}

/** Reports a recursion, and gives what unwinds it. */
function recursionOf(m: Machine, code: Running): RecursionStop {
  const culprit = mostFrequent(m.calls) ?? code;
  const at = m.callFrames[m.calls.lastIndexOf(culprit)]?.place ?? culprit.place;
  if (at !== null && m.forks === 0) {
    if (isWithoutEnd(m, culprit))
      report(m, { code: "unbounded-recursion", at, data: { depth: m.depth, name: culprit.name } });
    else report(m, { code: "too-many-steps", at, data: {} });
  }
  return new RecursionStop(culprit, m.forks > 0);
}

/**
 * Whether a recursion certainly never ends: no condition stands between one call and the next, or the next is given the
 * very same values. Any other may come to its end where only the analysis gives up.
 */
function isWithoutEnd({ calls, callValues }: Machine, culprit: Running): boolean {
  const last = calls.lastIndexOf(culprit);
  const before = calls.lastIndexOf(culprit, last - 1);
  if (before < 0) return false;
  if (!calls.slice(before, last).some((code) => code.chooses())) return true;
  const [values = [], given = []] = [callValues[before], callValues[last]];
  // Objects alone may have changed meanwhile.
  if (given.every(({ kind }) => kind === "object")) return false;
  return given.every((value, index) => sameValue(value, values[index] ?? undefinedValue));
}

/** The function that recurs: an author's before the library's. */
function mostFrequent(calls: readonly Running[]): Running | undefined {
  const counts = new Map<Running, number>();
  for (const code of calls) counts.set(code, (counts.get(code) ?? 0) + (code.isLibrary ? 1 : 1.5));
  return [...counts].sort(([, a], [, b]) => b - a)[0]?.[0];
}
