import { assertNever } from "../../base/index.ts";
import type { NodeId } from "../../ir/index.ts";
import type {
  AffineLowering,
  BinaryLowering,
  ConvolutionLowering,
  FunctionalLowering,
  NormalizationLowering,
  Pair,
  TransposedConvolutionLowering,
} from "../../ops/index.ts";
import { draftBinary } from "./binary.ts";
import { draftColumns } from "./columns.ts";
import { at, constant, type Draft, newNode } from "./draft.ts";
import { draftActivation } from "./elementwise.ts";
import type { FusedStage } from "./fusion/fused-program.ts";
import { draftMatmul } from "./matmul.ts";
import { draftNormalization } from "./normalization.ts";
import { draftPermute } from "./rearrange.ts";
import { draftReshape } from "./rows.ts";
import { imageOf, inLayout, keep, planarValue } from "./values.ts";

/*
 * Layers whose weights are calculated in the run itself, so that none can be packed before: products of matrices over
 * columns, and arithmetic.
 */

export function draftFunctional(draft: Draft, stage: FusedStage, lowering: FunctionalLowering): string {
  const { layer } = lowering;
  const tensors = tensorsOf(stage, lowering);
  if (layer.family === "convolution") return convolve(draft, stage, layer, tensors);
  if (layer.family === "transposed-convolution") return spread(draft, stage, layer, tensors);
  if (layer.family === "affine") return scaleAndShift(draft, stage, layer, tensors);
  if (layer.family === "normalization") return normalize(draft, stage, layer, tensors);
  return assertNever(layer);
}

/** The nodes of an op's inputs: the one it works on, and tensors by the layer's names for them. */
interface Tensors {
  readonly x: NodeId;
  named(name: string | null): NodeId | null;
}

function tensorsOf({ inputs }: FusedStage, { given }: FunctionalLowering): Tensors {
  return {
    x: inputs[0] ?? 0,
    named: (name) => (name === null ? null : (inputs[given.indexOf(name) + 1] ?? null)),
  };
}

/** Weights by columns: [groups, O / groups, I · taps] × [N, groups, I · taps, places]. */
function convolve(draft: Draft, stage: FusedStage, lowering: ConvolutionLowering, tensors: Tensors): string {
  const input = inLayout(draft, tensors.x, "planar");
  const { N, C } = imageOf(input.shape);
  const out = imageOf(stage.shape);
  const { groups, padding, depth } = lowering;
  const rows = (C / groups) * tapsOf(lowering);
  const columns = planarValue(draft, [N, groups, rows, out.pixels]);
  draftColumns(draft, "f32_unfold", {
    ...lowering,
    ...{ input, output: columns, padding: [padding.top, padding.left] },
    ...{ size: sliceOf(input.shape, depth?.from), places: sliceOf(stage.shape, depth?.to) },
  });
  const right = newNode(draft);
  keep(draft, right, columns);
  const left = reshaped(draft, required(tensors.named(lowering.weight)), [groups, out.C / groups, rows]);
  const product = multiplied(draft, left, right, [N, groups, out.C / groups, out.pixels]);
  withBias(draft, stage, product, tensors.named(lowering.bias));
  return "convolution by columns";
}

/** Columns by weights, [groups, O / groups · taps, I] × [N, groups, I, pixels], added up where the window takes them from. */
function spread(
  draft: Draft,
  stage: FusedStage,
  lowering: TransposedConvolutionLowering,
  tensors: Tensors,
): string {
  const { N, C, pixels } = imageOf(inLayout(draft, tensors.x, "planar").shape);
  const out = imageOf(stage.shape);
  const { groups, depth } = lowering;
  const [channels, rows] = [C / groups, (out.C / groups) * tapsOf(lowering)];
  const weight = reshaped(draft, required(tensors.named(lowering.weight)), [groups, channels, rows]);
  const left = newNode(draft);
  const permuted = partOf(left, [weight], [groups, rows, channels]);
  const order = { family: "permute", sizes: [groups, channels, rows], order: [0, 2, 1] } as const;
  draftPermute(draft, permuted, order);
  const right = reshaped(draft, tensors.x, [N, groups, channels, pixels]);
  const product = multiplied(draft, left, right, [N, groups, rows, pixels]);
  const volume = planarValue(draft, stage.shape);
  draftColumns(draft, "f32_fold", {
    ...lowering,
    ...{ input: inLayout(draft, product, "planar"), output: volume },
    depth: depth && { ...depth, from: depth.to, to: depth.from },
    size: sliceOf(stage.shape, depth?.to),
    places: sliceOf(inLayout(draft, tensors.x, "planar").shape, depth?.from),
  });
  const folded = newNode(draft);
  keep(draft, folded, volume);
  withBias(draft, stage, folded, tensors.named(lowering.bias));
  return "transposed convolution by columns";
}

