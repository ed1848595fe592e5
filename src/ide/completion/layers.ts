/** What kind of step a layer is, as authors think of a chain of layers. */
export type Step =
  | "convolution"
  | "norm"
  | "activation"
  | "pool"
  | "block"
  | "flatten"
  | "linear"
  | "drop"
  | "resize";

/**
 * A layer or block as it is usually written. What stands in `<…>` is meant to be typed over. `IN` stands for the channels that
 * arrive and `LAST` for the features on the last axis; `OUT` and `LASTOUT` for those that leave, or as many as arrive where that is
 * not known. `HALF` and `QUARTER` are parts of those that leave; `HALFOUT` and `TWICEOUT` stand for those that leave where that is
 * known, else for half or twice as many as arrive.
 */
export interface LayerSnippet {
  readonly name: string;
  readonly step: Step;
  readonly arguments: string;
}

/** Within one step, the usual ones first. */
export const layerSnippets: readonly LayerSnippet[] = [
  layer("Conv2d", "convolution", "IN, <OUT>, <3>, { padding: <1> }"),
  layer("ConvTranspose2d", "convolution", "IN, <HALFOUT>, <2>, { stride: <2> }"),
  layer("Conv1d", "convolution", "IN, <OUT>, <3>, { padding: <1> }"),
  layer("Conv3d", "convolution", "IN, <OUT>, <3>, { padding: <1> }"),
  layer("BatchNorm2d", "norm", "IN"),
  layer("BatchNorm1d", "norm", "IN"),
  layer("BatchNorm3d", "norm", "IN"),
  layer("GroupNorm", "norm", "<1>, IN"),
  layer("InstanceNorm2d", "norm", "IN"),
  layer("LocalResponseNorm", "norm", "<5>"),
  layer("ReLU", "activation", ""),
  layer("SiLU", "activation", ""),
  layer("GELU", "activation", ""),
  layer("LeakyReLU", "activation", "<0.01>"),
  layer("Hardswish", "activation", ""),
  layer("ReLU6", "activation", ""),
  layer("Mish", "activation", ""),
  layer("ELU", "activation", ""),
  layer("PReLU", "activation", ""),
  layer("Sigmoid", "activation", ""),
  layer("Tanh", "activation", ""),
  layer("MaxPool2d", "pool", "<2>"),
  layer("AvgPool2d", "pool", "<2>"),
  layer("MaxPool1d", "pool", "<2>"),
  layer("MaxPool3d", "pool", "<2>"),
  layer("AdaptiveAvgPool2d", "pool", "<1>"),
  layer("AdaptiveMaxPool2d", "pool", "<1>"),
  layer("Flatten", "flatten", ""),
  layer("Linear", "linear", "LAST, <LASTOUT>"),
  layer("LayerNorm", "linear", "LAST"),
  layer("Dropout", "drop", "<0.5>"),
  layer("Dropout2d", "drop", "<0.1>"),
  layer("Upsample", "resize", "{ scaleFactor: <2> }"),
  layer("PixelShuffle", "resize", "<2>"),
  layer("ResidualBlock", "block", "IN, <OUT>"),
  layer("Bottleneck", "block", "IN, <QUARTER>"),
  layer("PreActBlock", "block", "IN, <OUT>"),
  layer("PlainBlock", "block", "IN, <OUT>"),
  layer("DepthwiseSeparableConv", "block", "IN, <OUT>"),
  layer("InvertedResidual", "block", "IN, <OUT>"),
  layer("MBConv", "block", "IN, <OUT>"),
  layer("FusedMBConv", "block", "IN, <OUT>"),
  layer("ConvNeXtBlock", "block", "IN"),
  layer("SEResidualBlock", "block", "IN, <OUT>"),
  layer("SEBottleneck", "block", "IN, <QUARTER>"),
  layer("ResNeXtBlock", "block", "IN, <QUARTER>"),
  layer("Res2NetBlock", "block", "IN, <QUARTER>"),
  layer("SqueezeExcitation", "block", "IN, <QUARTER>"),
  layer("CBAM", "block", "IN"),
  layer("RepVGGBlock", "block", "IN, <OUT>"),
  layer("Fire", "block", "IN, <QUARTER>, <HALF>"),
  layer("DenseLayer", "block", "IN, <32>"),
  layer("GhostModule", "block", "IN, <OUT>"),
  layer("C2f", "block", "IN, <OUT>"),
  layer("C3", "block", "IN, <OUT>"),
  layer("SPPF", "block", "IN, <OUT>"),
  layer("ASPP", "block", "IN, [<12>, <24>, <36>], <OUT>"),
  layer("DoubleConv", "block", "IN, <OUT>"),
  layer("UNetDown", "block", "IN, <TWICEOUT>"),
];

function layer(name: string, step: Step, written: string): LayerSnippet {
  return { name, step, arguments: written };
}
