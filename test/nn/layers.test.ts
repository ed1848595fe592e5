import assert from "node:assert/strict";
import { describe, it } from "mocha";
import {
  abs,
  add,
  cat,
  clamp,
  cumsum,
  div,
  exp,
  F,
  flatten,
  flip,
  gather,
  log,
  maximum,
  mean,
  minimum,
  mul,
  nn,
  ones,
  pow,
  randn,
  roll,
  sqrt,
  stack,
  sub,
  sum,
  type Tensor,
  where,
} from "../../src/nn/index.ts";

const x = randn(2, 4, 8, 8);

/** Ways to write one application. The first row is a layer, where there is one. */
const spellings: readonly {
  name: string;
  ways: readonly ((x: Tensor) => Tensor)[];
  shape?: readonly number[];
}[] = [
  { name: "relu", ways: [new nn.ReLU({ inplace: true }), F.relu, (t) => t.relu()] },
  { name: "relu6", ways: [new nn.ReLU6(), F.relu6, (t) => t.relu6()] },
  { name: "leaky-relu", ways: [new nn.LeakyReLU(0.2), (t) => F.leakyRelu(t, 0.2), (t) => t.leakyRelu(0.2)] },
  { name: "sigmoid", ways: [new nn.Sigmoid(), F.sigmoid, (t) => t.sigmoid()] },
  { name: "tanh", ways: [new nn.Tanh(), F.tanh, (t) => t.tanh()] },
  { name: "softmax", ways: [new nn.Softmax(1), (t) => F.softmax(t, 1), (t) => t.softmax(1)] },
  {
    name: "log-softmax",
    ways: [new nn.LogSoftmax(1), (t) => F.logSoftmax(t, 1), (t) => t.logSoftmax(1)],
  },
  { name: "silu", ways: [new nn.SiLU(), F.silu, (t) => t.silu()] },
  { name: "gelu", ways: [new nn.GELU(), F.gelu, (t) => t.gelu()] },
  {
    name: "gelu by tanh",
    ways: [new nn.GELU({ approximate: "tanh" }), (t) => t.gelu({ approximate: "tanh" })],
  },
  { name: "hardswish", ways: [new nn.Hardswish(), F.hardswish, (t) => t.hardswish()] },
  { name: "hardsigmoid", ways: [new nn.Hardsigmoid(), F.hardsigmoid, (t) => t.hardsigmoid()] },
  { name: "mish", ways: [new nn.Mish({ inplace: true }), F.mish] },
  { name: "abs", ways: [(t) => t.abs()] },
  { name: "neg", ways: [(t) => t.neg()] },
  { name: "exp", ways: [(t) => t.exp()] },
  { name: "log", ways: [(t) => t.log()] },
  { name: "log1p", ways: [(t) => t.log1p()] },
  { name: "expm1", ways: [(t) => t.expm1()] },
  { name: "sqrt", ways: [(t) => t.sqrt()] },
  { name: "rsqrt", ways: [(t) => t.rsqrt()] },
  { name: "square", ways: [(t) => t.square()] },
  { name: "reciprocal", ways: [(t) => t.reciprocal()] },
  { name: "sign", ways: [(t) => t.sign()] },
  { name: "floor", ways: [(t) => t.floor()] },
  { name: "ceil", ways: [(t) => t.ceil()] },
  { name: "round", ways: [(t) => t.round()] },
  { name: "sin", ways: [(t) => t.sin()] },
  { name: "cos", ways: [(t) => t.cos()] },
  { name: "erf", ways: [(t) => t.erf()] },
  { name: "pow", ways: [(t) => t.pow(3)] },
  { name: "clamp", ways: [(t) => t.clamp(0), (t) => t.clampMin(0)] },
  { name: "clamp from above", ways: [(t) => t.clamp(null, 1), (t) => t.clampMax(1)] },
  { name: "elu", ways: [new nn.ELU(2, { inplace: true }), (t) => F.elu(t, 2)] },
  { name: "selu", ways: [new nn.SELU({ inplace: true }), F.selu] },
  { name: "celu", ways: [new nn.CELU(2), (t) => F.celu(t, 2)] },
  { name: "softplus", ways: [new nn.Softplus(2), (t) => F.softplus(t, 2)] },
  { name: "softplus below 5", ways: [new nn.Softplus(2, 5), (t) => F.softplus(t, 2, 5)] },
  { name: "softsign", ways: [new nn.Softsign(), F.softsign] },
  { name: "logsigmoid", ways: [new nn.LogSigmoid(), F.logsigmoid] },
  { name: "hardtanh", ways: [new nn.Hardtanh(-2, 3), (t) => F.hardtanh(t, -2, 3)] },
  { name: "threshold", ways: [new nn.Threshold(1, 7), (t) => F.threshold(t, 1, 7)] },
  { name: "hardshrink", ways: [new nn.Hardshrink(1), (t) => F.hardshrink(t, 1)] },
  { name: "softshrink", ways: [new nn.Softshrink(1), (t) => F.softshrink(t, 1)] },
  { name: "tanhshrink", ways: [new nn.Tanhshrink(), F.tanhshrink] },
  { name: "dropout", ways: [new nn.Dropout(0.2), (t) => F.dropout(t, 0.2)] },
  { name: "identity", ways: [new nn.Identity()] },
  { name: "max-pool2d", ways: [new nn.MaxPool2d(2), (t) => F.maxPool2d(t, 2)], shape: [2, 4, 4, 4] },
  {
    name: "max-pool2d with options",
    ways: [
      new nn.MaxPool2d([3, 1], { stride: 2, padding: [1, 0], ceilMode: true }),
      (t) => F.maxPool2d(t, [3, 1], { stride: [2, 2], padding: [1, 0], dilation: 1, ceilMode: true }),
    ],
    shape: [2, 4, 5, 4],
  },
  {
    name: "max-pool2d-indices",
    ways: [
      (t) => new nn.MaxPool2d(2, { returnIndices: true })(t)[1],
      (t) => F.maxPool2d(t, [2, 2], { returnIndices: true })[1],
    ],
    shape: [2, 4, 4, 4],
  },
  {
    name: "max-unpool2d",
    ways: [
      (t) => new nn.MaxUnpool2d([2, 3], { stride: 2, padding: [0, 1] })(t, t, [16, 14]),
      (t) => F.maxUnpool2d(t, t, [2, 3], { stride: [2, 2], padding: [0, 1], outputSize: [16, 14] }),
    ],
    shape: [2, 4, 16, 14],
  },
  { name: "gather", ways: [(t) => t.gather(1, t), (t) => gather(t, 1, t)] },
  { name: "cumsum", ways: [(t) => t.cumsum(1), (t) => cumsum(t, 1)] },
  {
    name: "avg-pool2d",
    ways: [
      new nn.AvgPool2d(3, { stride: 1, padding: 1, countIncludePad: false }),
      (t) => F.avgPool2d(t, 3, { stride: 1, padding: 1, countIncludePad: false }),
    ],
    shape: [2, 4, 8, 8],
  },
  {
    name: "adaptive-avg-pool2d",
    ways: [new nn.AdaptiveAvgPool2d([1, null]), (t) => F.adaptiveAvgPool2d(t, [1, null])],
    shape: [2, 4, 1, 8],
  },
  {
    name: "upsample",
    ways: [new nn.Upsample({ scaleFactor: 2 }), (t) => F.interpolate(t, { scaleFactor: [2, 2] })],
    shape: [2, 4, 16, 16],
  },
  {
    name: "upsample to a size",
    ways: [
      new nn.Upsample({ size: [5, 9], mode: "bilinear", alignCorners: true }),
      (t) => F.interpolate(t, { size: [5, 9], mode: "bilinear", alignCorners: true }),
    ],
    shape: [2, 4, 5, 9],
  },
  {
    name: "upsample by a curve",
    ways: [
      new nn.Upsample({ scaleFactor: 1.5, mode: "bicubic", recomputeScaleFactor: true }),
      (t) => F.interpolate(t, { scaleFactor: 1.5, mode: "bicubic", recomputeScaleFactor: true }),
    ],
    shape: [2, 4, 12, 12],
  },
  {
    name: "local-response-norm",
    ways: [new nn.LocalResponseNorm(5, { k: 2 }), (t) => F.localResponseNorm(t, 5, { k: 2 })],
  },
  {
    name: "group-norm",
    ways: [new nn.GroupNorm(2, 4, { eps: 1e-3, affine: false }), (t) => F.groupNorm(t, 2, { eps: 1e-3 })],
  },
  { name: "instance-norm2d", ways: [new nn.InstanceNorm2d(4), (t) => F.instanceNorm(t)] },
  {
    name: "layer-norm",
    ways: [new nn.LayerNorm([8, 8], { elementwiseAffine: false }), (t) => F.layerNorm(t, [8, 8])],
  },
  {
    name: "layer-norm of the last axis",
    ways: [new nn.LayerNorm(8, { elementwiseAffine: false }), (t) => F.layerNorm(t, 8)],
  },
  { name: "narrow", ways: [(t) => t.narrow(1, 1, 2)], shape: [2, 2, 8, 8] },
  {
    name: "permute",
    ways: [(t) => t.permute(0, 2, 3, 1), (t) => t.permute([0, 2, 3, 1])],
    shape: [2, 8, 8, 4],
  },
  { name: "movedim", ways: [(t) => t.movedim(1, -1)], shape: [2, 8, 8, 4] },
  { name: "transpose", ways: [(t) => t.transpose(1, 2), (t) => t.swapaxes(1, 2)], shape: [2, 8, 4, 8] },
  { name: "channel-shuffle", ways: [new nn.ChannelShuffle(2), (t) => F.channelShuffle(t, 2)] },
  {
    name: "unfold",
    ways: [new nn.Unfold([2, 3], { padding: 1 }), (t) => F.unfold(t, [2, 3], { padding: [1, 1] })],
    shape: [2, 24, 72],
  },
  {
    name: "pixel-unshuffle",
    ways: [new nn.PixelUnshuffle(2), (t) => F.pixelUnshuffle(t, 2)],
    shape: [2, 16, 4, 4],
  },
  {
    name: "pixel-shuffle",
    ways: [new nn.PixelShuffle(2), (t) => F.pixelShuffle(t, 2)],
    shape: [2, 1, 16, 16],
  },
  {
    name: "flatten",
    ways: [new nn.Flatten(), (t) => flatten(t, 1), (t) => F.flatten(t, 1), (t) => t.flatten(1)],
    shape: [2, 256],
  },
  {
    name: "mean",
    ways: [(t) => mean(t, [2, 3], { keepdim: true }), (t) => t.mean([2, 3], { keepdim: true })],
    shape: [2, 4, 1, 1],
  },
  { name: "mean over all", ways: [(t) => mean(t), (t) => t.mean()], shape: [] },
  { name: "mean over one axis", ways: [(t) => t.mean(-1)], shape: [2, 4, 8] },
  { name: "reshape", ways: [(t) => t.reshape(2, -1), (t) => t.view([2, -1])], shape: [2, 256] },
  { name: "slice", ways: [(t) => t.slice(-1, null, null, 2)], shape: [2, 4, 8, 4] },
  { name: "index-select", ways: [(t) => t.indexSelect(1, [3, 0])], shape: [2, 2, 8, 8] },
  {
    name: "expand",
    ways: [(t) => t.expand(3, -1, -1, -1, -1), (t) => t.expand([3, -1, -1, -1, -1])],
    shape: [3, 2, 4, 8, 8],
  },
  { name: "repeat", ways: [(t) => t.repeat(1, 2, 1, 1), (t) => t.repeat([1, 2, 1, 1])], shape: [2, 8, 8, 8] },
  { name: "flip", ways: [(t) => t.flip(2, 3), (t) => t.flip([2, 3]), (t) => flip(t, [2, 3])] },
  { name: "roll", ways: [(t) => t.roll([1, 2], [2, 3]), (t) => roll(t, [1, 2], [2, 3])] },
  {
    name: "pad",
    ways: [new nn.ZeroPad2d([1, 2, 0, 1]), (t) => F.pad(t, [1, 2, 0, 1])],
    shape: [2, 4, 9, 11],
  },
  {
    name: "pad by a value",
    ways: [new nn.ConstantPad2d(1, 0.5), (t) => F.pad(t, [1, 1, 1, 1], { value: 0.5 })],
    shape: [2, 4, 10, 10],
  },
  {
    name: "pad by reflection",
    ways: [new nn.ReflectionPad2d(3), (t) => F.pad(t, [3, 3, 3, 3], { mode: "reflect" })],
    shape: [2, 4, 14, 14],
  },
  {
    name: "pad by the edge",
    ways: [new nn.ReplicationPad2d(1), (t) => F.pad(t, [1, 1, 1, 1], { mode: "replicate" })],
    shape: [2, 4, 10, 10],
  },
  {
    name: "pad all around",
    ways: [new nn.CircularPad2d(1), (t) => F.pad(t, [1, 1, 1, 1], { mode: "circular" })],
    shape: [2, 4, 10, 10],
  },
  { name: "squeeze", ways: [(t) => t.squeeze(1)] },
  { name: "unsqueeze", ways: [(t) => t.unsqueeze(-1)], shape: [2, 4, 8, 8, 1] },
  {
    name: "unflatten",
    ways: [new nn.Unflatten(1, [2, -1]), (t) => t.unflatten(1, [2, -1])],
    shape: [2, 2, 2, 8, 8],
  },
  { name: "eq", ways: [(t) => t.eq(x)] },
  { name: "ne", ways: [(t) => t.ne(x)] },
  { name: "lt", ways: [(t) => t.lt(x)] },
  { name: "le", ways: [(t) => t.le(x)] },
  { name: "gt", ways: [(t) => t.gt(x)] },
  { name: "ge", ways: [(t) => t.ge(x)] },
  { name: "maximum", ways: [(t) => t.maximum(x), (t) => t.max(x), (t) => maximum(t, x)] },
  { name: "minimum", ways: [(t) => t.minimum(x), (t) => t.min(x), (t) => minimum(t, x)] },
  { name: "power", ways: [(t) => t.pow(x), (t) => pow(t, x)] },
  { name: "where", ways: [(t) => where(t, x, 0)] },
  { name: "exp of a function", ways: [exp] },
  { name: "log of a function", ways: [log] },
  { name: "sqrt of a function", ways: [sqrt] },
  { name: "abs of a function", ways: [abs] },
  { name: "clamp of a function", ways: [(t) => clamp(t, 0, 1), (t) => t.clamp(0, 1)] },
  {
    name: "sum",
    ways: [(t) => sum(t, [2, 3]), (t) => t.sum([-2, -1].map((axis) => axis + 4))],
    shape: [2, 4],
  },
  { name: "amax", ways: [(t) => t.max(1).values, (t) => t.amax(1)], shape: [2, 8, 8] },
  { name: "amax over all", ways: [(t) => t.max(), (t) => t.amax()], shape: [] },
  { name: "amin", ways: [(t) => t.min(1).values, (t) => t.amin(1)], shape: [2, 8, 8] },
  { name: "argmax", ways: [(t) => t.max(1).indices, (t) => t.argmax(1)], shape: [2, 8, 8] },
  { name: "argmin", ways: [(t) => t.min(1).indices, (t) => t.argmin(1)], shape: [2, 8, 8] },
  { name: "prod", ways: [(t) => t.prod(-1)], shape: [2, 4, 8] },
  { name: "logsumexp", ways: [(t) => t.logsumexp(1, { keepdim: true })], shape: [2, 1, 8, 8] },
  { name: "var", ways: [(t) => t.var([0, 2, 3])], shape: [4] },
  { name: "std", ways: [(t) => t.std(1, { correction: 0, keepdim: true })], shape: [2, 1, 8, 8] },
  { name: "norm", ways: [(t) => t.norm(2, 1), (t) => t.norm(undefined, 1)], shape: [2, 8, 8] },
  { name: "amax of sizes", ways: [(t) => t.norm(Number.POSITIVE_INFINITY, 1)], shape: [2, 8, 8] },
  { name: "sum of what is not 0", ways: [(t) => t.norm(0, 1)], shape: [2, 8, 8] },
  { name: "div by the length", ways: [(t) => F.normalize(t)] },
  { name: "sum of products", ways: [(t) => F.cosineSimilarity(t, x)], shape: [2, 8, 8] },
  {
    name: "adaptive-max-pool2d",
    ways: [new nn.AdaptiveMaxPool2d([1, null]), (t) => F.adaptiveMaxPool2d(t, [1, null])],
    shape: [2, 4, 1, 8],
  },
  { name: "prelu", ways: [new nn.PReLU(4), (t) => F.prelu(t, ones(4)), new nn.PReLU()] },
  { name: "mul of halves", ways: [new nn.GLU(1), (t) => F.glu(t, 1)], shape: [2, 2, 8, 8] },
  {
    name: "mul of rms-norm",
    ways: [new nn.RMSNorm(8), new nn.RMSNorm([8, 8], { elementwiseAffine: false })],
  },
  { name: "softmax of the negative", ways: [new nn.Softmin(1), (t) => F.softmin(t, 1)] },
  { name: "softmax of channels", ways: [new nn.Softmax2d()] },
  {
    name: "dropout of channels",
    ways: [new nn.Dropout2d(0.2), new nn.AlphaDropout(0.2), new nn.StochasticDepth(0.2, "row")],
  },
  {
    name: "upsample of nearest",
    ways: [new nn.UpsamplingNearest2d({ scaleFactor: 2 })],
    shape: [2, 4, 16, 16],
  },
  {
    name: "upsample of bilinear",
    ways: [new nn.UpsamplingBilinear2d({ size: [5, 9] })],
    shape: [2, 4, 5, 9],
  },
  { name: "add", ways: [(t) => add(t, x), (t) => t.add(x)] },
  { name: "sub", ways: [(t) => sub(t, x), (t) => t.sub(x)] },
  { name: "mul", ways: [(t) => mul(t, x), (t) => t.mul(x)] },
  { name: "div", ways: [(t) => div(t, x), (t) => t.div(x)] },
  { name: "cat", ways: [(t) => cat([t, x], 1)], shape: [2, 8, 8, 8] },
];

