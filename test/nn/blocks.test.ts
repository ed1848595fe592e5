import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { nn, randn, type Tensor } from "../../src/nn/index.ts";
import { trace } from "../../src/nn/running/trace.ts";
import { summarize } from "../../src/passes/index.ts";
import { stateNames } from "./state-names.ts";

type Shapes = readonly number[] | readonly (readonly number[])[];

interface BlockRow {
  readonly name: string;
  readonly block: () => nn.Module;
  /** A shape, or shapes of several inputs; a list of shapes among them is one input that is a list. */
  readonly input: readonly number[] | readonly Shapes[];
  readonly output: readonly number[];
  readonly parameters?: number;
  readonly macs?: number;
}

const rows: readonly BlockRow[] = [
  {
    name: "a residual block 64→64 keeps the shape and has no projection",
    block: () => new nn.ResidualBlock(64, 64),
    input: [32, 64, 32, 32],
    output: [32, 64, 32, 32],
    parameters: 2 * 9 * 64 * 64 + 2 * 2 * 64,
  },
  {
    name: "a residual block 64→128 with stride 2 halves the image and has one",
    block: () => new nn.ResidualBlock(64, 128, 2),
    input: [32, 64, 32, 32],
    output: [32, 128, 16, 16],
    parameters: 9 * 64 * 128 + 9 * 128 * 128 + 64 * 128 + 3 * 2 * 128,
  },
  {
    name: "a plain block is a residual block without its shortcut",
    block: () => new nn.PlainBlock(64, 128, 2),
    input: [32, 64, 32, 32],
    output: [32, 128, 16, 16],
    parameters: 9 * 64 * 128 + 9 * 128 * 128 + 2 * 2 * 128,
  },
  {
    name: "a bottleneck widens fourfold",
    block: () => new nn.Bottleneck(256, 64),
    input: [1, 256, 56, 56],
    output: [1, 256, 56, 56],
    parameters: 256 * 64 + 9 * 64 * 64 + 64 * 256 + 2 * (64 + 64 + 256),
  },
  {
    name: "the guide's inception module gives 64 + 128 + 32 + 32 channels",
    block: () => new nn.InceptionModule(192, 64, 96, 128, 16, 32, 32),
    input: [32, 192, 28, 28],
    output: [32, 256, 28, 28],
  },
  {
    name: "a 3×3 convolution 64→128 has 73,856 parameters",
    block: () => new nn.Conv2d(64, 128, 3, { padding: 1 }),
    input: [1, 64, 56, 56],
    output: [1, 128, 56, 56],
    parameters: 73_856,
  },
  {
    name: "the depthwise separable one has 9,152, 8.1 times fewer",
    block: () => new nn.DepthwiseSeparableConv(64, 128),
    input: [1, 64, 56, 56],
    output: [1, 128, 56, 56],
    parameters: 9_152,
  },
  {
    // Sandler et al. 2018, table 1: 24 → 144 → 144 → 24, and three batch norms.
    name: "an inverted residual widens sixfold and adds its input",
    block: () => new nn.InvertedResidual(24, 24),
    input: [1, 24, 56, 56],
    output: [1, 24, 56, 56],
    parameters: 24 * 144 + 9 * 144 + 144 * 24 + 2 * (144 + 144 + 24),
  },
  {
    name: "an MBConv squeezes to a quarter of its input's channels",
    block: () => new nn.MBConv(16, 24, { kernelSize: 5, stride: 2 }),
    input: [1, 16, 57, 57],
    output: [1, 24, 29, 29],
    parameters: 16 * 96 + 25 * 96 + (96 * 4 + 4) + (4 * 96 + 96) + 96 * 24 + 2 * (96 + 96 + 24),
  },
  {
    name: "a fused MBConv has one full convolution for two",
    block: () => new nn.FusedMBConv(24, 48, { stride: 2 }),
    input: [1, 24, 56, 56],
    output: [1, 48, 28, 28],
    parameters: 9 * 24 * 96 + 96 * 48 + 2 * (96 + 48),
  },
  {
    name: "a fused MBConv that does not widen is one convolution",
    block: () => new nn.FusedMBConv(24, 24, { expansion: 1 }),
    input: [1, 24, 56, 56],
    output: [1, 24, 56, 56],
    parameters: 9 * 24 * 24 + 2 * 24,
  },
  {
    name: "a squeeze and excitation keeps the shape",
    block: () => new nn.SqueezeExcitation(64, 4),
    input: [2, 64, 7, 7],
    output: [2, 64, 7, 7],
    parameters: 64 * 4 + 4 + 4 * 64 + 64,
    macs: 2 * 2 * 64 * 4,
  },
  {
    name: "a shuffle unit convolves half of its channels",
    block: () => new nn.ShuffleUnit(116, 116),
    input: [1, 116, 28, 28],
    output: [1, 116, 28, 28],
    parameters: 58 * 58 + 9 * 58 + 58 * 58 + 3 * 2 * 58,
  },
  {
    name: "a shuffle unit with stride 2 convolves all of them twice",
    block: () => new nn.ShuffleUnit(24, 116, 2),
    input: [1, 24, 56, 56],
    output: [1, 116, 28, 28],
    parameters: 9 * 24 + 24 * 58 + 2 * (24 + 58) + 24 * 58 + 9 * 58 + 58 * 58 + 3 * 2 * 58,
  },
  {
    // Iandola et al. 2016, table 1: fire2 has 11,920 parameters.
    name: "SqueezeNet's module fire2 has 11,920 parameters",
    block: () => new nn.Fire(96, 16, 64),
    input: [1, 96, 55, 55],
    output: [1, 128, 55, 55],
    parameters: 11_920,
  },
  {
    name: "a dense layer gives as many maps as it grows by",
    block: () => new nn.DenseLayer(64, 32),
    input: [1, 64, 56, 56],
    output: [1, 32, 56, 56],
    parameters: 64 * 128 + 9 * 128 * 32 + 2 * (64 + 128),
  },
  {
    name: "a ConvNeXt block scales each channel by a learned number",
    block: () => new nn.ConvNeXtBlock(96),
    input: [1, 96, 56, 56],
    output: [1, 96, 56, 56],
    parameters: 50 * 96 + 2 * 96 + (96 * 384 + 384) + (384 * 96 + 96) + 96,
  },
  {
    name: "a CBAM keeps the shape",
    block: () => new nn.CBAM(64),
    input: [2, 64, 28, 28],
    output: [2, 64, 28, 28],
    parameters: 64 * 4 + 4 + 4 * 64 + 64 + 2 * 49 + 2,
    macs: 2 * (2 * 2 * 64 * 4 + 2 * 49 * 28 * 28),
  },
  {
    name: "a ghost module makes half of its maps of the other half",
    block: () => new nn.GhostModule(16, 33),
    input: [1, 16, 28, 28],
    output: [1, 33, 28, 28],
    parameters: 16 * 17 + 9 * 17 + 2 * 2 * 17,
  },
  {
    // torchvision's ASPP of DeepLabv3 with ResNet-50, counted in PyTorch.
    name: "DeepLabv3's pyramid of 2048 channels has 15,535,104 parameters",
    block: () => new nn.ASPP(2048),
    input: [1, 2048, 28, 28],
    output: [1, 256, 28, 28],
    parameters: 15_535_104,
  },
  {
    name: "a C3 splits its channels and joins them",
    block: () => new nn.C3(64, 64, { depth: 2 }),
    input: [1, 64, 80, 80],
    output: [1, 64, 80, 80],
    parameters: 2 * (64 * 32 + 64) + 2 * (32 * 32 + 64 + 9 * 32 * 32 + 64) + 64 * 64 + 128,
  },
  {
    name: "a C2f joins what each of its pairs gives",
    block: () => new nn.C2f(64, 64, { depth: 2, shortcut: true }),
    input: [1, 64, 80, 80],
    output: [1, 64, 80, 80],
    parameters: 64 * 64 + 128 + 2 * 2 * (9 * 32 * 32 + 64) + 128 * 64 + 128,
  },
  {
    name: "an SPPF pools three times",
    block: () => new nn.SPPF(512, 512),
    input: [1, 512, 20, 20],
    output: [1, 512, 20, 20],
    parameters: 512 * 256 + 512 + 1024 * 512 + 1024,
  },
  {
    name: "a pre-activation block projects by one convolution without a batch norm",
    block: () => new nn.PreActBlock(64, 128, 2),
    input: [2, 64, 32, 32],
    output: [2, 128, 16, 16],
    parameters: 9 * 64 * 128 + 9 * 128 * 128 + 64 * 128 + 2 * (64 + 128),
  },
  {
    // Xie et al. 2016, table 1: conv2 of ResNeXt-50 (32×4d).
    name: "a ResNeXt block has 32 groups of 4 channels",
    block: () => new nn.ResNeXtBlock(256, 64),
    input: [1, 256, 56, 56],
    output: [1, 256, 56, 56],
    parameters: 256 * 128 + 9 * 4 * 128 + 128 * 256 + 2 * (128 + 128 + 256),
  },
  {
    name: "a squeeze and excitation in a residual block has 2C²/16 weights and biases",
    block: () => new nn.SEResidualBlock(64, 64),
    input: [1, 64, 56, 56],
    output: [1, 64, 56, 56],
    parameters: 2 * 9 * 64 * 64 + 2 * 2 * 64 + (2 * 64 * 64) / 16 + 64 + 4,
  },
  {
    name: "one in a bottleneck stands on its fourfold channels",
    block: () => new nn.SEBottleneck(256, 64),
    input: [1, 256, 56, 56],
    output: [1, 256, 56, 56],
    parameters: 256 * 64 + 9 * 64 * 64 + 64 * 256 + 2 * (64 + 64 + 256) + (2 * 256 * 256) / 16 + 256 + 16,
  },
  {
    // Gao et al. 2019: 26w × 4s.
    name: "a Res2Net block convolves three of its four parts of 26 channels",
    block: () => new nn.Res2NetBlock(256, 64),
    input: [1, 256, 56, 56],
    output: [1, 256, 56, 56],
    parameters: 256 * 104 + 2 * 104 + 3 * (9 * 26 * 26 + 2 * 26) + 104 * 256 + 2 * 256,
  },
  {
    name: "a Res2Net block with stride 2 pools the fourth",
    block: () => new nn.Res2NetBlock(256, 128, { stride: 2 }),
    input: [1, 256, 56, 56],
    output: [1, 512, 28, 28],
  },
  {
    name: "a RepVGG block has three branches in training, …",
    block: () => new nn.RepVGGBlock(64, 64),
    input: [1, 64, 28, 28],
    output: [1, 64, 28, 28],
    parameters: 9 * 64 * 64 + 64 * 64 + 3 * 2 * 64,
  },
  {
    name: "… and one convolution once it is deployed",
    block: () => new nn.RepVGGBlock(64, 64, { deployed: true }),
    input: [1, 64, 28, 28],
    output: [1, 64, 28, 28],
    parameters: 9 * 64 * 64 + 64,
  },
  {
    name: "U-Net halves the image on its way down",
    block: () => new nn.UNetDown(64, 128),
    input: [1, 64, 57, 40],
    output: [1, 128, 28, 20],
    parameters: 9 * 64 * 128 + 9 * 128 * 128 + 2 * 2 * 128,
  },
  {
    name: "U-Net comes to the size of what comes across on its way up",
    block: () => new nn.UNetUp(128, 64),
    input: [
      [1, 128, 28, 20],
      [1, 64, 57, 40],
    ],
    output: [1, 64, 57, 40],
    parameters: 4 * 128 * 64 + 64 + 9 * 128 * 64 + 9 * 64 * 64 + 2 * 2 * 64,
  },
  {
    // torchvision's FeaturePyramidNetwork([256, 512, 1024, 2048], 256), counted in PyTorch.
    name: "the pyramid on ResNet-50 has 3,344,384 parameters",
    block: () => new nn.FPN([256, 512, 1024, 2048], 256),
    input: [[56, 28, 14, 7].map((side, index) => [1, 256 * 2 ** index, side, side])],
    output: [1, 256, 7, 7],
    parameters: 3_344_384,
  },
  {
    // Eight depthwise separable convolutions, and 4 · 2 + 3 · 3 + 2 weights where levels meet.
    name: "a layer of EfficientDet's pyramid meets twice",
    block: () => new nn.BiFPN(64),
    input: [[64, 32, 16, 8, 4].map((side) => [1, 64, side, side])],
    output: [1, 64, 4, 4],
    parameters: 8 * (9 * 64 + 64 * 64 + 64 + 2 * 64) + 8 + 9 + 2,
  },
  // Szegedy et al. 2014, table 1, counted exactly.
  inception("3a", [192, 64, 96, 128, 16, 32, 32], 28, 128_049_152),
  inception("3b", [256, 128, 128, 192, 32, 96, 64], 28, 304_267_264),
  inception("4a", [480, 192, 96, 208, 16, 48, 64], 14, 73_608_192),
  inception("4e", [528, 256, 160, 320, 32, 128, 128], 14, 169_996_288),
  inception("5b", [832, 384, 192, 384, 48, 128, 128], 7, 70_697_984),
  {
    // Howard et al. 2017, table 3; 266,752 weights and the γ and β of two batch norms.
    name: "MobileNet's 14×14×512 layer takes 52,283,392 MACs",
    block: () => new nn.DepthwiseSeparableConv(512, 512),
    input: [1, 512, 14, 14],
    output: [1, 512, 14, 14],
    parameters: 266_752 + 2 * 2 * 512,
    macs: 52_283_392,
  },
];

