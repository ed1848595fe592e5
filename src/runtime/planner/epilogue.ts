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
  const { fn, alpha } = activation;
  if (fn === "relu") return { lo: 0, hi: Number.POSITIVE_INFINITY, act: 0, alpha: 0 };
  if (fn === "relu6") return { lo: 0, hi: 6, act: 0, alpha: 0 };
  return { ...unlimited, act: activationCodes[fn], alpha };
}