describe("a layer, its function and its method are one op", () => {
  for (const { name, ways, shape = [2, 4, 8, 8] } of spellings) {
    it(name, () => {
      const outputs = ways.map((way) => way(x));
      for (const { application, dims } of outputs) {
        assert.equal(application.op, name.split(" ")[0]);
        assert.deepEqual(application.attrs, outputs[0]?.application.attrs);
        assert.deepEqual(dims, shape);
      }
    });
  }

  it("a sum of branches may begin at 0", () => {
    const total = [x, x, x].reduce<Tensor | number>((before, branch) => branch.add(before), 0);
    assert.equal((total as Tensor).application.op, "add");
    assert.deepEqual(sub(1, x).shape, x.shape);
  });

  it("a number among tensors is a constant", () => {
    const [, constant] = x.mul(0.5).application.inputs;
    assert.deepEqual(constant?.application.attrs, { shape: [], fill: "constant", value: 0.5, stream: 0 });
    assert.deepEqual(x.mul(0.5).shape, [2, 4, 8, 8]);
  });
});

const convolutions: readonly { name: string; layer: nn.Conv2d; shape: readonly number[] }[] = [
  { name: "no padding", layer: new nn.Conv2d(4, 6, 3), shape: [2, 6, 6, 6] },
  {
    name: "stride and padding",
    layer: new nn.Conv2d(4, 6, 3, { stride: 2, padding: 1 }),
    shape: [2, 6, 4, 4],
  },
  { name: "same", layer: new nn.Conv2d(4, 6, 5, { padding: "same" }), shape: [2, 6, 8, 8] },
  { name: "not square", layer: new nn.Conv2d(4, 6, [1, 7], { padding: [0, 3] }), shape: [2, 6, 8, 8] },
  { name: "dilation", layer: new nn.Conv2d(4, 6, 3, { dilation: 2 }), shape: [2, 6, 4, 4] },
  {
    name: "a mirror image around the input",
    layer: new nn.Conv2d(4, 6, 3, { padding: 1, paddingMode: "reflect" }),
    shape: [2, 6, 8, 8],
  },
  {
    name: "same, going round",
    layer: new nn.Conv2d(4, 6, 4, { padding: "same", paddingMode: "circular" }),
    shape: [2, 6, 8, 8],
  },
  { name: "groups", layer: new nn.Conv2d(4, 8, 1, { groups: 4, bias: false }), shape: [2, 8, 8, 8] },
];

