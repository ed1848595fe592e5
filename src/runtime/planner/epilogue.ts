import type { ActivationLowering } from "../../ops/index.ts";
import { activationCodes } from "../kernel-table.generated.ts";

/** What the kernels' epilogue takes: a clamp, and an activation by number. */
export interface EpilogueArguments {
  readonly lo: number;
  readonly hi: number;
  readonly act: number;
  readonly alpha: number;
}

const unlimited = { lo: Number.NEGATIVE_INFINITY, hi: Number.POSITIVE_INFINITY };

export function epilogueOf(activation: ActivationLowering | null): EpilogueArguments {
  if (activation === null) return { ...unlimited, act: 0, alpha: 0 };
  const { fn, alpha, second, limits } = activation;
  if (fn === "relu") return { lo: 0, hi: Number.POSITIVE_INFINITY, act: 0, alpha: 0 };
  if (fn === "relu6") return { lo: 0, hi: 6, act: 0, alpha: 0 };
  if (fn === "clamp") {
    return { lo: limits?.least ?? unlimited.lo, hi: limits?.most ?? unlimited.hi, act: 0, alpha: 0 };
  }
  return { ...unlimited, lo: second ?? unlimited.lo, act: activationCodes[fn], alpha };
}
