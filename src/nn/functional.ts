/*
 * Each function is in a file of its own or of its kind: the first analysis of a model reads only those that are named.
 */
export { type AttentionOptions, linear, scaledDotProductAttention } from "./attention.ts";
export { flatten } from "./combine.ts";
export * from "./functional/activations.ts";
export { fold, unfold } from "./functional/columns.ts";
export * from "./functional/convolutions.ts";
export * from "./functional/dropouts.ts";
export * from "./functional/gates.ts";
export * from "./functional/grids.ts";
export * from "./functional/in-place.ts";
export { interpolate } from "./functional/interpolate.ts";
export { localResponseNorm } from "./functional/local-response-norm.ts";
export { type LPPoolOptions, lpPool1d, lpPool2d, lpPool3d } from "./functional/lp-pooling.ts";
export * from "./functional/normalizations.ts";
export { type PadOptions, pad } from "./functional/padding.ts";
export { embedding, oneHot } from "./functional/places.ts";
export * from "./functional/pooling.ts";
export { type FunctionalRMSNormOptions, rmsNorm } from "./functional/rms-norm.ts";
export * from "./functional/shuffles.ts";
export * from "./functional/similarity.ts";
export * from "./functional/usual-activations.ts";