describe("Conv2d", () => {
  for (const { name, layer, shape } of convolutions) {
    it(name, () => assert.deepEqual(layer(x).shape, shape));
  }

  it("lets its attributes be read as in PyTorch", () => {
    const { inChannels, outChannels, kernelSize, stride, padding, groups } = new nn.Conv2d(4, 8, 3, {
      stride: 2,
    });
    assert.deepEqual(
      [inChannels, outChannels, kernelSize, stride, padding, groups],
      [4, 8, [3, 3], [2, 2], [0, 0], 1],
    );
  });
});

const transposed: readonly { name: string; layer: nn.ConvTranspose2d; shape: readonly number[] }[] = [
  { name: "as many places as pixels", layer: new nn.ConvTranspose2d(4, 6, 3), shape: [2, 6, 10, 10] },
  { name: "a doubling", layer: new nn.ConvTranspose2d(4, 6, 2, { stride: 2 }), shape: [2, 6, 16, 16] },
  {
    name: "the inverse of a stride that rounds down",
    layer: new nn.ConvTranspose2d(4, 6, 3, { stride: 2, padding: 1, outputPadding: [1, 0] }),
    shape: [2, 6, 16, 15],
  },
  {
    name: "not square, in groups, dilated",
    layer: new nn.ConvTranspose2d(4, 6, [1, 3], { groups: 2, dilation: 2, bias: false }),
    shape: [2, 6, 8, 12],
  },
];

