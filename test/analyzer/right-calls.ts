/*
 * A call that works of everything that an author can call in the library, with its arguments apart. An argument that is a record
 * is options, which may be wrong each by itself.
 */

export type Argument = string | Readonly<Record<string, string>>;

/** What the layers below fit on. */
export const image = "randn(1, 4, 8, 8)";

/** The classes of `nn` by their names, each called on an image. */
export const layers: Readonly<Record<string, readonly Argument[]>> = {
  ReLU: [{ inplace: "true" }],
  ReLU6: [{ inplace: "true" }],
  LeakyReLU: ["0.1", { inplace: "true" }],
  Sigmoid: [],
  Tanh: [],
  Softmax: ["1"],
  LogSoftmax: ["1"],
  SiLU: [{ inplace: "true" }],
  GELU: [{ approximate: '"tanh"' }],
  Hardswish: [{ inplace: "true" }],
  Hardsigmoid: [{ inplace: "true" }],
  Mish: [{ inplace: "true" }],
  AdaptiveAvgPool2d: ["[2, null]"],
  AvgPool2d: ["2", { stride: "2", padding: "1", ceilMode: "true", countIncludePad: "false" }],
  BatchNorm2d: ["4", { eps: "1e-3", momentum: "0.1", affine: "true" }],
  ChannelShuffle: ["2"],
  ConvTranspose2d: [
    "4",
    "2",
    "3",
    { stride: "2", padding: "1", outputPadding: "1", groups: "1", bias: "false", dilation: "1" },
  ],
  Conv2d: ["4", "2", "3", { stride: "1", padding: "1", dilation: "1", groups: "1", bias: "false" }],
  Dropout: ["0.5", { inplace: "true" }],
  Flatten: ["1", "-1"],
  GroupNorm: ["2", "4", { eps: "1e-3", affine: "true" }],
  Identity: [],
  InstanceNorm2d: ["4", { eps: "1e-3", affine: "true" }],
  LayerNorm: ["8", { eps: "1e-3", elementwiseAffine: "true" }],
  Linear: ["8", "4", { bias: "false" }],
  LocalResponseNorm: ["3", { alpha: "1e-4", beta: "0.75", k: "1" }],
  MaxPool2d: ["2", { stride: "2", padding: "1", dilation: "1", ceilMode: "true" }],
  PixelShuffle: ["2"],
  Sequential: ["new nn.ReLU()", "new nn.Identity()"],
  Unflatten: ["1", "[2, 2]"],
  Upsample: [{ scaleFactor: "2", mode: '"bilinear"', alignCorners: "true" }],
  Bottleneck: ["4", "2", "1", "8"],
  DepthwiseSeparableConv: ["4", "2", "1"],
  InceptionModule: ["4", "1", "1", "1", "1", "1", "1"],
  PlainBlock: ["4", "2", "1"],
  ResidualBlock: ["4", "2", "1"],
};

/** The functions of `F` by their names. */
export const functions: Readonly<Record<string, readonly Argument[]>> = {
  relu: [image],
  relu6: [image],
  leakyRelu: [image, "0.1"],
  sigmoid: [image],
  tanh: [image],
  softmax: [image, "1"],
  logSoftmax: [image, "1"],
  silu: [image],
  gelu: [image, { approximate: '"tanh"' }],
  hardswish: [image],
  hardsigmoid: [image],
  mish: [image],
  maxPool2d: [image, "2", { stride: "2", padding: "1", dilation: "1", ceilMode: "true" }],
  avgPool2d: [image, "2", { stride: "2", padding: "1", ceilMode: "true", countIncludePad: "false" }],
  adaptiveAvgPool2d: [image, "[2, null]"],
  interpolate: [image, { size: "[4, 4]", mode: '"nearest"' }],
  channelShuffle: [image, "2"],
  pixelShuffle: [image, "2"],
  dropout: [image, "0.5"],
  groupNorm: [image, "2", { eps: "1e-3" }],
  instanceNorm: [image, { eps: "1e-3" }],
  layerNorm: [image, "[8, 8]", { eps: "1e-3" }],
  localResponseNorm: [image, "3", { alpha: "1e-4", beta: "0.75", k: "1" }],
  flatten: [image, "1", "-1"],
};

