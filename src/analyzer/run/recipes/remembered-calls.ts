import { newArray, newObject } from "../../values/containers.ts";
import { areUnchanged, noteRead, readsIn, watched } from "../../values/journal.ts";
import { plainKey } from "../../values/plain-key.ts";
import type { ArrayValue, FunctionValue, ObjectValue, Value } from "../../values/value.ts";
import type { Watch } from "../../values/watch.ts";
import { tick } from "../budget.ts";
import { isCertain, type Machine } from "../machine.ts";
import type { RememberedCall } from "../records.ts";

/*
 * A recursion such as HarDNet's `get_link` calls one function with the same few arguments millions of times. A call that
 * changed nothing older than itself, and of which nothing that it read has changed since, need not run again.
 */

/** Functions that are called less often are not worth watching. */
const fewCalls = 64;
const mostArguments = 8;
const mostRemembered = 10_000;

/** Runs a call of an author's function, or gives what the same call gave before. */
export function remembering(
  m: Machine,
  fn: FunctionValue,
  self: Value,
  args: readonly Value[],
  run: () => Value,
): Value {
  const key = keyOfCall(m, fn, self, args);
  if (key === undefined) return run();
  const calls = m.remembered.get(fn) ?? new Map<string, RememberedCall>();
  const known = calls.get(key);
  if (known !== undefined && known.self === self && stillHolds(m, known)) {
    tick(m);
    for (const [holder] of known.reads) noteRead(m.journal, holder);
    return copied(m, known.result, null) ?? run();
  }
  const [result, watch] = watched(m.journal, run);
  const kept = watch.hasEffects ? undefined : copied(m, result, watch);
  if (kept === undefined || calls.size >= mostRemembered) return result;
  const { observations, observed } = m;
  const reads = readsIn(watch);
  calls.set(key, { self, result: kept, reads, isCertain: isCertain(m), observations, observed });
  m.remembered.set(fn, calls);
  return result;
}

/** Undefined if an argument is not plain or the function was not called often enough. */
function keyOfCall(
  m: Machine,
  { code }: FunctionValue,
  self: Value,
  args: readonly Value[],
): string | undefined {
  if (code.isLibrary || code.isGenerator || code.isAsync || args.length > mostArguments) return undefined;
  if (self.kind !== "undefined" && self.kind !== "object") return undefined;
  let key = "";
  for (const arg of args) {
    const text = plainKey(arg);
    if (text === undefined) return undefined;
    key += `${text} `;
  }
  const count = (m.callCounts.get(code) ?? 0) + 1;
  m.callCounts.set(code, count);
  return count < fewCalls ? undefined : key;
}

function stillHolds(m: Machine, call: RememberedCall): boolean {
  return (
    (call.isCertain || !isCertain(m)) &&
    call.observations === m.observations &&
    call.observed === m.observed &&
    areUnchanged(call.reads)
  );
}

/**
 * A result as the next caller may have it for itself: a copy of what the call made. Undefined for what cannot be copied,
 * as what is older than the call. Without a watch everything in it is a copy already.
 */
function copied(m: Machine, value: Value, watch: Watch | null): Value | undefined {
  switch (value.kind) {
    case "number":
    case "string":
    case "boolean":
    case "undefined":
    case "null":
      return value;
    case "array":
      return isYoung(value, watch) ? copiedArray(m, value, watch) : undefined;
    case "object":
      return isYoung(value, watch) ? copiedObject(m, value, watch) : undefined;
    default:
      return undefined;
  }
}

function isYoung({ changed, doubt }: ArrayValue | ObjectValue, watch: Watch | null): boolean {
  return doubt === null && (watch === null || changed >= watch.start);
}

function copiedArray(m: Machine, array: ArrayValue, watch: Watch | null): Value | undefined {
  const elements: Value[] = [];
  for (const element of array.elements) {
    const copy = copied(m, element, watch);
    if (copy === undefined) return undefined;
    elements.push(copy);
  }
  return newArray(m, elements, null, array.origin);
}

function copiedObject(m: Machine, object: ObjectValue, watch: Watch | null): Value | undefined {
  if (object.class !== null || object.accessors.size > 0) return undefined;
  const properties = new Map<string, Value>();
  for (const [name, held] of object.properties) {
    const copy = copied(m, held, watch);
    if (copy === undefined) return undefined;
    properties.set(name, copy);
  }
  return newObject(m, properties);
}
