import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { UNet } from "../../../media/examples/unet.ts";
import { models, nn, randn } from "../../../src/nn/index.ts";
import { trace } from "../../../src/nn/running/trace.ts";
import { ConvNeXt, Csp } from "../../fixtures/executed/convnext.ts";
import { DeepLab } from "../../fixtures/executed/deeplab.ts";
import { Shuffled, ShuffleNetV2 } from "../../fixtures/executed/shufflenet-v2.ts";
import { backends } from "../../support/kernels.ts";
import { assertOracleAgrees } from "../../support/oracle.ts";

type Module = Parameters<typeof trace>[0];

interface Row {
  readonly make: () => Module;
  readonly input: readonly number[];
  /** Only the outputs are compared. */
  readonly outputs?: true;
  /** It takes long, so it runs in one way and on one build only; the builds take turns. */
  readonly heavy?: true;
}

/**
 * Blocks and nets against ONNX Runtime, each value that a step leaves behind. With Winograd's algorithm a value is within
 * 1e-4 of the largest magnitude in it, without it within 1e-5.
 */
const rows: Readonly<Record<string, Row>> = {
  PlainBlock: { make: () => new nn.PlainBlock(64, 64), input: [2, 64, 32, 32] },
  "ResidualBlock without a projection": { make: () => new nn.ResidualBlock(64, 64), input: [2, 64, 32, 32] },
  "ResidualBlock with a projection": { make: () => new nn.ResidualBlock(64, 128, 2), input: [2, 64, 33, 31] },
  Bottleneck: { make: () => new nn.Bottleneck(256, 64), input: [1, 256, 28, 28] },
  InceptionModule: {
    make: () => new nn.InceptionModule(192, 64, 96, 128, 16, 32, 32),
    input: [2, 192, 28, 28],
  },
  DepthwiseSeparableConv: { make: () => new nn.DepthwiseSeparableConv(64, 128), input: [1, 64, 32, 32] },
  UNet: { make: () => new UNet(3, 2), input: [1, 3, 64, 96] },
  "UNet, enlarged bilinearly": { make: () => new UNet(3, 2, 12, "bilinear"), input: [1, 3, 40, 32] },
  ShuffleNetV2: {
    make: () => new ShuffleNetV2([4, 8, 4], [24, 116, 232, 464, 1024]),
    input: [1, 3, 128, 128],
    heavy: true,
  },
  "DeepLab, dilated and enlarged to a size": { make: () => new DeepLab(), input: [2, 3, 72, 104] },
  ConvNeXt: { make: () => new ConvNeXt([2, 2], [40, 52]), input: [2, 3, 64, 96] },
  "groups and shuffles": { make: () => new Shuffled(), input: [2, 12, 6, 7] },
  "a cross-stage partial block": { make: () => new Csp(), input: [2, 16, 9, 9] },
  LeNet5: { make: () => new models.LeNet5(), input: [2, 1, 32, 32] },
  // The classifiers of these two alone would take longer to fill with numbers than all the other nets to run.
  "AlexNet's features": { make: () => new models.AlexNet().features, input: [1, 3, 128, 128] },
  "VGG16's features": { make: () => new models.VGG16().features, input: [1, 3, 48, 32], heavy: true },
  ResNet18: { make: () => new models.ResNet18(), input: [1, 3, 96, 96], heavy: true },
  ResNet50: { make: () => new models.ResNet50(), input: [1, 3, 64, 64], heavy: true },
  GoogLeNet: { make: () => new models.GoogLeNet(), input: [1, 3, 112, 112], heavy: true },
  MobileNetV1: { make: () => new models.MobileNetV1(), input: [1, 3, 128, 128], heavy: true },
  DenseNet121: { make: () => new models.DenseNet121(), input: [1, 3, 64, 64], heavy: true },
  SqueezeNet11: { make: () => new models.SqueezeNet11(), input: [1, 3, 128, 128], heavy: true },
  // Under weights made for a test, ReLU6 cuts off at 6 what any two engines' roundings move by parts of far more.
  MobileNetV2: { make: () => new models.MobileNetV2(), input: [1, 3, 128, 128], outputs: true },
  EfficientNetB0: { make: () => new models.EfficientNetB0(), input: [1, 3, 128, 128], heavy: true },
};

const fast = { tolerance: 1e-4 } as const;
/** What differs from the fast way is which algorithms are chosen, and that is the same for every build. */
const exact = { tolerance: 1e-5, memory: "low", on: backends.slice(0, 1) } as const;

describe("ONNX Runtime agrees, layer by layer", () => {
  for (const [index, [name, { make, input, outputs = false, heavy = false }]] of Object.entries(
    rows,
  ).entries()) {
    it(`${name} on ${input.join("×")}`, async () => {
      const turn = index % backends.length;
      const promises = heavy ? [{ ...fast, on: backends.slice(turn, turn + 1) }] : [fast, exact];
      const graph = trace(make(), randn(...input));
      const compared = await assertOracleAgrees(graph, promises, { everyLayer: !outputs });
      if (!outputs) assert.ok(compared > 2 * (backends.length + 1), "more than the output");
    }).timeout(120_000);
  }
});
