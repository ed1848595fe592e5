import type { Attrs, Shape, Start } from "../ir/index.ts";
import { type Problem, sentenceOf } from "../problems/index.ts";
import { abs } from "./abs.ts";
import { adaptiveAvgPool1d } from "./adaptive-avg-pool1d.ts";
import { adaptiveAvgPool2d } from "./adaptive-avg-pool2d.ts";
import { adaptiveAvgPool3d } from "./adaptive-avg-pool3d.ts";
import { adaptiveMaxPool1d } from "./adaptive-max-pool1d.ts";
import { adaptiveMaxPool2d } from "./adaptive-max-pool2d.ts";
import { adaptiveMaxPool3d } from "./adaptive-max-pool3d.ts";
import { add } from "./add.ts";
import { affineGrid } from "./affine-grid.ts";
import { amax } from "./amax.ts";
import { amin } from "./amin.ts";
import { argmax } from "./argmax.ts";
import { argmin } from "./argmin.ts";
import { avgPool1d } from "./avg-pool1d.ts";
import { avgPool2d } from "./avg-pool2d.ts";
import { avgPool3d } from "./avg-pool3d.ts";
import { batchNorm1d } from "./batch-norm1d.ts";
import { batchNorm2d } from "./batch-norm2d.ts";
import { batchNorm3d } from "./batch-norm3d.ts";
import { calculatedStart } from "./calculated-start.ts";
import { cat } from "./cat.ts";
import { ceil } from "./ceil.ts";
import { celu } from "./celu.ts";
import { channelShuffle } from "./channel-shuffle.ts";
import { chunk } from "./chunk.ts";
import { clamp } from "./clamp.ts";
import { convTranspose1d } from "./conv-transpose1d.ts";
import { convTranspose2d } from "./conv-transpose2d.ts";
import { convTranspose3d } from "./conv-transpose3d.ts";
import { conv1d } from "./conv1d.ts";
import { conv2d } from "./conv2d.ts";
import { conv3d } from "./conv3d.ts";
import { cos } from "./cos.ts";
import { cumsum } from "./cumsum.ts";
import { div } from "./div.ts";
import { dropout } from "./dropout.ts";
import { elu } from "./elu.ts";
import { eq } from "./eq.ts";
import { erf } from "./erf.ts";
import { exp } from "./exp.ts";
import { expand } from "./expand.ts";
import { expm1 } from "./expm1.ts";
import { flatten } from "./flatten.ts";
import { flip } from "./flip.ts";
import { floor } from "./floor.ts";
import { fold } from "./fold.ts";
import { functionalBatchNorm } from "./functional-batch-norm.ts";
import { functionalConvTranspose1d } from "./functional-conv-transpose1d.ts";
import { functionalConvTranspose2d } from "./functional-conv-transpose2d.ts";
import { functionalConvTranspose3d } from "./functional-conv-transpose3d.ts";
import { functionalConv1d } from "./functional-conv1d.ts";
import { functionalConv2d } from "./functional-conv2d.ts";
import { functionalConv3d } from "./functional-conv3d.ts";
import { functionalGroupNorm } from "./functional-group-norm.ts";
import { functionalInstanceNorm } from "./functional-instance-norm.ts";
import { functionalLayerNorm } from "./functional-layer-norm.ts";
import { gather } from "./gather.ts";
import { ge } from "./ge.ts";
import { gelu } from "./gelu.ts";
import { gridSample } from "./grid-sample.ts";
import { groupNorm } from "./group-norm.ts";
import { gt } from "./gt.ts";
import { hardshrink } from "./hardshrink.ts";
import { hardsigmoid } from "./hardsigmoid.ts";
import { hardswish } from "./hardswish.ts";
import { hardtanh } from "./hardtanh.ts";
import { identity } from "./identity.ts";
import { indexSelect } from "./index-select.ts";
import { input } from "./input.ts";
import { instanceNorm1d } from "./instance-norm1d.ts";
import { instanceNorm2d } from "./instance-norm2d.ts";
import { instanceNorm3d } from "./instance-norm3d.ts";
import { layerNorm } from "./layer-norm.ts";
import { le } from "./le.ts";
import { leakyRelu } from "./leaky-relu.ts";
import { linear } from "./linear.ts";
import { localResponseNorm } from "./local-response-norm.ts";
import { log } from "./log.ts";
import { logSoftmax } from "./log-softmax.ts";
import { log1p } from "./log1p.ts";
import { logsigmoid } from "./logsigmoid.ts";
import { logsumexp } from "./logsumexp.ts";
import { lt } from "./lt.ts";
import { matmul } from "./matmul.ts";
import { maxPool1d } from "./max-pool1d.ts";
import { maxPool1dIndices } from "./max-pool1d-indices.ts";
import { maxPool2d } from "./max-pool2d.ts";
import { maxPool2dIndices } from "./max-pool2d-indices.ts";
import { maxPool3d } from "./max-pool3d.ts";
import { maxPool3dIndices } from "./max-pool3d-indices.ts";
import { maxUnpool1d } from "./max-unpool1d.ts";
import { maxUnpool2d } from "./max-unpool2d.ts";
import { maxUnpool3d } from "./max-unpool3d.ts";
import { maximum } from "./maximum.ts";
import { mean } from "./mean.ts";
import { minimum } from "./minimum.ts";
import { mish } from "./mish.ts";
import { movedim } from "./movedim.ts";
import { mul } from "./mul.ts";
import { narrow } from "./narrow.ts";
import { ne } from "./ne.ts";
import { neg } from "./neg.ts";
import { norm } from "./norm.ts";
import type { AnyOp } from "./op.ts";
import { pad } from "./pad.ts";
import { parameter } from "./parameter.ts";
import { permute } from "./permute.ts";
import { pixelShuffle } from "./pixel-shuffle.ts";
import { pixelUnshuffle } from "./pixel-unshuffle.ts";
import { pow } from "./pow.ts";
import { power } from "./power.ts";
import { prelu } from "./prelu.ts";
import { prod } from "./prod.ts";
import { reciprocal } from "./reciprocal.ts";
import { relu } from "./relu.ts";
import { relu6 } from "./relu6.ts";
import { repeat } from "./repeat.ts";
import { reshape } from "./reshape.ts";
import { roll } from "./roll.ts";
import { round } from "./round.ts";
import { rsqrt } from "./rsqrt.ts";
import { selu } from "./selu.ts";
import { sigmoid } from "./sigmoid.ts";
import { sign } from "./sign.ts";
import { silu } from "./silu.ts";
import { sin } from "./sin.ts";
import { slice } from "./slice.ts";
import { softmax } from "./softmax.ts";
import { softplus } from "./softplus.ts";
import { softshrink } from "./softshrink.ts";
import { softsign } from "./softsign.ts";
import { split } from "./split.ts";
import { sqrt } from "./sqrt.ts";
import { square } from "./square.ts";
import { squeeze } from "./squeeze.ts";
import { type Origin, readStart } from "./starting-values.ts";
import { std } from "./std.ts";
import { sub } from "./sub.ts";
import { sum } from "./sum.ts";
import { tanh } from "./tanh.ts";
import { tanhshrink } from "./tanhshrink.ts";
import { tensor } from "./tensor.ts";
import { threshold } from "./threshold.ts";
import { transpose } from "./transpose.ts";
import { unflatten } from "./unflatten.ts";
import { unfold } from "./unfold.ts";
import { unsqueeze } from "./unsqueeze.ts";
import { upsample } from "./upsample.ts";
import { upsample1d } from "./upsample1d.ts";
import { upsample3d } from "./upsample3d.ts";
import { variance } from "./var.ts";
import { where } from "./where.ts";

