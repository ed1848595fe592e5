// A net that enlarges a picture to three times its width and height and sharpens it on the way: ESPCN (Shi et al. 2016). All
// its work is done on the small picture; only the last step makes nine channels of numbers into 3×3 times as many pixels. Run
// it: the preview finds its weights in super-resolution.safetensors, beside this file. Open a picture of your own in the Run
// tab, and select the last layer to compare what comes out with what went in.
//
// The weights are those of the ONNX model zoo's net of that name, trained by PyTorch's tutorial for exports.

import { F, nn, type Tensor } from "cnn-blocks";

// The input is how bright each pixel is, from 0 to 1. Colours can be enlarged without a net: the eye sees little of their detail.

/** @input 1x1x224x224 */
export class SuperResolution extends nn.Module {
  conv1: nn.Conv2d;
  conv2: nn.Conv2d;
  conv3: nn.Conv2d;
  conv4: nn.Conv2d;
  pixelShuffle: nn.PixelShuffle;

  constructor(upscaleFactor = 3) {
    super();
    this.conv1 = new nn.Conv2d(1, 64, 5, { padding: 2 });
    this.conv2 = new nn.Conv2d(64, 64, 3, { padding: 1 });
    this.conv3 = new nn.Conv2d(64, 32, 3, { padding: 1 });
    // One channel for each of the pixels that one pixel becomes.
    this.conv4 = new nn.Conv2d(32, upscaleFactor ** 2, 3, { padding: 1 });
    this.pixelShuffle = new nn.PixelShuffle(upscaleFactor);
  }

  forward(x: Tensor): Tensor {
    let out = F.relu(this.conv1(x));
    out = F.relu(this.conv2(out));
    out = F.relu(this.conv3(out));
    return this.pixelShuffle(this.conv4(out));
  }
}
