import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { models, type nn, randn } from "../../src/nn/index.ts";
import { trace } from "../../src/nn/running/trace.ts";
import { parametersIn, summarize } from "../../src/passes/index.ts";

interface Row {
  readonly what: string;
  readonly net: () => nn.Module;
  readonly input: readonly number[];
  readonly outputs: readonly (readonly number[])[];
  readonly parameters?: number;
  /** To as many decimals as were published. */
  readonly millions?: string;
  readonly gigaMacs?: string;
}

/** Nets that make images, or speak of every pixel or box, each with its published figures. */
const rows: readonly Row[] = [
  {
    // github.com/milesial/Pytorch-UNet, counted in PyTorch.
    what: "U-Net on an image that does not halve evenly",
    net: () => new models.UNet(),
    input: [1, 3, 333, 501],
    outputs: [[1, 2, 333, 501]],
    parameters: 31_037_698,
    gigaMacs: "121.102",
  },
  {
    what: "U-Net with bilinear steps",
    net: () => new models.UNet(2, 3, true),
    input: [1, 3, 333, 501],
    outputs: [[1, 2, 333, 501]],
    parameters: 17_263_042,
    gigaMacs: "100.780",
  },
  {
    // torchvision 0.14.1's ResNet-50 and ASPP with the decoder's convolutions, counted in PyTorch. (VainF/DeepLabV3Plus-Pytorch has
    // 62.7G where batch norms count, too.)
    what: "DeepLabv3+ on ResNet-50",
    net: () => new models.DeepLabV3Plus(),
    input: [1, 3, 513, 513],
    outputs: [[1, 21, 513, 513]],
    parameters: 39_761_845,
  },
  {
    what: "Semantic FPN on ResNet-50",
    net: () => new models.SemanticFPN(),
    input: [1, 3, 512, 512],
    outputs: [[1, 150, 512, 512]],
  },
  {
    // github.com/ultralytics/yolov5, version 6.0: "7235389 parameters".
    what: "YOLOv5s",
    net: () => new models.YOLOv5s(),
    input: [1, 3, 640, 640],
    outputs: [
      [1, 3, 80, 80, 85],
      [1, 3, 40, 40, 85],
      [1, 3, 20, 20, 85],
    ],
    parameters: 7_235_389,
    gigaMacs: "8.217",
  },
  {
    // github.com/pytorch/examples, dcgan.
    what: "DCGAN's generator",
    net: () => new models.DCGANGenerator(),
    input: [64, 100, 1, 1],
    outputs: [[64, 3, 64, 64]],
    parameters: 3_576_704,
  },
  {
    what: "DCGAN's discriminator",
    net: () => new models.DCGANDiscriminator(),
    input: [64, 3, 64, 64],
    outputs: [[64]],
    parameters: 2_765_568,
  },
  {
    // github.com/sanghyun-son/EDSR-PyTorch without the constant shifts of the mean.
    what: "EDSR to twice the size",
    net: () => new models.EDSR(),
    input: [1, 3, 48, 48],
    outputs: [[1, 3, 96, 96]],
    parameters: 1_369_859,
  },
  {
    what: "EDSR to three times the size",
    net: () => new models.EDSR({ scale: 3 }),
    input: [1, 3, 48, 48],
    outputs: [[1, 3, 144, 144]],
    parameters: 1_554_523 - 24,
  },
  {
    // Lim et al. 2017, table 1: 43M.
    what: "the large EDSR to four times the size",
    net: () => new models.EDSR({ scale: 4, blocks: 32, channels: 256, residualScale: 0.1 }),
    input: [1, 3, 24, 24],
    outputs: [[1, 3, 96, 96]],
    parameters: 43_089_947 - 24,
    millions: "43",
  },
];

describe("the zoo's nets for images, pixels and boxes have their published sizes", () => {
  for (const { what, net, input, outputs, parameters, millions, gigaMacs } of rows) {
    it(what, () => {
      const graph = trace(net(), randn(input));
      assert.deepEqual(
        graph.outputs.map((id) => graph.nodes[id]?.shape),
        outputs,
      );
      const { total } = summarize(graph);
      if (parameters !== undefined) assert.equal(total.parameters, parameters);
      if (millions !== undefined) assert.equal(rounded(Number(total.parameters) / 1e6, millions), millions);
      if (gigaMacs !== undefined) assert.equal(rounded(Number(total.macs) / 1e9, gigaMacs), gigaMacs);
    });
  }

  it("YOLOv5s has 7,225,885 parameters with its batch norms folded, and Ultralytics' names", () => {
    const graph = trace(new models.YOLOv5s(), randn(1, 3, 64, 64));
    const norms = graph.nodes.filter(({ op }) => op === "batch-norm2d");
    // A batch norm has two numbers a channel, a folded one leaves a bias.
    const channels = norms.reduce((sum, { shape }) => sum + Number(shape[1]), 0);
    assert.equal(Number(summarize(graph).total.parameters) - channels, 7_225_885);
    const names = new Set(parametersIn(graph).map(({ name }) => name));
    for (const name of [
      "0.conv.weight",
      "4.m.1.cv2.bn.running_var",
      "9.cv2.conv.weight",
      "23.m.0.cv1.bn.bias",
    ]) {
      assert.ok(names.has(`model.${name}`), name);
    }
    assert.ok(names.has("model.24.m.2.bias"));
  });
});

/** To as many decimals as another number is written with. */
function rounded(value: number, like: string): string {
  return value.toFixed(like.split(".")[1]?.length ?? 0);
}