export { enterModel } from "./input.ts";
export type * from "./lowering.ts";
export type * from "./op.ts";
export type * from "./reference-tensor.ts";
export type * from "./shared/activation-function.generated.ts";
export { isUnknownValue } from "./shared/attributes.ts";
export { type ConvolutionSizes, convolutionSizes } from "./shared/convolution-sizes.ts";
export { checkCounts } from "./shared/given-counts.ts";
export { coordinateOf, mixturesAt } from "./shared/grid.ts";
export { isInOrder, isScattered, type Laid } from "./shared/order.ts";
export { mayBeCopy, putBack } from "./shared/put-back.ts";
export { reduce } from "./shared/reduction.ts";
export { mixturesOf } from "./shared/resampling.ts";
export {
  calculatedOfRandom,
  initOfStart,
  type Origin,
  openStart,
  originOfKept,
  startOfInit,
} from "./starting-values.ts";

/** Every op there is, one line each. */
export const ops: readonly AnyOp[] = [
  input,
  parameter,
  tensor,
  conv2d,
  conv1d,
  conv3d,
  convTranspose2d,
  convTranspose1d,
  convTranspose3d,
  linear,
  matmul,
  batchNorm2d,
  batchNorm1d,
  batchNorm3d,
  groupNorm,
  instanceNorm2d,
  instanceNorm1d,
  instanceNorm3d,
  layerNorm,
  functionalConv2d,
  functionalConvTranspose2d,
  functionalConv1d,
  functionalConvTranspose1d,
  functionalConv3d,
  functionalConvTranspose3d,
  functionalBatchNorm,
  functionalGroupNorm,
  functionalInstanceNorm,
  functionalLayerNorm,
  relu,
  relu6,
  leakyRelu,
  sigmoid,
  tanh,
  softmax,
  logSoftmax,
  silu,
  gelu,
  hardswish,
  hardsigmoid,
  mish,
  abs,
  neg,
  exp,
  log,
  log1p,
  expm1,
  sqrt,
  rsqrt,
  square,
  reciprocal,
  sign,
  floor,
  ceil,
  round,
  sin,
  cos,
  erf,
  selu,
  softsign,
  logsigmoid,
  tanhshrink,
  elu,
  celu,
  hardshrink,
  softshrink,
  softplus,
  pow,
  clamp,
  hardtanh,
  threshold,
  maxPool2d,
  maxPool1d,
  maxPool3d,
  maxPool2dIndices,
  maxPool1dIndices,
  maxPool3dIndices,
  maxUnpool2d,
  maxUnpool1d,
  maxUnpool3d,
  avgPool2d,
  avgPool1d,
  avgPool3d,
  adaptiveAvgPool2d,
  adaptiveAvgPool1d,
  adaptiveAvgPool3d,
  adaptiveMaxPool2d,
  adaptiveMaxPool1d,
  adaptiveMaxPool3d,
  upsample,
  upsample1d,
  upsample3d,
  flatten,
  dropout,
  identity,
  localResponseNorm,
  cat,
  add,
  mul,
  sub,
  div,
  maximum,
  minimum,
  power,
  eq,
  ne,
  lt,
  le,
  gt,
  ge,
  where,
  prelu,
  mean,
  sum,
  amax,
  amin,
  prod,
  variance,
  std,
  norm,
  logsumexp,
  argmax,
  argmin,
  cumsum,
  reshape,
  squeeze,
  unsqueeze,
  unflatten,
  narrow,
  slice,
  indexSelect,
  gather,
  chunk,
  split,
  permute,
  transpose,
  movedim,
  expand,
  repeat,
  flip,
  roll,
  pad,
  channelShuffle,
  pixelShuffle,
  pixelUnshuffle,
  unfold,
  fold,
  affineGrid,
  gridSample,
];

