import { forkMaybe } from "../run/arms/fork.ts";
import { callValue } from "../run/call.ts";
import { enqueue } from "../run/jobs/jobs.ts";
import type { Machine } from "../run/machine.ts";
import { newArray } from "../values/containers.ts";
import { handedOver, unknownRow } from "../values/held.ts";
import { undefinedValue, untyped } from "../values/make.ts";
import { argumentsOf } from "../values/rest.ts";
import type { ClassValue, FunctionValue, UnknownValue, Value } from "../values/value.ts";
import { arrayMethods } from "./arrays.ts";

/**
 * Calls a method of an unknown thing with functions among its arguments. An array with unknown elements would call one for any
 * number of them, a text for any number of matches; of other methods nothing is known. What a method of arrays gives is known to be
 * an array; undefined where nothing is known of it.
 */
export function callOnUnknown(
  m: Machine,
  unknown: UnknownValue,
  name: string,
  args: readonly Value[],
): Value | undefined {
  if (name === "replace" || name === "replaceAll") {
    perhapsReplaces(m, unknown, args);
    return undefined;
  }
  if (settling.has(name)) {
    for (const visit of args) if (isVisitor(visit)) perhapsLater(m, unknown, visit);
    return undefined;
  }
  if (listening.has(name)) {
    for (const listener of args) if (isVisitor(listener)) perhapsNow(m, unknown, listener);
    return undefined;
  }
  const method = visitors.has(name) ? arrayMethods.get(name) : undefined;
  if (method === undefined || !isVisitor(args[0])) {
    givenToUnknown(m, unknown, args);
    return undefined;
  }
  const { elements, doubt } = unknownRow(unknown);
  const result = method(m, newArray(m, [...elements], doubt), args);
  return result.kind === "array" || result.kind === "unknown" ? result : untyped(unknown);
}

const visitors: ReadonlySet<string> = new Set([
  ...["every", "filter", "find", "findIndex", "findLast", "findLastIndex", "flatMap", "forEach", "map"],
  ...["reduce", "reduceRight", "some", "sort", "toSorted"],
]);

/**
 * Unknown code may call the functions that it is given, alone or in objects, any number of times and with any arguments. They are
 * followed for what they change: what they compute for that code is no model of the file. What a test runner is given runs after
 * the file.
 */
export function givenToUnknown(m: Machine, unknown: UnknownValue, args: readonly Value[]): void {
  for (const given of handedOver(m, args))
    if (given.kind === "function" && !given.code.isLibrary && !m.tests.some(({ test }) => test === given))
      if (given.code.changesOutside()) withoutModels(m, () => perhapsNow(m, unknown, given));
}

/** What is only called in between counts as not called: models and functions are then analysed by themselves. */
function withoutModels(m: Machine, follow: () => void): void {
  const { onApply, rootCalls } = m;
  const [models, called] = [rootCalls.length, new Set(m.called)];
  // While this is set, no layer counts as really called.
  m.onApply = () => undefined;
  try {
    follow();
  } finally {
    m.onApply = onApply;
    rootCalls.length = models;
    for (const code of m.called) if (!called.has(code)) m.called.delete(code);
  }
}

/** Methods of promises: what is settled, and how, is not known. */
const settling: ReadonlySet<string> = new Set(["then", "catch", "finally"]);

function perhapsLater(m: Machine, unknown: UnknownValue, visit: Value): void {
  enqueue(m, () => perhapsNow(m, unknown, visit, false));
}

/** Methods that register a listener, which may then be called any number of times. */
const listening: ReadonlySet<string> = new Set([
  ...["addEventListener", "addListener", "on", "once", "prependListener", "subscribe"],
]);

function perhapsNow(m: Machine, unknown: UnknownValue, visit: Value, repeats = true): void {
  // A function that is only perhaps called is still looked at by itself.
  const isNew = visit.kind === "function" && !m.called.has(visit.code);
  forkMaybe(
    m,
    unknown,
    () => callValue(m, visit, undefinedValue, argumentsOf(unknownRow(untyped(unknown)))),
    repeats,
  );
  if (isNew) m.called.delete(visit.code);
}

function isVisitor(value: Value | undefined): value is FunctionValue | ClassValue {
  return value?.kind === "function" || value?.kind === "class";
}

/** `text.replace(pattern, visitor)` where what is found is not known. */
export function perhapsReplaces(m: Machine, why: UnknownValue, [, visit]: readonly Value[]): void {
  if (visit === undefined || !isVisitor(visit)) return;
  forkMaybe(m, why, () => callValue(m, visit, undefinedValue, argumentsOf(unknownRow(untyped(why)))));
}