describe("ConvTranspose2d", () => {
  for (const { name, layer, shape } of transposed) {
    it(name, () => assert.deepEqual(layer(x).shape, shape));
  }

  it("lets its attributes be read as in PyTorch", () => {
    const { inChannels, outChannels, kernelSize, stride, padding, outputPadding, dilation, groups } =
      new nn.ConvTranspose2d(4, 8, 3, { stride: 2, outputPadding: 1 });
    assert.deepEqual(
      [inChannels, outChannels, kernelSize, stride, padding, outputPadding, dilation, groups],
      [4, 8, [3, 3], [2, 2], [0, 0], [1, 1], [1, 1], 1],
    );
  });
});

describe("ConvTranspose2d to a size", () => {
  const up = new nn.ConvTranspose2d(4, 6, 3, { stride: 2, padding: 1 });
  it("takes the size alone or a whole shape", () => {
    assert.deepEqual(up(x, [15, 16]).shape, [2, 6, 15, 16]);
    assert.deepEqual(up(x, randn(2, 3, 16, 15).shape).shape, [2, 6, 16, 15]);
  });

  it("refuses a size that it cannot come to", () => {
    assert.throws(() => up(x, [14, 16]), /outputPadding/);
    assert.throws(() => up(x, [17, 16]), /outputPadding/);
  });
});

