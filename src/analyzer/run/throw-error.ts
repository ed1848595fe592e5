import type { Machine } from "./machine.ts";
import { type ErrorName, Thrown } from "./stops.ts";

/** Throws as a function of the host does; the call in the author's file is where that is reported. */
export function throwError(m: Machine, name: ErrorName, message: string): never {
  throw new Thrown(m.intrinsics.newError(m, name, message), true, null);
}
