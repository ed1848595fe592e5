/** What may be written for an argument of that name in the library, in PyTorch's sense. */
const meanings: Readonly<Record<string, string>> = {
  inChannels: "How many channels the input has.",
  outChannels: "How many channels the output has: one learned filter for each.",
  middleChannels: "How many channels there are between the two convolutions.",
  kernelSize: "The size of the window that slides over the input; one number for every axis.",
  numFeatures: "How many channels the input has: each is normalised by its own mean and variance.",
  inFeatures: "How many features the input has on its last axis.",
  outFeatures: "How many features the output has on its last axis.",
  numGroups: "How many groups the channels are divided into; each is normalised by itself.",
  numChannels: "How many channels the input has.",
  normalizedShape: "The sizes of the last axes, over which each place is normalised.",
  numParameters: "One slope for all channels, or as many as there are channels.",
  outputSize: "The size of the output, whatever the input's; one number for every axis.",
  p: "The probability that a number becomes 0 in training.",
  startDim: "The first axis that is merged; 1 keeps the batch.",
  endDim: "The last axis that is merged; −1 is the last of all.",
  dim: "The axis along which it works.",
  groups: "How many groups the channels are divided into; each group is filtered by itself.",
  stride: "How far the window moves from one output to the next.",
  negativeSlope: "What numbers below 0 are multiplied by.",
  embedDim: "How many features each position has.",
  numHeads: "How many heads the features are divided among.",
  upscaleFactor: "By how much height and width grow, for channels divided by its square.",
  downscaleFactor: "By how much height and width shrink, for channels times its square.",
  padding: "How much is added at each side of the input; one number for every side.",
  options: "Whatever is left out keeps its default.",
  layers: "The parts, which run one after the other.",
  channels: "How many channels the input has; the output has as many.",
  size: "How many neighbouring channels are looked at.",
  alpha: "How far below 0 the output can come: it approaches −alpha.",
  beta: "How sharp the bend at 0 is: the larger, the nearer to a ReLU.",
  lambda: "Numbers from −lambda to lambda become 0.",
  lower: "The smallest slope that numbers below 0 may get in training.",
  upper: "The largest slope that numbers below 0 may get in training.",
  minVal: "The smallest number of the output: what is below becomes this.",
  maxVal: "The largest number of the output: what is above becomes this.",
  threshold: "Numbers above it stay as they are.",
  init: "The initial slope, before training.",
  value: "The number to fill in.",
  numEmbeddings: "How many vectors the table has: the indices go from 0 to one less.",
  embeddingDim: "How many numbers each vector has.",
  normType: "The power p of the norm: 1 adds the magnitudes up, 2 gives the root of the sum of squares.",
  unflattenedSize: "The sizes of the axes that the one axis becomes; one of them may be −1.",
  rates:
    "The dilations of the 3×3 convolutions, one for each: how far apart the pixels are that they look at.",
  levels: "How many levels the pyramid has.",
  extraBlocks: "What makes further, smaller levels of the smallest one; null for none.",
  reduction: "How many times fewer channels there are where the channels' weights are calculated.",
  growthRate: "How many channels the layer adds to those of its input.",
  squeezeChannels: "How many channels there are where it is narrowest.",
  expandChannels:
    "How many channels each of the two convolutions gives, 1×1 and 3×3: the output has twice as many.",
  expansion: "How many times more channels there are inside, before the depthwise convolution.",
  n1x1: "How many channels the 1×1 branch gives.",
  n3x3Reduce: "To how many channels a 1×1 convolution narrows the input of the 3×3 branch.",
  n3x3: "How many channels the 3×3 branch gives.",
  n5x5Reduce: "To how many channels a 1×1 convolution narrows the input of the 5×5 branch.",
  n5x5: "How many channels the 5×5 branch gives.",
  poolProj: "How many channels the 1×1 convolution after the pool gives.",
  bilinear: "Whether it enlarges by interpolation, without parameters, and not by a transposed convolution.",
  mode: "Whether a whole batch is dropped at once, or each of its rows by itself.",
  modules: "The modules to hold: the model that holds the list finds them.",
  parameters: "The parameters to hold: the model that holds the list finds them.",
  data: "The initial values.",
  requiresGrad: "Whether training changes it.",
  _: "Any arguments: they are ignored, so that it can stand in for any other layer.",
  x: "The input.",
  weight: "The learned weight, or a calculated one.",
  bias: "What is added to each channel or feature of the output; null for nothing.",
  other: "The tensor to compare with the input.",
  runningMean: "The mean of each channel.",
  runningVar: "The variance of each channel.",
  theta: "A 2×3 matrix for each image, or a 3×4 one for each volume.",
  grid: "The points at which the input is read: x and y from −1 to 1 on the last axis.",
  indices: "Where the numbers were, as the max pool returned it.",
  numClasses: "How many classes there are: the size of the new last axis.",
  query: "What each place looks for.",
  key: "What each place offers to be found by.",
};

/** Where a name means something else in one class or function. */
const ownMeanings: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  Bottleneck: { channels: "How many channels there are inside; the output has four times as many." },
  SEBottleneck: { channels: "How many channels there are inside; the output has four times as many." },
  ResNeXtBlock: { channels: "A quarter of how many channels the output has." },
  Res2NetBlock: { channels: "A quarter of how many channels the output has." },
  ChannelShuffle: { groups: "The number of equal groups whose channels take turns." },
  FPN: { inChannels: "How many channels each level has, the largest level first." },
  LambdaLayer: { lambda: "The function that the layer calls." },
  Softplus: { threshold: "Where beta times the input is above it, the input stays as it is." },
  Threshold: { value: "What replaces numbers that are not above the threshold." },
  threshold_: {
    threshold_: "Numbers above it stay as they are.",
    value: "What replaces numbers that are not above the threshold.",
  },
  StochasticDepth: { p: "The probability that the input becomes 0 in training." },
  Unflatten: { dim: "The axis that is split." },
  affineGrid: { size: "The shape of the images that the grid is for." },
  embedding: { weight: "The table of vectors, one a row." },
  pad: { padding: "Two numbers for the last axis, then two for the one before it, and so on." },
  prelu: { weight: "The slope for numbers below 0: one, or one for each channel." },
  scaledDotProductAttention: { value: "What each place gives where it is found." },
};

/** The layer that does what a function does: `MaxPool2d` for `maxPool2d`. */
export function layerLike(name: string): string {
  return `${name.slice(0, 1).toUpperCase()}${name.slice(1)}`;
}

/** What an argument of a class or function means; "" where its name has to say it. */
export function meaningOf(parameter: string, owner = ""): string {
  for (const table of [tableOf(owner), tableOf(layerLike(owner)), meanings])
    if (Object.hasOwn(table, parameter)) return table[parameter] ?? "";
  return "";
}

function tableOf(owner: string): Readonly<Record<string, string>> {
  return Object.hasOwn(ownMeanings, owner) ? (ownMeanings[owner] ?? {}) : {};
}