describe("Linear and BatchNorm2d", () => {
  it("Linear works on the last axis", () => {
    assert.deepEqual(new nn.Linear(8, 3)(x).shape, [2, 4, 8, 3]);
  });

  it("BatchNorm2d takes PyTorch's options", () => {
    const { attrs } = new nn.BatchNorm2d(4, { eps: 0.001, momentum: null, affine: false })(x).application;
    assert.deepEqual(attrs, { numFeatures: 4, epsilon: 0.001, momentum: null, affine: false });
  });
});

describe("Sequential and ModuleList", () => {
  const layers = () => [new nn.Conv2d(4, 6, 1), new nn.ReLU(), new nn.Conv2d(6, 2, 1)];

  it("run, count and iterate in order", () => {
    const sequence = new nn.Sequential(...layers());
    assert.deepEqual(sequence(x).shape, [2, 2, 8, 8]);
    assert.equal(sequence.length, 3);
    assert.deepEqual(
      [...sequence].map((layer) => layer.constructor.name),
      ["Conv2d", "ReLU", "Conv2d"],
    );
    assert.equal(sequence[1], sequence.at(-2));
    assert.deepEqual(Object.keys(sequence), ["0", "1", "2", "length"]);
  });

  it("an empty Sequential gives back its input", () => {
    assert.equal(new nn.Sequential()(x), x);
  });

  it("grow", () => {
    const list = new nn.ModuleList<nn.Layer>([new nn.ReLU()]);
    assert.equal(list.append(new nn.Tanh()).push(new nn.Sigmoid(), new nn.Identity()), 4);
    assert.deepEqual(
      list.map((layer, index) => `${index} ${layer.constructor.name}`),
      ["0 ReLU", "1 Tanh", "2 Sigmoid", "3 Identity"],
    );
    let seen = 0;
    list.forEach(() => {
      seen += 1;
    });
    assert.equal(seen, 4);
  });

  it("carry a tensor through, and are numbered, as arrays are", () => {
    const list = new nn.ModuleList<nn.Layer>(layers());
    assert.deepEqual(list.reduce((out, layer) => layer(out), x).shape, [2, 2, 8, 8]);
    assert.deepEqual(
      Array.from(list.entries(), ([index, layer]) => `${index} ${layer.constructor.name}`),
      ["0 Conv2d", "1 ReLU", "2 Conv2d"],
    );
  });

  it("a list has no forward", () => {
    assert.throws(() => (new nn.ModuleList() as unknown as () => void)(), /call its modules/);
  });
});

