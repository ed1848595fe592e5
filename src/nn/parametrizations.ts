// What authors know as the namespace `nn.utils.parametrizations`.
import type { Module } from "./module.ts";
import {
  normalizeLengths,
  normalizeSpectrum,
  type SpectralNormOptions,
  type WeightNormOptions,
} from "./normalized-weights.ts";

/** As `nn.utils.weightNorm`, under the names `parametrizations.weight.original0` and `original1`. */
export function weightNorm<M extends Module>(module: M, options: WeightNormOptions = {}): M {
  return normalizeLengths(module, options, [
    "parametrizations.weight.original0",
    "parametrizations.weight.original1",
  ]);
}

/** As `nn.utils.spectralNorm`, under the names `parametrizations.weight.original`, `…0._u` and `…0._v`. */
export function spectralNorm<M extends Module>(module: M, options: SpectralNormOptions = {}): M {
  return normalizeSpectrum(module, options, [
    "parametrizations.weight.original",
    "parametrizations.weight.0._u",
    "parametrizations.weight.0._v",
  ]);
}
