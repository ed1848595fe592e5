import { assertNever } from "../../base/index.ts";
import type { Parameter } from "../../passes/index.ts";
import { elements } from "../elements.ts";
import type { Constant, ConvolutionContent, Fold, Packing } from "../plan.ts";
import { packingBytes, type RowPacker } from "./pack-rows.ts";
import { packStrassen } from "./strassen.ts";
import { asConvolutionWeights } from "./transposed.ts";
import { packWinograd } from "./winograd.ts";
import { packWinogradPlanar } from "./winograd-planar.ts";

/** Gives a parameter's numbers. */
export type Read = (parameter: Parameter) => Float32Array;

export interface Reader {
  /** Valid for as long as they are held. */
  readonly read: Read;
  /** Valid only until the next call: all large parameters are read into the same memory. */
  readonly readOnce: Read;
}

/** Fills the constant's stretch of a memory that is all zeros yet: what padding needs stays untouched. */
export function packConstant(
  memory: ArrayBuffer,
  { address, bytes, content }: Constant,
  reader: Reader,
  packer: RowPacker,
): void {
  const floats = new Float32Array(memory, address, bytes / 4);
  if (content.kind === "zeros") return;
  if (content.kind === "numbers") floats.set(content.values);
  else if (content.kind === "integers") new Uint32Array(memory, address, bytes / 4).set(content.values);
  else if (content.kind === "plain")
    floats.set(content.parameter === null ? [] : reader.readOnce(content.parameter));
  else if (content.kind === "convolution") packConvolution(floats, content, reader, packer);
  else if (content.kind === "channel-bias") floats.set(foldBias(content, reader.read));
  else if (content.kind === "channel-scale")
    floats.set(foldScales([content.fold], content.channels, reader.read));
  else assertNever(content);
}

/** The product of all batch norms' scales γ / √(σ² + ε), per channel, in double. */
export function foldScales(folds: readonly Fold[], channels: number, read: Read): Float64Array {
  const scales = new Float64Array(channels).fill(1);
  for (const fold of folds) {
    const factors = scaleOf(fold, channels, read);
    for (let c = 0; c < channels; c++) scales[c] = (scales[c] ?? 0) * (factors[c] ?? 0);
  }
  return scales;
}

function scaleOf(fold: Fold, channels: number, read: Read): Float64Array {
  const variance = fold.variance === null ? null : read(fold.variance);
  const weight = fold.weight === null ? null : read(fold.weight);
  const scale = new Float64Array(channels);
  for (let c = 0; c < channels; c++) {
    const deviation = variance === null ? 1 : Math.sqrt((variance[c] ?? 0) + fold.epsilon);
    scale[c] = (weight?.[c] ?? 1) / deviation;
  }
  return scale;
}

/** b' = (b − μ) · γ / √(σ² + ε) + β, once for each batch norm, in double. */
function foldBias(
  { bias, channels, folds }: Extract<Constant["content"], { kind: "channel-bias" }>,
  read: Read,
): Float64Array {
  const sums = bias === null ? new Float64Array(channels) : Float64Array.from(read(bias));
  for (const fold of folds) {
    const scale = scaleOf(fold, channels, read);
    const mean = fold.mean === null ? null : read(fold.mean);
    const shift = fold.bias === null ? null : read(fold.bias);
    for (let c = 0; c < channels; c++) {
      sums[c] = ((sums[c] ?? 0) - (mean?.[c] ?? 0)) * (scale[c] ?? 0) + (shift?.[c] ?? 0);
    }
  }
  return sums;
}

function packConvolution(
  target: Float32Array,
  content: ConvolutionContent,
  reader: Reader,
  packer: RowPacker,
): void {
  const { shape, weights } = ordinaryWeights(content, reader);
  const [outChannels = 1, inChannels = 1] = shape;
  const scales = foldScales(content.folds, outChannels, reader.read);
  const { packing, groups } = content;
  if (packing.kind === "patches" || packing.kind === "depthwise" || isMatrix(shape, packing)) {
    packPatches(target, weights, scales, packer);
  } else if (packing.kind === "tiles") packTiles(target, { shape, groups, ...packing }, weights, scales);
  else if (packing.kind === "strassen") {
    packStrassen(target, weights, scales, inChannels, packing.levels, packer);
  } else if (packing.kind === "winograd-planar") packWinogradPlanar(target, weights, scales, shape);
  else if (packing.kind === "winograd") packWinograd(target, weights, scales, inChannels, false, packer);
  else if (packing.kind === "winograd-strided")
    packWinograd(target, weights, scales, inChannels, true, packer);
  else assertNever(packing);
}