describe("tensors from nowhere", () => {
  it("take sizes one by one, as an array, by number or by name", () => {
    assert.deepEqual(randn(1, 2, 3).shape, [1, 2, 3]);
    assert.deepEqual(ones([4, 5]).shape, [4, 5]);
    assert.deepEqual(randn("N", 3, 8, 8).size(1), 3);
    assert.deepEqual(randn(1, 2, 3).size(-1), 3);
  });
});

describe("other shapes", () => {
  const wide = randn(2, 1, 3, 5);
  const ways: readonly (readonly [string, () => Tensor, readonly number[]])[] = [
    ["squeeze", () => wide.squeeze(), [2, 3, 5]],
    ["squeeze of one axis", () => wide.squeeze(-3), [2, 3, 5]],
    ["viewAs", () => wide.viewAs(randn(5, 6)), [5, 6]],
    ["reshapeAs", () => wide.reshapeAs(randn(30)), [30]],
    ["t", () => randn(3, 5).t(), [5, 3]],
    ["t of a row", () => randn(3).t(), [3]],
    ["swapaxes", () => wide.swapaxes(0, -1), [5, 1, 3, 2]],
    ["movedim", () => wide.movedim(1, -1), [2, 3, 5, 1]],
    ["movedim of two", () => wide.movedim([0, 3], [-1, 0]), [5, 1, 3, 2]],
    ["select", () => wide.select(2, -1), [2, 1, 5]],
    ["index", () => wide.index("...", "::2", null), [2, 1, 3, 3, 1]],
    ["index by numbers", () => wide.index(-1, 0), [3, 5]],
    ["index by a list", () => wide.index(":", ":", [2, 0], "1:-1"), [2, 1, 2, 3]],
    ["stack", () => stack([wide, wide, wide]), [3, 2, 1, 3, 5]],
    ["stack at the end", () => stack([wide, wide], -1), [2, 1, 3, 5, 2]],
  ];
  for (const [name, way, shape] of ways) it(name, () => assert.deepEqual(way().shape, shape));

  it("unbind gives every place of an axis", () => {
    assert.deepEqual(
      wide.unbind(2).map((part) => part.shape),
      [
        [2, 1, 5],
        [2, 1, 5],
        [2, 1, 5],
      ],
    );
  });

  it("contiguous is the tensor itself, and clone holds the same", () => {
    assert.equal(wide.contiguous(), wide);
    assert.notEqual(wide.clone(), wide);
    assert.equal(wide.clone().state, wide.state);
  });

  it("what cannot be is refused", () => {
    assert.throws(() => wide.unsqueeze(5), /an axis from -5 to 4/);
    assert.throws(() => wide.index(":", "3"), /start must be a whole number, but is "3"/);
    assert.throws(() => wide.index([0], [0]), /one list of places/);
    assert.throws(() => wide.select(2, 3), /start must be a place on an axis of 3, but is 3/);
    assert.throws(() => stack([wide, randn(2, 1, 3, 6)]), /cat/);
    assert.throws(() => stack(wide as never), /stack takes its tensors in one array/);
  });
});

