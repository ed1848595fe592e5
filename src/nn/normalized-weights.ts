import { optionsOf } from "./arguments.ts";
import { BiasedLayer } from "./layers/biased-layer.ts";
import type { Reweighting } from "./layers/reweighting.ts";
import type { Module } from "./module.ts";
import type { KeptAttributes } from "./tensor.ts";

export interface WeightNormOptions {
  /** The axis whose slices have a length each; null for one length of the whole weight. 0. */
  dim?: number | null | undefined;
}

export interface SpectralNormOptions {
  /** The least length of the vectors that training finds; it has no effect here. 1e-12. */
  eps?: number | undefined;
  /** How often training improves them in each step; it has no effect here. 1. */
  nPowerIterations?: number | undefined;
  /** The axis that makes the weight's rows; the one of the outputs where left out. */
  dim?: number | null | undefined;
}

/** The names under which a layer keeps what its weight is calculated from. */
export interface PartNames {
  readonly weightNorm: readonly [length: string, direction: string];
  readonly spectralNorm: readonly [weight: string, left: string, right: string];
}

/** Lets a layer keep lengths and directions instead of its weight; `weight = length · direction / ‖direction‖`. */
export function normalizeLengths<M extends Module>(
  module: M,
  options: WeightNormOptions,
  [length, direction]: PartNames["weightNorm"],
): M {
  const { dim = 0 } = optionsOf("norm", options);
  return reweighted("weightNorm", module, {
    parts(weight) {
      const { shape } = weight;
      const axis = dim === null || dim === -1 ? null : axisOf(dim, shape);
      const lengths = axis === null ? [] : shape.map((size, index) => (index === axis ? size : 1));
      const start = {
        data: "constant",
        numbers: [usualLength(weight, product(shape) / product(lengths))],
      } as const;
      return [
        { ...weight, ...start, name: length, shape: lengths },
        { ...weight, name: direction },
      ];
    },
    weightFrom(part) {
      const vectors = part(direction);
      const axes = vectors.shape.map((_, axis) => axis);
      const isWhole = dim === null || dim === -1;
      const others = isWhole ? axes : axes.filter((axis) => axis !== axisOf(dim, axes));
      return vectors.mul(part(length).div(vectors.norm(2, others, { keepdim: !isWhole })));
    },
  });
}

/** Divides a layer's weight by its largest singular value σ = uᵀ · W · v, which training approximates. */
export function normalizeSpectrum<M extends Module>(
  module: M,
  options: SpectralNormOptions,
  [original, left, right]: PartNames["spectralNorm"],
): M {
  const { dim = null } = optionsOf("norm", options);
  return reweighted("spectralNorm", module, {
    parts(weight) {
      const rows = weight.shape[axisOf(dim ?? outputAxis(module), weight.shape)] ?? 1;
      const vector = (name: string, size: number): KeptAttributes => {
        return { name, shape: [size], learned: false, data: "normal", numbers: [0, 1 / Math.sqrt(size)] };
      };
      return [{ ...weight, name: original }, vector(left, rows), vector(right, product(weight.shape) / rows)];
    },
    weightFrom(part) {
      const weight = part(original);
      const rows = axisOf(dim ?? outputAxis(module), weight.shape);
      const matrix = (rows === 0 ? weight : weight.movedim(rows, 0)).flatten(1);
      const sigma = part(left).matmul(matrix.matmul(part(right)));
      return weight.div(sigma);
    },
  });
}

function reweighted<M extends Module>(taker: string, module: M, reweighting: Reweighting): M {
  if (!(module instanceof BiasedLayer))
    throw new TypeError(
      `${taker} takes a convolution, plain or transposed, or a linear layer, whose weight it normalises.`,
    );
  module.reweight(reweighting);
  return module;
}

/** Transposed convolutions have the output channels second. */
function outputAxis(module: Module): number {
  return module instanceof BiasedLayer ? module.outputAxis : 0;
}

function axisOf(dim: number, shape: readonly unknown[]): number {
  const axis = dim < 0 ? dim + shape.length : dim;
  if (axis >= 0 && axis < shape.length) return axis;
  throw new RangeError(`The weight has ${shape.length} axes, and none is ${dim}.`);
}

/** How long so many of a weight's starting numbers are as a vector, so that the weight starts as without normalisation. */
function usualLength({ data, numbers }: KeptAttributes, count: number): number {
  const [first = 0, second = 0] = numbers as readonly number[];
  const square =
    data === "uniform"
      ? (first * first + first * second + second * second) / 3
      : first * first + second * second;
  return Math.sqrt(count * square);
}

function product(sizes: readonly number[]): number {
  return sizes.reduce((all, size) => all * size, 1);
}
