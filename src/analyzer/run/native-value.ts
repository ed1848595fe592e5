import type { NativeValue, Value } from "../values/value.ts";
import type { Machine } from "./machine.ts";

export type NativeCall = (m: Machine, self: Value, args: readonly Value[]) => Value;

/** A function of the host. */
export function nativeValue(name: string, call: NativeCall, members?: Record<string, Value>): NativeValue {
  return { kind: "native", name, call, members: new Map(Object.entries(members ?? {})) };
}