const byKind = new Map(ops.map((op) => [op.kind, op]));

/** Whether there is an op of that kind: asked of graphs that come from elsewhere. */
export function isOp(kind: string): boolean {
  return byKind.has(kind);
}

/** The op of that kind. Graphs name only ops that exist, so an unknown kind is a bug of ours. */
export function findOp(kind: string): AnyOp {
  const op = byKind.get(kind);
  if (op === undefined) throw new Error(`There is no op "${kind}".`);
  return op;
}

/**
 * What a parameter starts from that is given a tensor, read off how the tensor came about; null if it was given from outside, or
 * calculated of random numbers in any other way than with numbers.
 */
export function startOf<T>(made: T, originOf: (made: T) => Origin<T>): Start | null {
  return readStart(made, originOf) ?? calculatedStart(made, originOf, findOp);
}

/** Whether a layer of that op keeps tensors: weights, or statistics. */
export function keepsTensors(kind: string, attrs: Attrs): boolean {
  return Object.keys(findOp(kind).params(attrs)).length > 0;
}

/**
 * A problem with an op's attributes or inputs, as one sentence. Blocks, which are no ops, are called what they are.
 */
export function opSentence(kind: string, problem: Problem, inputs: readonly Shape[]): string {
  return sentenceOf(problem, { name: byKind.get(kind)?.displayName ?? kind, inputs });
}
