import type { UnknownValue, Value } from "../values/value.ts";
import { perhapsSettles } from "./jobs/promises.ts";
import type { Machine } from "./machine.ts";

/** Follows what unknown code may do with what it is given: settle a promise, call a function. */
export function giveToUnknown(m: Machine, unknown: UnknownValue, given: readonly Value[]): void {
  perhapsSettles(m, given, unknown);
  m.intrinsics.givenToUnknown(m, unknown, given);
}
