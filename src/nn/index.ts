// All that a file of an author can import from "cnn-blocks".
export type { Graph, ModuleInfo, Node } from "../ir/index.ts";
export { add, cat, div, flatten, mean, mul, sub } from "./combine.ts";
export { input, manualSeed, ones, randn, zeros } from "./creation.ts";
export {
  type ExportOptions,
  exportOnnx,
  type LoadedModel,
  type LoadOptions,
  load,
  type Profile,
  type ReadWeights,
  type RunOptions,
  type RunResult,
  type RuntimeFault,
  readWeights,
  type StepProgress,
  type WeightsReport,
} from "./evaluator.ts";
export * as F from "./functional.ts";
export { ModelError } from "./model-error.ts";
export type { Module } from "./module.ts";
export * as nn from "./nn.ts";
export type { Sizes, Tensor } from "./tensor.ts";
export { trace } from "./trace.ts";
export * as models from "./zoo/index.ts";
