import type { LoadOptions } from "../../ir/index.ts";
import { checkOption, RuntimeFault } from "../faults.ts";

/** What callers without types may get wrong. Throws a RuntimeFault: `wrong-option`, `wrong-weights`. */
export function checkSessionOptions({
  seed = 0,
  weights = new Map(),
}: Pick<LoadOptions, "weights" | "seed">): void {
  checkOption(Number.isFinite(seed), "seed", seed, "a number");
  if (!(weights instanceof Map)) {
    throw new RuntimeFault("wrong-weights", "The weights have to be a Map from names to Float32Arrays.");
  }
  for (const [name, values] of weights) {
    if (values instanceof Float32Array) continue;
    throw new RuntimeFault("wrong-weights", `The weights of ${name} have to be a Float32Array.`);
  }
}
