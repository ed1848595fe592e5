import { isNullish } from "../values/equality.ts";
import { hostText } from "../values/host-text.ts";
import type { FunctionCode, Value } from "../values/value.ts";
import { perhapsIsRefused } from "./arms/perhaps-fails.ts";
import { isCallable } from "./call.ts";
import type { Machine } from "./machine.ts";
import { isWhollyKnown } from "./members/missing.ts";
import { throwError } from "./throw-error.ts";

/*
 * What functions of the host throw when they are called wrongly, in the host's words. What may be right is let through.
 */

/** A function that the host is to call. */
export function asFunction(m: Machine, value: Value): Value {
  if (isNoFunction(value)) throwError(m, "TypeError", `${hostText(value)} is not a function`);
  perhapsIsRefused(m, value, isNoFunction);
  return value;
}

/** Whether calling it certainly throws. */
export function isNoFunction(value: Value): boolean {
  if (value.kind === "either") return value.options.every((option) => isNoFunction(option.value));
  if (value.kind === "object") return !isCallable(value) && (value.hostMade !== null || isWhollyKnown(value));
  return !isCallable(value);
}

/** What the host makes an object of, which `undefined` and `null` cannot be. */
export function asObject(m: Machine, value: Value): Value {
  if (isNullish(value)) throwError(m, "TypeError", "Cannot convert undefined or null to object");
  perhapsIsRefused(m, value, isNullish);
  return value;
}

/** What has to be an object already. */
export function asReceiver(m: Machine, value: Value, name: string): Value {
  if (isPrimitive(value)) throwError(m, "TypeError", `${name} called on non-object`);
  perhapsIsRefused(m, value, isPrimitive);
  return value;
}

export function isPrimitive(value: Value): boolean {
  if (value.kind === "either") return value.options.every((option) => isPrimitive(option.value));
  return primitives.has(value.kind);
}

const primitives: ReadonlySet<Value["kind"]> = new Set([
  ...(["undefined", "null", "number", "string", "boolean", "undecided", "symbol", "bigint"] as const),
]);

/** Whether `new` of it certainly throws. */
export function isNoClass(value: Value): boolean {
  switch (value.kind) {
    case "undefined":
    case "null":
    case "number":
    case "string":
    case "boolean":
    case "array":
    case "tensor":
    case "map":
    case "set":
    case "symbol":
    case "bigint":
    case "undecided":
    case "namespace":
    case "iterator":
      return true;
    case "function":
      return isNoConstructor(value.code);
    case "native":
      return value.construct === undefined && !hostClasses.has(value.name);
    case "object":
      return isWhollyKnown(value);
    case "either":
      return value.options.every((option) => isNoClass(option.value));
    default:
      return false;
  }
}

/** Classes of the host whose instances are not followed. */
const hostClasses: ReadonlySet<string> = new Set(["String", "Number", "Boolean", "Promise"]);

/** Whether a function can only be called, not constructed. */
export function isNoConstructor({ isArrow, isGenerator, isAsync, isMethod }: FunctionCode): boolean {
  return isArrow || isGenerator || isAsync || isMethod;
}

/** Throws what the host throws where it goes through something that has no elements. */
export function refuseIteration(m: Machine, value: Value): never {
  const type = value.kind === "number" || value.kind === "boolean" ? `${value.kind} ` : "";
  throwError(m, "TypeError", `${type}${hostText(value)} is not iterable`);
}

/** Throws what the host throws where one of its classes is called like a function. */
export function refuseWithoutNew(m: Machine, name: string): never {
  throwError(m, "TypeError", `Constructor ${name} requires 'new'`);
}
