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
} from "../ir/index.ts";
export { add, cat, div, flatten, mean, mul, sub } from "./combine.ts";
export { input, manualSeed, ones, randn, zeros } from "./creation.ts";
export {
  type ExportOptions,
  exportOnnx,
  type LoadedModel,
  load,
  type ReadWeights,
  type RuntimeFault,
  readWeights,
  type WeightsReport,
} from "./evaluator.ts";
export * as F from "./functional.ts";
export { ModelError } from "./model-error.ts";
export type { Module } from "./module.ts";
export * as nn from "./nn.ts";
export type { Sizes, Tensor } from "./tensor.ts";
export { trace } from "./trace.ts";
export * as models from "./zoo/index.ts";
