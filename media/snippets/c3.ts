import { cat, nn, type Tensor } from "cnn-blocks";

/** Half of the channels pass through pairs of convolutions, the other half goes around. Jocher 2020, https://github.com/ultralytics/yolov5. */
export class C3 extends nn.Module {
  cv1: nn.Sequential;
  cv2: nn.Sequential;
  cv3: nn.Sequential;
  m: nn.Sequential;

  constructor(inChannels: number, outChannels: number, depth = 1, hasShortcut = true) {
    super();
    const hidden = Math.floor(outChannels / 2);
    this.cv1 = c3Unit(inChannels, hidden);
    this.cv2 = c3Unit(inChannels, hidden);
    this.cv3 = c3Unit(2 * hidden, outChannels);
    this.m = new nn.Sequential();
    for (let i = 0; i < depth; i++) this.m.append(new C3Pair(hidden, hasShortcut));
  }

  forward(x: Tensor): Tensor {
    return this.cv3(cat([this.m(this.cv1(x)), this.cv2(x)], 1));
  }
}

/** A 1×1 and a 3×3 convolution, and the sum with the input where it is wanted. */
class C3Pair extends nn.Module {
  cv1: nn.Sequential;
  cv2: nn.Sequential;
  hasShortcut: boolean;

  constructor(channels: number, hasShortcut: boolean) {
    super();
    this.cv1 = c3Unit(channels, channels);
    this.cv2 = c3Unit(channels, channels, 3);
    this.hasShortcut = hasShortcut;
  }

  forward(x: Tensor): Tensor {
    const out = this.cv2(this.cv1(x));
    return this.hasShortcut ? x.add(out) : out;
  }
}

function c3Unit(inChannels: number, outChannels: number, kernelSize = 1): nn.Sequential {
  const padding = Math.floor(kernelSize / 2);
  return new nn.Sequential({
    conv: new nn.Conv2d(inChannels, outChannels, kernelSize, { padding, bias: false }),
    bn: new nn.BatchNorm2d(outChannels, { eps: 1e-3 }),
    act: new nn.SiLU(),
  });
}
