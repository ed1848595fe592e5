/** A named block that can be written into a model file as the author's own code. */
export interface BlockSnippet {
  /** The class that it declares. */
  readonly name: string;
  /** Below `media/snippets`. */
  readonly file: string;
  /** One line for the pick list. */
  readonly summary: string;
}

export const blockSnippets: readonly BlockSnippet[] = [
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
];
