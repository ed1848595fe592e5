import type { Value } from "../../values/value.ts";
import type { Machine } from "../machine.ts";
import { isHostMember, isHostsOwn } from "./absent-on-host.ts";
import { mayBeExtended } from "./extended-host.ts";
import { isWhollyKnown } from "./missing.ts";

/** Whether a value certainly has no member of that name, after it was not found there. */
export function certainlyLacks(m: Machine, value: Value, name: string): boolean {
  if (value.kind === "either") return value.options.every((option) => certainlyLacks(m, option.value, name));
  if (mayBeExtended(m, value, name) || !(isWhollyKnown(value) || isHostsOwn(value))) return false;
  return !isHostMember(value, name);
}
