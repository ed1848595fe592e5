import { isHiddenKey, isSymbolKey, symbolOf } from "./keys.ts";
import type { FunctionValue, Value } from "./value.ts";

/** The names of functions that are written under a computed key: each evaluation may give another. */
const names = new WeakMap<FunctionValue, string>();

/** Names a function or class after the computed key under which it was written without a name. */
export function nameByKey(value: Value, key: string): void {
  const name = nameOfKey(key);
  if (value.kind === "function") names.set(value, name);
  if (value.kind === "class") Object.assign(value, { name });
}

/** `fn.name` of an author's function. */
export function nameOfFunction(fn: FunctionValue): string {
  return names.get(fn) ?? fn.code.name;
}

/** A symbol's description stands in brackets. */
function nameOfKey(key: string): string {
  if (!isSymbolKey(key)) return isHiddenKey(key) ? key.slice(1) : key;
  const { description } = symbolOf(key);
  return description === "" ? "" : `[${description}]`;
}
