// Made by scripts/generate-kernel-table.ts from src/kernel/activation.ts; do not edit.

/** What the kernels can do to each number; `relu` and `relu6` are clamps. */
export type ActivationFunction =
  | "relu"
  | "relu6"
  | "leaky-relu"
  | "sigmoid"
  | "tanh"
  | "silu"
  | "gelu"
  | "gelu-tanh"
  | "hardswish"
  | "hardsigmoid"
  | "mish";
