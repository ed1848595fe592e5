import type { NamespaceValue, NativeValue, Value } from "./value.ts";

/** A function of the host, or another object of it. */
export type HostObject = NativeValue | NamespaceValue;

export function isHostObject(value: Value): value is HostObject {
  return value.kind === "native" || (value.kind === "namespace" && value.isHost === true);
}

/** The objects of the host that values stand for: `Math`, `Number`, `Array.prototype`. */
const realObjects = new WeakMap<Value, object>();

/** Lets a value stand for an object of the host, if this host has it. */
export function standFor(value: Value, object: unknown): void {
  if ((typeof object === "object" && object !== null) || typeof object === "function")
    realObjects.set(value, object);
}

/** The object of the host that a value stands for. */
export function hostObject(value: Value): object | undefined {
  return realObjects.get(value);
}
