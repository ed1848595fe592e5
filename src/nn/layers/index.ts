export * from "./activations.ts";
export * from "./adaptive-pools.ts";
export { AvgPool1d, type AvgPool1dOptions } from "./avg-pool1d.ts";
export { AvgPool2d, type AvgPool2dOptions } from "./avg-pool2d.ts";
export { AvgPool3d, type AvgPool3dOptions } from "./avg-pool3d.ts";
export { BatchNorm1d, type BatchNorm1dOptions } from "./batch-norm1d.ts";
export { BatchNorm2d, type BatchNorm2dOptions } from "./batch-norm2d.ts";
export { BatchNorm3d, type BatchNorm3dOptions } from "./batch-norm3d.ts";
export { ChannelShuffle } from "./channel-shuffle.ts";
export { type ColumnsOptions, Fold, Unfold } from "./columns.ts";
export { ConvTranspose1d, type ConvTranspose1dOptions } from "./conv-transpose1d.ts";
export { ConvTranspose2d, type ConvTranspose2dOptions } from "./conv-transpose2d.ts";
export { ConvTranspose3d, type ConvTranspose3dOptions } from "./conv-transpose3d.ts";
export { Conv1d, type Conv1dOptions } from "./conv1d.ts";
export { Conv2d, type Conv2dOptions } from "./conv2d.ts";
export { Conv3d, type Conv3dOptions } from "./conv3d.ts";
export type { PaddingMode } from "./convolution-layer.ts";
export { CosineSimilarity, PairwiseDistance } from "./distances.ts";
export { AlphaDropout, Dropout, Dropout1d, Dropout2d, Dropout3d, StochasticDepth } from "./dropout.ts";
export { Embedding } from "./embedding.ts";
export * from "./exponential-units.ts";
export { Flatten } from "./flatten.ts";
export { GLU, Softmax2d, Softmin } from "./gates.ts";
export { GroupNorm, type GroupNormOptions } from "./group-norm.ts";
export { Identity } from "./identity.ts";
export { InstanceNorm1d, type InstanceNorm1dOptions } from "./instance-norm1d.ts";
export { InstanceNorm2d, type InstanceNorm2dOptions } from "./instance-norm2d.ts";
export { InstanceNorm3d, type InstanceNorm3dOptions } from "./instance-norm3d.ts";
export { LambdaLayer } from "./lambda-layer.ts";
export { LayerNorm, type LayerNormOptions } from "./layer-norm.ts";
export * from "./lazy-batch-norms.ts";
export * from "./lazy-convolutions.ts";
export { LazyLinear } from "./lazy-linear.ts";
export * from "./lazy-transposed.ts";
export * from "./limiting.ts";
export { Linear, type LinearOptions } from "./linear.ts";
export { LocalResponseNorm, type LocalResponseNormOptions } from "./local-response-norm.ts";
export { LPPool1d, LPPool2d, LPPool3d } from "./lp-pools.ts";
export { MaxPool1d, type MaxPool1dOptions } from "./max-pool1d.ts";
export { MaxPool2d, type MaxPool2dOptions } from "./max-pool2d.ts";
export { MaxPool3d, type MaxPool3dOptions } from "./max-pool3d.ts";
export { MaxUnpool1d, MaxUnpool2d, MaxUnpool3d, type MaxUnpoolOptions } from "./max-unpool.ts";
export { ModuleDict } from "./module-dict.ts";
export { ModuleList } from "./module-list.ts";
export {
  type AttentionCallOptions,
  MultiheadAttention,
  type MultiheadAttentionOptions,
} from "./multihead-attention.ts";
export * from "./padding.ts";
export { ParameterDict } from "./parameter-dict.ts";
export { ParameterList } from "./parameter-list.ts";
export { PixelShuffle } from "./pixel-shuffle.ts";
export { PixelUnshuffle } from "./pixel-unshuffle.ts";
export { PReLU } from "./prelu.ts";
export { RMSNorm, type RMSNormOptions } from "./rms-norm.ts";
export { RReLU } from "./rrelu.ts";
export { type Layer, Sequential } from "./sequential.ts";
export type { Size1d, Size2d, Size3d } from "./sizes.ts";
export { Unflatten } from "./unflatten.ts";
export {
  type FixedUpsampleOptions,
  type InterpolateOptions,
  type ResizeMode,
  Upsample,
  type UpsampleOptions,
  UpsamplingBilinear2d,
  UpsamplingNearest2d,
} from "./upsample.ts";
