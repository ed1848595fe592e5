import { nn, type Tensor } from "../../../src/library/index.ts";
import { DenseBlock, Transition } from "../../../src/nn/zoo/densenet.ts";
import { ResNet } from "../../../src/nn/zoo/resnet.ts";
import { BottleneckBlock } from "../../../src/nn/zoo/resnet-blocks.ts";
import type { Example } from "../support/documents.ts";
import { convolutions, resnet18 as small } from "../support/examples.ts";

const input = [1, 3, 224, 224];

export const resnet18: Example = { ...small, input };

export const resnet152: Example = {
  name: "ResNet-152",
  build: () => new ResNet(BottleneckBlock, [3, 8, 36, 3]),
  input,
};

/** To torchvision's layout; the classifier is not what takes time to draw. */
class DenseNet201 extends nn.Module {
  readonly stem = new nn.Sequential(
    new nn.Conv2d(3, 64, 7, { stride: 2, padding: 3, bias: false }),
    new nn.BatchNorm2d(64),
    new nn.ReLU(),
    new nn.MaxPool2d(3, { stride: 2, padding: 1 }),
  );
  readonly block1 = new DenseBlock(6, 64, 32);
  readonly transition1 = new Transition(256);
  readonly block2 = new DenseBlock(12, 128, 32);
  readonly transition2 = new Transition(512);
  readonly block3 = new DenseBlock(48, 256, 32);
  readonly transition3 = new Transition(1792);
  readonly block4 = new DenseBlock(32, 896, 32);
  readonly norm = new nn.BatchNorm2d(1920);

  forward(x: Tensor): Tensor {
    let out = this.transition1(this.block1(this.stem(x)));
    out = this.transition2(this.block2(out));
    out = this.transition3(this.block3(out));
    return this.norm(this.block4(out));
  }
}

export const densenet201: Example = { name: "DenseNet-201", build: () => new DenseNet201(), input };

export const tenThousand: Example = convolutions(10_000);
