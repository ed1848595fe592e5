import type { UnknownValue } from "../values/value.ts";
import { catchesArms } from "./arms/arms.ts";
import type { Machine } from "./machine.ts";
import { Thrown } from "./stops.ts";

/**
 * `process.exit()`: under a condition, nothing comes after it, as after an error that nothing catches. Where it certainly runs, the
 * code below it keeps its hints.
 */
export function endProcess(m: Machine, why: UnknownValue): void {
  m.told += 1;
  if (m.forks > 0 && !catchesArms(m)) throw new Thrown(why, false, null);
}
