import { cat, nn, type Tensor } from "cnn-blocks";

/** What every pair of convolutions gives is kept, and a 1×1 joins it all. Jocher et al. 2023, https://github.com/ultralytics/ultralytics. */
export class C2f extends nn.Module {
  cv1: nn.Sequential;
  cv2: nn.Sequential;
  m: nn.ModuleList<C2fPair>;

  constructor(inChannels: number, outChannels: number, depth = 1, hasShortcut = false) {
    super();
    const hidden = Math.floor(outChannels / 2);
    this.cv1 = c2fUnit(inChannels, 2 * hidden);
    this.cv2 = c2fUnit((2 + depth) * hidden, outChannels);
    this.m = new nn.ModuleList<C2fPair>();
    for (let i = 0; i < depth; i++) this.m.append(new C2fPair(hidden, hasShortcut));
  }

  forward(x: Tensor): Tensor {
    const [first, second] = this.cv1(x).chunk(2, 1) as [Tensor, Tensor];
    const parts = [first, second];
    let last = second;
    for (const pair of this.m) {
      last = pair(last);
      parts.push(last);
    }
    return this.cv2(cat(parts, 1));
  }
}

/** Two 3×3 convolutions, and the sum with the input where it is wanted. */
class C2fPair extends nn.Module {
  cv1: nn.Sequential;
  cv2: nn.Sequential;
  hasShortcut: boolean;

  constructor(channels: number, hasShortcut: boolean) {
    super();
    this.cv1 = c2fUnit(channels, channels, 3);
    this.cv2 = c2fUnit(channels, channels, 3);
    this.hasShortcut = hasShortcut;
  }

  forward(x: Tensor): Tensor {
    const out = this.cv2(this.cv1(x));
    return this.hasShortcut ? x.add(out) : out;
  }
}

function c2fUnit(inChannels: number, outChannels: number, kernelSize = 1): nn.Sequential {
  const padding = Math.floor(kernelSize / 2);
  return new nn.Sequential({
    conv: new nn.Conv2d(inChannels, outChannels, kernelSize, { padding, bias: false }),
    bn: new nn.BatchNorm2d(outChannels, { eps: 1e-3 }),
    act: new nn.SiLU(),
  });
}