/** Bytes of the room that a `RowPacker` needs for this constant: it is only used while weights are packed. */
export function roomToPack({ content }: Constant): number {
  if (content.kind !== "convolution") return 0;
  const { weight, groups, tapOrder } = content;
  const outChannels = tapOrder === null ? weight.shape[0] : (weight.shape[1] ?? 1) * groups;
  const count = elements(weight.shape);
  return packingBytes(count / (outChannels ?? 1));
}

/** Weights of a 1×1 convolution without groups: tiles want them just as patches do. */
function isMatrix([, , ...kernel]: readonly number[], packing: Packing): boolean {
  return packing.kind === "tiles" && packing.firsts === null && kernel.every((size) => size === 1);
}

/** [O, I / groups, …kernel], also of a transposed convolution's weights. */
function ordinaryWeights(content: ConvolutionContent, reader: Reader) {
  const { groups, tapOrder } = content;
  const { shape, weights } = slicedWeights(content, reader);
  if (tapOrder === null) return { shape, weights };
  const [inChannels = 1, outputs = 1, ...kernel] = shape;
  const ordinary = [outputs * groups, inChannels / groups, ...kernel];
  return { shape: ordinary, weights: asConvolutionWeights(weights, shape, groups, tapOrder) };
}

function slicedWeights({ weight, slice }: ConvolutionContent, reader: Reader) {
  const [shape, weights] = [weight.shape, reader.readOnce(weight)];
  if (slice === null) return { shape, weights };
  const [first = 1, second = 1, depth = 1, ...kernel] = shape;
  const taken = new Float32Array(first * second * slice.taps);
  for (let i = 0; i < first * second; i++) {
    const from = (i * depth + slice.tap) * slice.taps;
    taken.set(weights.subarray(from, from + slice.taps), i * slice.taps);
  }
  return { shape: [first, second, ...kernel], weights: taken };
}

/** [O][depth] → [O / 8][depth][8], where the taps of depthwise weights [C][1][tap] are the depth. */
function packPatches(
  target: Float32Array,
  weights: Float32Array,
  scales: Float64Array,
  packer: RowPacker,
): void {
  const depth = weights.length / scales.length;
  for (let block = 0; block * 8 < scales.length; block++) {
    packer.bring(weights, depth, scales, block);
    packer.pack(target, block * depth * 8, 0, depth);
  }
}

interface TilesLayout {
  /** The weights' own: [O, I / groups, kh, kw]. */
  readonly shape: readonly number[];
  readonly groups: number;
  readonly channels: number;
  readonly firsts: readonly number[] | null;
}

/**
 * [O][I / groups][tap] → [O / 8][tap][channels][8], each group's weights at its own channels, zeros
 * elsewhere.
 */
function packTiles(
  target: Float32Array,
  { shape, groups, channels, firsts }: TilesLayout,
  weights: Float32Array,
  scales: Float64Array,
): void {
  const [outChannels = 1, inChannels = 1, ...kernel] = shape;
  const taps = elements(kernel);
  for (let o = 0; o < outChannels; o++) {
    const scale = scales[o] ?? 0;
    const group = Math.floor((o * groups) / outChannels);
    const first = group * inChannels - (firsts?.[o >> 3] ?? 0) * 8;
    const base = ((o >> 3) * taps * channels + first) * 8 + (o & 7);
    for (let i = 0, from = o * inChannels * taps; i < inChannels; i++) {
      for (let tap = 0; tap < taps; tap++, from++) {
        target[base + (tap * channels + i) * 8] = (weights[from] ?? 0) * scale;
      }
    }
  }
}
