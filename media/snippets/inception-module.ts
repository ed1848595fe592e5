import { cat, nn, type Tensor } from "cnn-blocks";

/** Several kernel sizes side by side, concatenated. Szegedy et al. 2014, https://arxiv.org/abs/1409.4842. */
export class InceptionModule extends nn.Module {
  b1: nn.Sequential;
  b2: nn.Sequential;
  b3: nn.Sequential;
  b4: nn.Sequential;

  constructor(
    inChannels: number,
    n1x1: number,
    n3x3Reduce: number,
    n3x3: number,
    n5x5Reduce: number,
    n5x5: number,
    poolProj: number,
  ) {
    super();
    this.b1 = new nn.Sequential(new nn.Conv2d(inChannels, n1x1, 1), new nn.BatchNorm2d(n1x1), new nn.ReLU());
    this.b2 = new nn.Sequential(
      new nn.Conv2d(inChannels, n3x3Reduce, 1),
      new nn.BatchNorm2d(n3x3Reduce),
      new nn.ReLU(),
      new nn.Conv2d(n3x3Reduce, n3x3, 3, { padding: 1 }),
      new nn.BatchNorm2d(n3x3),
      new nn.ReLU(),
    );
    this.b3 = new nn.Sequential(
      new nn.Conv2d(inChannels, n5x5Reduce, 1),
      new nn.BatchNorm2d(n5x5Reduce),
      new nn.ReLU(),
      new nn.Conv2d(n5x5Reduce, n5x5, 5, { padding: 2 }),
      new nn.BatchNorm2d(n5x5),
      new nn.ReLU(),
    );
    this.b4 = new nn.Sequential(
      new nn.MaxPool2d(3, { stride: 1, padding: 1 }),
      new nn.Conv2d(inChannels, poolProj, 1),
      new nn.BatchNorm2d(poolProj),
      new nn.ReLU(),
    );
  }

  forward(x: Tensor): Tensor {
    return cat([this.b1(x), this.b2(x), this.b3(x), this.b4(x)], 1);
  }
}