describe("parts of an axis", () => {
  const sizes = (parts: readonly Tensor[], dim: number) => parts.map((part) => part.size(dim));
  // PyTorch's own answers for a size of 5.
  const five = randn(1, 5, 2);
  for (const [chunks, expected] of [
    [1, [5]],
    [2, [3, 2]],
    [3, [2, 2, 1]],
    [4, [2, 2, 1]],
    [7, [1, 1, 1, 1, 1]],
    [1e9, [1, 1, 1, 1, 1]],
  ] as const) {
    it(`chunk(${chunks}) of 5 gives ${expected.join(", ")}`, () => {
      assert.deepEqual(sizes(five.chunk(chunks, 1), 1), expected);
    });
  }

  it("split by one size leaves the rest to the last part", () => {
    assert.deepEqual(sizes(five.split(2, 1), 1), [2, 2, 1]);
    assert.deepEqual(sizes(five.split(5, -2), 1), [5]);
  });

  it("split by sizes takes them one after the other", () => {
    assert.deepEqual(sizes(five.split([1, 4], 1), 1), [1, 4]);
    assert.throws(() => five.split([3, 4], 1), /sizes must be a list that adds up to 5, but is \[3, 4\]/);
    assert.throws(() => five.split([3, 1], 1), /adds up to 5/);
  });

  it("what cannot be is refused at once", () => {
    assert.throws(() => five.split(0, 1), /a whole number above 0/);
    assert.throws(() => five.split(2, 7), /axis 7, but the input has only 3 axes/);
    assert.throws(() => five.chunk(2, 7), /axis 7, but the input has only 3 axes/);
    assert.throws(() => five.chunk(0, 1), /a whole number above 0/);
  });
});