/** The library's own functions of tensors. */
export const combinations: Readonly<Record<string, readonly Argument[]>> = {
  add: [image, image],
  sub: [image, "1"],
  mul: [image, image],
  div: [image, "2"],
  cat: [`[${image}, ${image}]`, "1"],
  stack: [`[${image}, ${image}]`, "1"],
  flatten: [image, "1", "-1"],
  mean: [image, "[2, 3]", { keepdim: "true" }],
  randn: ["1", "3"],
  zeros: ["1", "3"],
  ones: ["[1, 3]"],
  input: ['"N"', "3"],
  manualSeed: ["1"],
};

/** The methods of tensors. */
const ofTensors: Readonly<Record<string, readonly Argument[]>> = {
  size: ["1"],
  add: [image],
  sub: ["1"],
  mul: [image],
  div: ["2"],
  relu: [],
  relu6: [],
  leakyRelu: ["0.1"],
  sigmoid: [],
  tanh: [],
  softmax: ["1"],
  logSoftmax: ["1"],
  silu: [],
  gelu: [{ approximate: '"none"' }],
  hardswish: [],
  hardsigmoid: [],
  flatten: ["1", "-1"],
  reshape: ["1", "-1"],
  view: ["[4, 64]"],
  viewAs: [image],
  reshapeAs: [image],
  squeeze: ["0"],
  unsqueeze: ["1"],
  unflatten: ["1", "[2, 2]"],
  swapaxes: ["1", "2"],
  movedim: ["1", "-1"],
  contiguous: [],
  clone: [],
  select: ["1", "0"],
  unbind: ["1"],
  permute: ["0", "2", "3", "1"],
  transpose: ["1", "2"],
  narrow: ["1", "0", "2"],
  chunk: ["2", "1"],
  split: ["[1, 3]", "1"],
  mean: ["[2, 3]", { keepdim: "true" }],
  toString: [],
};

/** The methods of modules and lists of modules. */
const ofModules: Readonly<Record<string, readonly Argument[]>> = {
  modules: [],
  namedModules: [],
  children: [],
  namedChildren: [],
  parameters: [],
  namedParameters: [],
  buffers: [],
  namedBuffers: [],
  stateDict: [],
  apply: ["(module) => module"],
  train: ["true"],
  eval: [],
  requiresGrad_: ["false"],
  addModule: ['"extra"', "new nn.ReLU()"],
  getSubmodule: ['"0"'],
  getParameter: ['"0.weight"'],
  forward: [image],
  toString: [],
  at: ["-1"],
  get: ["1"],
  append: ["new nn.ReLU()"],
  push: ["new nn.ReLU()", "new nn.ReLU()"],
  extend: ["[new nn.ReLU()]"],
  insert: ["0", "new nn.ReLU()"],
  pop: ["0"],
  slice: ["0", "1"],
  toArray: [],
  map: ["(module) => module"],
  forEach: ["(module) => module"],
};

/** The methods of classes by their names. */
export const methods = { Tensor: ofTensors, Sequential: ofModules };

/** On what the methods of modules are called. */
export const onNet = "new nn.Sequential(new nn.Conv2d(4, 4, 1), new nn.ReLU())";

/** Fields of layers that can be set, and what they are set to. */
export const fields: readonly (readonly [layer: string, fields: Readonly<Record<string, string>>])[] = [
  ["new nn.Conv2d(4, 4, 1)", { stride: "1", padding: "1", dilation: "1" }],
  ["new nn.MaxPool2d(2)", { kernelSize: "2", stride: "1", padding: "1", dilation: "1", ceilMode: "true" }],
  ["new nn.BatchNorm2d(4)", { eps: "1e-3", momentum: "0.1" }],
  ["new nn.Dropout(0.5)", { p: "0.1", inplace: "true" }],
  ["new nn.Flatten()", { startDim: "1", endDim: "2" }],
  ["new nn.Upsample({ scaleFactor: 2 })", { size: "[4, 4]", scaleFactor: "3", mode: '"nearest"' }],
  ["new nn.Softmax(1)", { dim: "2" }],
  ["new nn.Sequential(new nn.ReLU())", { "0": "new nn.Identity()", training: "true" }],
];
