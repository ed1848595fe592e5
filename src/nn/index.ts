// All that a model file can import from "cnn-blocks".
export { add, cat, div, flatten, mean, mul, sub } from "./combine.ts";
export { input, manualSeed, ones, randn, zeros } from "./creation.ts";
export * as F from "./functional.ts";
export { ModelError } from "./model-error.ts";
export type { Module } from "./module.ts";
export * as nn from "./nn.ts";
export type { Sizes, Tensor } from "./tensor.ts";
export * as models from "./zoo/index.ts";
