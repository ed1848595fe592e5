export * from "./activations.ts";
export { AdaptiveAvgPool2d, AdaptiveMaxPool2d, type AdaptiveSize } from "./adaptive-avg-pool2d.ts";
export { AvgPool2d, type AvgPool2dOptions } from "./avg-pool2d.ts";
export { BatchNorm2d, type BatchNorm2dOptions } from "./batch-norm2d.ts";
export { ChannelShuffle } from "./channel-shuffle.ts";
export { type ColumnsOptions, Fold, Unfold } from "./columns.ts";
export { ConvTranspose2d, type ConvTranspose2dOptions } from "./conv-transpose2d.ts";
export { Conv2d, type Conv2dOptions, type PaddingMode } from "./conv2d.ts";
export { AlphaDropout, Dropout, Dropout1d, Dropout2d, Dropout3d, StochasticDepth } from "./dropout.ts";
export * from "./exponential-units.ts";
export { Flatten } from "./flatten.ts";
export { GLU, Softmax2d, Softmin } from "./gates.ts";
export { GroupNorm, type GroupNormOptions } from "./group-norm.ts";
export { Identity } from "./identity.ts";
export { InstanceNorm2d, type InstanceNorm2dOptions } from "./instance-norm2d.ts";
export { LayerNorm, type LayerNormOptions } from "./layer-norm.ts";
export { LazyConv2d, type LazyConv2dOptions, LazyLinear } from "./lazy.ts";
export * from "./limiting.ts";
export { Linear, type LinearOptions } from "./linear.ts";
export { LocalResponseNorm, type LocalResponseNormOptions } from "./local-response-norm.ts";
export { MaxPool2d, type MaxPool2dOptions } from "./max-pool2d.ts";
export { ModuleDict } from "./module-dict.ts";
export { ModuleList } from "./module-list.ts";
export { MultiheadAttention, type MultiheadAttentionOptions } from "./multihead-attention.ts";
export {
  CircularPad2d,
  ConstantPad2d,
  ReflectionPad2d,
  ReplicationPad2d,
  type Sides,
  ZeroPad2d,
} from "./padding.ts";
export { ParameterList } from "./parameter-list.ts";
export { PixelShuffle } from "./pixel-shuffle.ts";
export { PixelUnshuffle } from "./pixel-unshuffle.ts";
export { PReLU } from "./prelu.ts";
export { RMSNorm, type RMSNormOptions } from "./rms-norm.ts";
export { type Layer, Sequential } from "./sequential.ts";
export type { Size2d } from "./sizes.ts";
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