describe("named blocks", () => {
  for (const { name, block, input, output, parameters, macs } of rows) {
    it(name, () => {
      const graph = trace(block(), ...inputsOf(input));
      assert.deepEqual(graph.nodes[graph.outputs.at(-1) ?? -1]?.shape, output);
      const { total } = summarize(graph);
      if (parameters !== undefined) assert.equal(total.parameters, parameters);
      if (macs !== undefined) assert.equal(total.macs, macs);
    });
  }

  it("have the guide's field names", () => {
    const residual = stateNames(trace(new nn.ResidualBlock(4, 8, 2), randn(1, 4, 8, 8)));
    const owners = [...new Set(residual.map((name) => name.slice(0, name.lastIndexOf("."))))];
    assert.deepEqual(owners, ["bn1", "bn2", "conv1", "conv2", "shortcut.0", "shortcut.1"]);
    const inception = trace(new nn.InceptionModule(4, 1, 2, 3, 1, 2, 1), randn(1, 4, 8, 8));
    assert.deepEqual([...new Set(inception.modules.map(({ path }) => path.split(".")[0]))].sort(), [
      "",
      "b1",
      "b2",
      "b3",
      "b4",
    ]);
  });

  it("project on the shortcut only where shapes differ", () => {
    const projections = (...args: ConstructorParameters<typeof nn.ResidualBlock>): number =>
      new nn.ResidualBlock(...args).shortcut.length;
    assert.deepEqual([projections(64, 64), projections(64, 128), projections(64, 64, 2)], [0, 2, 2]);
  });
});

function inputsOf(input: BlockRow["input"]): Tensor[] {
  if (typeof input[0] === "number") return [randn(input as readonly number[])];
  // What a block takes is up to its own forward; `trace` passes it on.
  return (input as readonly Shapes[]).map((one) =>
    typeof one[0] === "number"
      ? randn(one as readonly number[])
      : ((one as readonly (readonly number[])[]).map((shape) => randn(shape)) as unknown as Tensor),
  );
}

type Widths = ConstructorParameters<typeof nn.InceptionModule>;

function inception(name: string, widths: Widths, size: number, macs: number): BlockRow {
  const [inChannels, n1x1, , n3x3, , n5x5, poolProj] = widths;
  return {
    name: `GoogLeNet's module ${name} takes ${macs} MACs`,
    block: () => new nn.InceptionModule(...widths),
    input: [1, inChannels, size, size],
    output: [1, n1x1 + n3x3 + n5x5 + poolProj, size, size],
    macs,
  };
}
