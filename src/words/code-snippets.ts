/** A named block or net that can be written into a model file as the author's own code. */
export interface CodeSnippet {
  /** The class that it is about, and perhaps others that this one needs. */
  readonly name: string;
  /** Below `media/snippets`. */
  readonly file: string;
  /** One line for the pick list. */
  readonly summary: string;
}

export const blockSnippets: readonly CodeSnippet[] = [
  {
    name: "PlainBlock",
    file: "plain-block.ts",
    summary: "Two 3×3 convolutions in a row, without a shortcut",
  },
  {
    name: "ResidualBlock",
    file: "residual-block.ts",
    summary: "Two 3×3 convolutions whose result is added to the input (ResNet-18 and -34)",
  },
  {
    name: "Bottleneck",
    file: "bottleneck.ts",
    summary: "1×1, 3×3 and 1×1 convolutions with a shortcut (ResNet-50 and deeper)",
  },
  {
    name: "InceptionModule",
    file: "inception-module.ts",
    summary: "Four branches of different kernel sizes, concatenated (GoogLeNet)",
  },
  {
    name: "DepthwiseSeparableConv",
    file: "depthwise-separable-conv.ts",
    summary: "A convolution for each channel, then a 1×1 one that mixes channels (MobileNet)",
  },
  {
    name: "SqueezeExcitation",
    file: "squeeze-excitation.ts",
    summary: "Weighs each channel by the means of all of them (SENet)",
  },
  {
    name: "DenseLayer",
    file: "dense-layer.ts",
    summary: "1×1, then 3×3, each after its own norm; gives the new maps alone (DenseNet)",
  },
  {
    name: "Fire",
    file: "fire.ts",
    summary: "A narrow 1×1 convolution, then a 1×1 and a 3×3 one side by side (SqueezeNet)",
  },
  {
    name: "GhostModule",
    file: "ghost-module.ts",
    summary: "Half of the maps by a 1×1 convolution, the others from those, depthwise (GhostNet)",
  },
  {
    name: "PreActBlock",
    file: "pre-act-block.ts",
    summary: "A residual block with norm and ReLU before each convolution (ResNet v2)",
  },
  {
    name: "InvertedResidual",
    file: "inverted-residual.ts",
    summary: "Widens by 1×1, convolves each channel alone, narrows by 1×1 (MobileNetV2)",
  },
  {
    name: "ShuffleUnit",
    file: "shuffle-unit.ts",
    summary: "Convolves half of the channels, then shuffles them all (ShuffleNetV2)",
  },
  {
    name: "ConvNeXtBlock",
    file: "conv-next-block.ts",
    summary: "A depthwise 7×7 convolution, then two linear layers for each pixel (ConvNeXt)",
  },
  {
    name: "ResNeXtBlock",
    file: "res-next-block.ts",
    summary: "A bottleneck whose 3×3 convolution is many narrow ones side by side (ResNeXt)",
  },
  {
    name: "SEResidualBlock",
    file: "se-residual-block.ts",
    summary: "A residual block whose channels are weighed before the input is added (SE-ResNet)",
  },
  {
    name: "SEBottleneck",
    file: "se-bottleneck.ts",
    summary: "A bottleneck whose channels are weighed before the input is added (SE-ResNet-50)",
  },
  {
    name: "MBConv",
    file: "mb-conv.ts",
    summary: "An inverted residual that weighs its channels before they are narrowed (EfficientNet)",
  },
  {
    name: "FusedMBConv",
    file: "fused-mb-conv.ts",
    summary: "One full convolution instead of a 1×1 and a depthwise one, then a 1×1 (EfficientNetV2)",
  },
  {
    name: "Res2NetBlock",
    file: "res2-net-block.ts",
    summary: "A bottleneck whose parts each see what the part before them gave (Res2Net)",
  },
  {
    name: "RepVGGBlock",
    file: "rep-vgg-block.ts",
    summary: "3×3, 1×1 and the input side by side, later one convolution (RepVGG)",
  },
  {
    name: "CBAM",
    file: "cbam.ts",
    summary: "Weighs each channel by all of them, then each pixel by its neighbourhood (CBAM)",
  },
  {
    name: "C3",
    file: "c3.ts",
    summary: "Half of the channels pass through pairs of convolutions, half go around (YOLOv5)",
  },
  {
    name: "C2f",
    file: "c2f.ts",
    summary: "The output of every pair of convolutions is kept, and all are joined (YOLOv8)",
  },
  {
    name: "SPPF",
    file: "sppf.ts",
    summary: "Three max pools in a row see ever wider windows, and are joined (YOLOv5)",
  },
  {
    name: "ASPP",
    file: "aspp.ts",
    summary: "Convolutions with ever wider gaps and the image's mean, side by side (DeepLabv3)",
  },
  {
    name: "DoubleConv",
    file: "double-conv.ts",
    summary: "Two 3×3 convolutions, each with a norm and a ReLU (U-Net)",
  },
  {
    name: "UNetDown",
    file: "u-net-down.ts",
    summary: "A max pool that halves the image, then two 3×3 convolutions (U-Net)",
  },
  {
    name: "UNetUp",
    file: "u-net-up.ts",
    summary: "Enlarges what comes from below, joins it with what comes across, convolves twice (U-Net)",
  },
  {
    name: "FPN",
    file: "fpn.ts",
    summary: "Each level of a backbone gets the smaller one, enlarged and added (feature pyramid)",
  },
  {
    name: "BiFPN",
    file: "bi-fpn.ts",
    summary: "Levels inform each other downwards, then upwards, with learned weights (EfficientDet)",
  },
];

/** Whole nets, short enough to be read. Their blocks are the library's, or stand above them. */
export const netSnippets: readonly CodeSnippet[] = [
  { name: "LeNet5", file: "le-net5.ts", summary: "Reads digits of 32×32 pixels (LeCun et al. 1998)" },
  {
    name: "VGG16",
    file: "vgg16.ts",
    summary: "Thirteen 3×3 convolutions and three linear layers (Simonyan and Zisserman 2014)",
  },
  { name: "ResNet18", file: "res-net18.ts", summary: "Eight residual blocks (He et al. 2015)" },
  { name: "GoogLeNet", file: "goog-le-net.ts", summary: "Nine inception modules (Szegedy et al. 2014)" },
  {
    name: "MobileNetV1",
    file: "mobile-net-v1.ts",
    summary: "Thirteen depthwise separable convolutions (Howard et al. 2017)",
  },
  { name: "UNet", file: "u-net.ts", summary: "A score for each pixel (Ronneberger et al. 2015)" },
];

/** All that can be written: blocks first. */
export const codeSnippets: readonly CodeSnippet[] = [...blockSnippets, ...netSnippets];
