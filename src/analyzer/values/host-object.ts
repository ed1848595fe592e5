import type { NamespaceValue, NativeValue, Value } from "./value.ts";

/** A function of the host, or another object of it. */
export type HostObject = NativeValue | NamespaceValue;

export function isHostObject(value: Value): value is HostObject {
  return value.kind === "native" || (value.kind === "namespace" && value.isHost === true);
}
