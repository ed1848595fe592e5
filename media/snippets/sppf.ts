import { cat, nn, type Tensor } from "cnn-blocks";

/** Three max pools in a row see ever wider windows, and a 1×1 joins what all of them see. Jocher 2021, https://github.com/ultralytics/yolov5. */
export class SPPF extends nn.Module {
  cv1: nn.Sequential;
  cv2: nn.Sequential;
  m: nn.MaxPool2d;

  constructor(inChannels: number, outChannels: number, kernelSize = 5) {
    super();
    const hidden = Math.floor(inChannels / 2);
    this.cv1 = this.unit(inChannels, hidden);
    this.cv2 = this.unit(4 * hidden, outChannels);
    this.m = new nn.MaxPool2d(kernelSize, { stride: 1, padding: Math.floor(kernelSize / 2) });
  }

  private unit(inChannels: number, outChannels: number): nn.Sequential {
    return new nn.Sequential({
      conv: new nn.Conv2d(inChannels, outChannels, 1, { bias: false }),
      bn: new nn.BatchNorm2d(outChannels, { eps: 1e-3 }),
      act: new nn.SiLU(),
    });
  }

  forward(x: Tensor): Tensor {
    const once = this.cv1(x);
    const twice = this.m(once);
    const thrice = this.m(twice);
    return this.cv2(cat([once, twice, thrice, this.m(thrice)], 1));
  }
}
