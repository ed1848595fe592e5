import { cat, F, nn, type Tensor } from "cnn-blocks";

/** Convolutions with ever wider gaps see the same input side by side. Chen et al. 2017, https://arxiv.org/abs/1706.05587. */
export class ASPP extends nn.Module {
  convs: nn.ModuleList<nn.Layer>;
  project: nn.Sequential;

  constructor(inChannels: number, rates: readonly number[] = [12, 24, 36], outChannels = 256) {
    super();
    this.convs = new nn.ModuleList<nn.Layer>([
      new nn.Sequential(
        new nn.Conv2d(inChannels, outChannels, 1, { bias: false }),
        new nn.BatchNorm2d(outChannels),
        new nn.ReLU(),
      ),
    ]);
    for (const rate of rates) {
      this.convs.append(
        new nn.Sequential(
          new nn.Conv2d(inChannels, outChannels, 3, { padding: rate, dilation: rate, bias: false }),
          new nn.BatchNorm2d(outChannels),
          new nn.ReLU(),
        ),
      );
    }
    this.convs.append(new ASPPPooling(inChannels, outChannels));
    this.project = new nn.Sequential(
      new nn.Conv2d(outChannels * (rates.length + 2), outChannels, 1, { bias: false }),
      new nn.BatchNorm2d(outChannels),
      new nn.ReLU(),
      new nn.Dropout(0.5),
    );
  }

  forward(x: Tensor): Tensor {
    return this.project(
      cat(
        this.convs.map((conv) => conv(x)),
        1,
      ),
    );
  }
}

/** The mean of the image, convolved by 1×1, at every pixel. */
class ASPPPooling extends nn.Sequential {
  constructor(inChannels: number, outChannels: number) {
    super(
      new nn.AdaptiveAvgPool2d(1),
      new nn.Conv2d(inChannels, outChannels, 1, { bias: false }),
      new nn.BatchNorm2d(outChannels),
      new nn.ReLU(),
    );
  }

  override forward(x: Tensor): Tensor {
    return F.interpolate(super.forward(x), { size: [x.size(2), x.size(3)], mode: "bilinear" });
  }
}
