import type { ActivationFunction, ActivationLowering } from "../../ops/index.ts";

/** What the kernels' epilogue takes: a clamp, and an activation by number. */
export interface EpilogueArguments {
  readonly lo: number;
  readonly hi: number;
  readonly act: number;
  readonly alpha: number;
}

/** The numbers of src/kernel/activation.ts. Activations that are a clamp need none. */
const activationCodes: Readonly<Record<ActivationFunction, number>> = {
  relu: 0,
  relu6: 0,
  "leaky-relu": 1,
  sigmoid: 2,
  tanh: 3,
  silu: 4,
  gelu: 5,
  "gelu-tanh": 6,
  hardswish: 7,
  hardsigmoid: 8,
};

const unlimited = { lo: Number.NEGATIVE_INFINITY, hi: Number.POSITIVE_INFINITY };

export function epilogueOf(activation: ActivationLowering | null): EpilogueArguments {
  if (activation === null) return { ...unlimited, act: 0, alpha: 0 };
  const { fn, alpha } = activation;
  const act = activationCodes[fn];
  if (fn === "relu") return { lo: 0, hi: Number.POSITIVE_INFINITY, act, alpha: 0 };
  if (fn === "relu6") return { lo: 0, hi: 6, act, alpha: 0 };
  return { ...unlimited, act, alpha };
}
