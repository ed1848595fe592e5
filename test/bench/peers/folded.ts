import type { Graph } from "../../../src/ir/index.ts";
import type {
  AffineLowering,
  ConvolutionLowering,
  Padding,
  TransposedConvolutionLowering,
} from "../../../src/ops/index.ts";
import { dropIdentity, lowerGraph, type Parameter } from "../../../src/passes/index.ts";
import type { Fold } from "../../../src/runtime/plan.ts";
import { keepInBlocks } from "../../../src/runtime/planner/channels-last.ts";
import { foldOf } from "../../../src/runtime/planner/fold.ts";
import { foldBatchNorm } from "../../../src/runtime/planner/fusion/fold-batchnorm.ts";
import { foldScale } from "../../../src/runtime/planner/fusion/fold-scale.ts";
import { fuseActivation } from "../../../src/runtime/planner/fusion/fuse-activation.ts";
import { fuseReshapes } from "../../../src/runtime/planner/fusion/fuse-reshapes.ts";
import {
  type FusedProgram,
  type FusedStage,
  unfused,
} from "../../../src/runtime/planner/fusion/fused-program.ts";
import { foldScales } from "../../../src/runtime/weights/pack.ts";

/* What a converter does for an engine before a net is run: batch norms folded, activations fused, channels last. */

export type Read = (parameter: Parameter) => Float32Array;

export function foldedProgram(graph: Graph): FusedProgram {
  const whole = dropIdentity(lowerGraph(graph)).program;
  const { program } = keepInBlocks(whole, graph.nodes.length);
  const folded = foldScale(fuseReshapes(foldBatchNorm(unfused(program)), new Set()));
  return fuseActivation(folded);
}

/** A convolution's numbers with its batch norms in them. */
export interface FoldedConvolution {
  /** [O, I / groups, kh, kw], as in PyTorch. */
  readonly shape: readonly [number, number, number, number];
  readonly weights: Float32Array;
  readonly bias: Float32Array;
}

export function foldConvolution(
  stage: FusedStage,
  lowering: ConvolutionLowering,
  read: Read,
): FoldedConvolution {
  const weight = stage.parameters[lowering.weight] ?? missing();
  const [O = 1, I = 1, kh = 1, kw = 1] = weight.shape;
  const folds = stage.epilogue.affines;
  const scales = foldScales(folds, O, read);
  const each = I * kh * kw;
  const weights = read(weight).map((value, i) => value * (scales[Math.floor(i / each)] ?? 1));
  const bias =
    lowering.bias === null ? new Float32Array(O) : read(stage.parameters[lowering.bias] ?? missing());
  return { shape: [O, I, kh, kw], weights, bias: foldBias(bias, folds, read) };
}

/** Of a transposed convolution: [I, O, kh, kw] as in PyTorch. */
export function transposedWeights(
  stage: FusedStage,
  { weight, bias, groups, padding, outputPadding }: TransposedConvolutionLowering,
  read: Read,
): FoldedConvolution {
  const isPlain = [...padding, ...outputPadding].every((more) => more === 0);
  if (groups > 1 || !isPlain || stage.epilogue.affines.length > 0)
    throw new Error("The bench has only plain transposed convolutions.");
  const found = stage.parameters[weight] ?? missing();
  const [I = 1, O = 1, kh = 1, kw = 1] = found.shape;
  const shift = bias === null ? new Float32Array(O) : read(stage.parameters[bias] ?? missing());
  return { shape: [I, O, kh, kw], weights: read(found), bias: shift };
}

/** A batch norm that stands alone, as a factor and a summand for each channel. */
export function affineOf(
  stage: FusedStage,
  lowering: AffineLowering,
  read: Read,
): { readonly scale: Float32Array; readonly shift: Float32Array } {
  const fold = foldOf(lowering, stage.parameters);
  const channels = stage.shape[1] ?? 1;
  const scale = Float32Array.from(foldScales([fold], channels, read));
  return { scale, shift: foldBias(new Float32Array(channels), [fold], read) };
}

/** b' = (b − μ) · scale + β, once for each batch norm, in double. */
function foldBias(bias: Float32Array, folds: readonly Fold[], read: Read): Float32Array {
  let sums = Float64Array.from(bias);
  for (const fold of folds) {
    const scales = foldScales([fold], bias.length, read);
    const mean = fold.mean === null ? null : read(fold.mean);
    const shift = fold.bias === null ? null : read(fold.bias);
    sums = sums.map((sum, o) => (sum - (mean?.[o] ?? 0)) * (scales[o] ?? 1) + (shift?.[o] ?? 0));
  }
  return Float32Array.from(sums);
}

/** The elements of [A, B, C, D] in the order of other axes: `order` [2, 3, 1, 0] gives [C, D, B, A]. */
export function turned(
  values: Float32Array,
  shape: readonly [number, number, number, number],
  order: readonly [number, number, number, number],
): Float32Array {
  const strides = [shape[1] * shape[2] * shape[3], shape[2] * shape[3], shape[3], 1];
  const [a, b, c, d] = order.map((axis) => ({ size: shape[axis] ?? 1, step: strides[axis] ?? 1 }));
  const result = new Float32Array(values.length);
  let next = 0;
  if (!a || !b || !c || !d) throw new Error("Four axes.");
  for (let i = 0; i < a.size; i++) {
    for (let j = 0; j < b.size; j++) {
      for (let k = 0; k < c.size; k++) {
        const base = i * a.step + j * b.step + k * c.step;
        for (let l = 0; l < d.size; l++) result[next++] = values[base + l * d.step] ?? 0;
      }
    }
  }
  return result;
}

/** An image's planes as pixels. */
export function channelsLast(
  input: Float32Array,
  [N = 1, C = 1, H = 1, W = 1]: readonly number[],
): Float32Array {
  return turned(input, [N, C, H, W], [0, 2, 3, 1]);
}

/** The padding that a window really reaches, of maps [N, C, H, W]: less than what is stated where strides leave some. */
export function reached(
  input: readonly number[],
  output: readonly number[],
  {
    kernel,
    stride,
    padding,
    dilation,
  }: Pick<ConvolutionLowering, "kernel" | "stride" | "padding" | "dilation">,
): Padding {
  const end = (axis: 0 | 1, before: number): number => {
    const window = dilation[axis] * (kernel[axis] - 1) + 1;
    const last = ((output[axis + 2] ?? 1) - 1) * stride[axis] + window;
    return Math.max(0, last - (input[axis + 2] ?? 1) - before);
  };
  return { ...padding, bottom: end(0, padding.top), right: end(1, padding.left) };
}

export function missing(): never {
  throw new Error("The model in the making lacks a value.");
}
