import { describe, it } from "mocha";
import { UNet } from "../../media/examples/unet.ts";
import { models, randn } from "../../src/nn/index.ts";
import { trace } from "../../src/nn/running/trace.ts";
import { ConvNeXt, Csp } from "../fixtures/executed/convnext.ts";
import { Shuffled, ShuffleNetV2 } from "../fixtures/executed/shufflenet-v2.ts";
import { assertSameBits } from "../support/thread-runs.ts";

const nets = {
  LeNet5: trace(new models.LeNet5(), randn(2, 1, 32, 32)),
  ShuffleNetV2: trace(new ShuffleNetV2([2, 2], [24, 60, 100, 64]), randn(2, 3, 64, 48)),
  ConvNeXt: trace(new ConvNeXt([1, 2], [20, 24]), randn(2, 3, 32, 64)),
  "groups and shuffles": trace(new Shuffled(), randn(3, 12, 6, 7)),
  "a cross-stage partial block": trace(new Csp(), randn(2, 16, 9, 9)),
  ResNet18: trace(new models.ResNet18(10), randn(1, 3, 64, 64)),
  GoogLeNet: trace(new models.GoogLeNet(10), randn(1, 3, 64, 64)),
  MobileNetV1: trace(new models.MobileNetV1(10), randn(1, 3, 64, 64)),
  DenseNet121: trace(new models.DenseNet121(10), randn(1, 3, 64, 64)),
  EfficientNetB0: trace(new models.EfficientNetB0(10), randn(1, 3, 64, 64)),
  UNet: trace(new UNet(3, 2), randn(1, 3, 64, 64)),
  "UNet, enlarged bilinearly": trace(new UNet(3, 2, 12, "bilinear"), randn(2, 3, 40, 32)),
};

describe("threads, on whole nets,", () => {
  for (const [name, graph] of Object.entries(nets)) {
    it(`give ${name} the same bits, however many they are`, () => assertSameBits(graph));
  }
});
