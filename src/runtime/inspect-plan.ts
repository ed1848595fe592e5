import { kernelTable } from "./kernel-table.generated.ts";
import type { Call, Constant, Plan, Step } from "./plan.ts";

/** The value of a kernel's argument by its name in src/kernel; undefined where the kernel has none. */
export function argumentNamed({ kernel, args }: Call, name: string): number | undefined {
  const names: readonly string[] = kernelTable[kernel];
  return args[names.indexOf(name)];
}

/** The constants that a step reads: packed weights, biases, tables of offsets. */
export function constantsOf({ constants }: Plan, { calls }: Step): readonly Constant[] {
  const addresses = new Set(calls.flatMap(({ args }) => args));
  return constants.filter(({ address }) => addresses.has(address));
}