function tapsOf({ kernel, depth }: ConvolutionLowering | TransposedConvolutionLowering): number {
  return (depth?.kernel ?? 1) * kernel[0] * kernel[1];
}

/** Height and width of an image, or of a slice of a volume, which is stored as an image of all its rows. */
function sliceOf(shape: readonly number[], depth = 1): Pair {
  const { H, W } = imageOf(shape);
  return [H / depth, W];
}

/** (x − mean) · (variance + ε)^−½ · weight + bias */
function scaleAndShift(draft: Draft, stage: FusedStage, lowering: AffineLowering, tensors: Tensors): string {
  const channels = imageOf(stage.shape).C;
  const variance = required(tensors.named(lowering.variance));
  const epsilon = newNode(draft);
  const number = constant(draft, 4, { kind: "numbers", values: [lowering.epsilon] });
  keep(draft, epsilon, { at: at(number, 0), layout: "planar", shape: [], plane: 0, image: 0 });
  const raised = binary(draft, "add", variance, epsilon, [channels]);
  const scale = newNode(draft);
  draftActivation(draft, partOf(scale, [raised], [channels]), {
    ...{ family: "activation", fn: "rsqrt", alpha: 0, second: null, limits: null, hasPoleAtZero: true },
  });
  const weight = tensors.named(lowering.weight);
  const factor = weight === null ? scale : binary(draft, "multiply", scale, weight, [channels]);
  const centred = binary(
    draft,
    "subtract",
    tensors.x,
    alongChannels(draft, required(tensors.named(lowering.mean)), stage.shape, 1),
    stage.shape,
  );
  const scaled = binary(
    draft,
    "multiply",
    centred,
    alongChannels(draft, factor, stage.shape, 1),
    stage.shape,
  );
  withBias(draft, stage, scaled, tensors.named(lowering.bias));
  return "scale and shift";
}

/** The plain normalisation, then what is given. */
function normalize(
  draft: Draft,
  stage: FusedStage,
  lowering: NormalizationLowering,
  tensors: Tensors,
): string {
  const { over } = lowering;
  const along = (id: NodeId): NodeId =>
    over.kind === "groups" ? alongChannels(draft, id, stage.shape, over.channelAxis) : id;
  const plain = newNode(draft);
  const { shape } = stage;
  draftNormalization(draft, partOf(plain, [tensors.x], shape), { ...lowering, weight: null, bias: null });
  const weight = tensors.named(lowering.weight);
  const scaled = weight === null ? plain : binary(draft, "multiply", plain, along(weight), shape);
  const bias = tensors.named(lowering.bias);
  if (bias === null) draftReshape(draft, { ...stage, inputs: [scaled] });
  else draftBinary(draft, { ...stage, inputs: [scaled, along(bias)] }, { family: "binary", fn: "add" });
  return "normalisation";
}

const noEpilogue = { affines: [], residual: null, activation: null } as const;

/** A part of the step as a stage of its own. */
function partOf(value: NodeId, inputs: readonly NodeId[], shape: readonly number[]): FusedStage {
  const lowering = { family: "identity" } as const;
  return { value, inputs, shape, lowering, parameters: {}, nodes: [], epilogue: noEpilogue };
}

function reshaped(draft: Draft, id: NodeId, shape: readonly number[]): NodeId {
  const value = newNode(draft);
  draftReshape(draft, partOf(value, [id], shape));
  return value;
}

function multiplied(draft: Draft, left: NodeId, right: NodeId, shape: readonly number[]): NodeId {
  const value = newNode(draft);
  draftMatmul(draft, partOf(value, [left, right], shape));
  return value;
}

function binary(
  draft: Draft,
  fn: BinaryLowering["fn"],
  left: NodeId,
  right: NodeId,
  shape: readonly number[],
): NodeId {
  const value = newNode(draft);
  draftBinary(draft, partOf(value, [left, right], shape), { family: "binary", fn });
  return value;
}

/** A number a channel, under a shape that broadcasts over what follows the channels. */
function alongChannels(draft: Draft, id: NodeId, shape: readonly number[], axis: number): NodeId {
  return reshaped(draft, id, [shape[axis] ?? 1, ...shape.slice(axis + 1).map(() => 1)]);
}

/** Ends the stage: the result under the stage's shape, with a number a channel added where there is a bias. */
function withBias(draft: Draft, stage: FusedStage, id: NodeId, bias: NodeId | null): void {
  const result = reshaped(draft, id, stage.shape);
  if (bias === null) {
    draftReshape(draft, { ...stage, inputs: [result] });
    return;
  }
  const shift = alongChannels(draft, bias, stage.shape, stage.shape.length - 3);
  draftBinary(draft, { ...stage, inputs: [result, shift] }, { family: "binary", fn: "add" });
}

function required(id: NodeId | null): NodeId {
  if (id === null) throw new Error("A function lacks a tensor that its layer keeps.");
  return id;
}
