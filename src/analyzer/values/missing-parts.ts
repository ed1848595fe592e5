import type { UnknownValue, Value } from "./value.ts";

/*
 * Unknown values that were called on tensors: each of them may be a layer with parameters. Where they are kept, a model
 * has a part of which nothing is known.
 */
const called = new WeakSet<UnknownValue>();

export function rememberMissingPart(value: UnknownValue): void {
  called.add(value);
}

export function isMissingPart(value: Value): value is UnknownValue {
  return value.kind === "unknown" && called.has(value);
}
