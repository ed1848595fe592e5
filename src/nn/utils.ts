// What authors know as the namespace `nn.utils`.
import type { Module } from "./module.ts";
import {
  normalizeLengths,
  normalizeSpectrum,
  type SpectralNormOptions,
  type WeightNormOptions,
} from "./normalized-weights.ts";

export * as parametrizations from "./parametrizations.ts";

/**
 * Weight normalisation (Salimans and Kingma 2016): the layer keeps `weight_g`, a length for each output, and `weight_v`, the
 * directions, and multiplies by weight = g · v / ‖v‖. Gives back the layer itself.
 */
export function weightNorm<M extends Module>(module: M, options: WeightNormOptions = {}): M {
  return normalizeLengths(module, options, ["weight_g", "weight_v"]);
}

/**
 * Spectral normalisation (Miyato et al. 2018): the layer keeps `weight_orig` and the buffers `weight_u` and `weight_v`, and
 * multiplies by weight_orig / σ with σ = uᵀ · W · v, the largest singular value once trained. Gives back the layer itself.
 */
export function spectralNorm<M extends Module>(module: M, options: SpectralNormOptions = {}): M {
  return normalizeSpectrum(module, options, ["weight_orig", "weight_u", "weight_v"]);
}
