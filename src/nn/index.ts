// All that a file of an author can import from "cnn-blocks".
export type {
  Graph,
  LoadOptions,
  ModuleInfo,
  Node,
  Profile,
  RunOptions,
  RunResult,
  StepProgress,
  Weights,
} from "../ir/index.ts";
export {
  add,
  bmm,
  cat,
  cumsum,
  div,
  flatten,
  flip,
  gather,
  matmul,
  mean,
  mul,
  roll,
  stack,
  sub,
} from "./combine.ts";
export {
  arange,
  empty,
  emptyLike,
  eye,
  full,
  fullLike,
  input,
  linspace,
  meshgrid,
  type Numbers,
  ones,
  onesLike,
  rand,
  randLike,
  randn,
  randnLike,
  tensor,
  zeros,
  zerosLike,
} from "./creation.ts";
export { einsum } from "./einsum.ts";
export * as F from "./functional.ts";
export { abs, clamp, exp, log, maximum, minimum, pow, sqrt, stdMean, sum, varMean, where } from "./math.ts";
export type { Module } from "./module.ts";
export * as nn from "./nn.ts";
export {
  type ExportOptions,
  exportOnnx,
  type LoadedModel,
  load,
  type ReadWeights,
  type RuntimeFault,
  readWeights,
  type WeightsReport,
} from "./running/evaluator.ts";
export { ModelError } from "./running/model-error.ts";
export { trace } from "./running/trace.ts";
export { manualSeed } from "./streams.ts";
export type { Sizes, Tensor } from "./tensor.ts";
export {
  amax,
  amin,
  argmax,
  argmin,
  ceil,
  chunk,
  cos,
  erf,
  floor,
  indexSelect,
  logsumexp,
  max,
  min,
  mm,
  movedim,
  narrow,
  neg,
  norm,
  permute,
  prod,
  reshape,
  round,
  rsqrt,
  sign,
  sin,
  split,
  square,
  squeeze,
  std,
  transpose,
  unbind,
  unsqueeze,
} from "./tensor-functions.ts";
export * as models from "./zoo/index.ts";
