// A net that tells ten everyday things apart: two blocks of two convolutions, as in VGG, only tiny. Run it: the preview
// finds its weights in tiny-vgg.safetensors and the names of its classes in tiny-vgg.classes.txt, beside this file.
// Give it a picture of your own in the Run tab: open it, drop it, or paste it.
//
// The weights are those of CNN Explainer, by the Polo Club of Data Science, trained on Tiny ImageNet.

import { F, flatten, nn, type Tensor } from "cnn-blocks";

/** @input 1x3x64x64 */
export class TinyVgg extends nn.Module {
  block1: nn.Sequential;
  block2: nn.Sequential;
  classifier: nn.Linear;

  constructor() {
    super();
    this.block1 = convolutions(3, 10);
    this.block2 = convolutions(10, 10);
    // Without padding, every convolution takes two pixels off: 64 → 60 → 30 → 26 → 13.
    this.classifier = new nn.Linear(10 * 13 * 13, 10);
  }

  forward(x: Tensor): Tensor {
    const out = F.maxPool2d(this.block1(x), 2);
    return this.classifier(flatten(F.maxPool2d(this.block2(out), 2), 1));
  }
}

function convolutions(inChannels: number, outChannels: number): nn.Sequential {
  return new nn.Sequential(
    new nn.Conv2d(inChannels, outChannels, 3),
    new nn.ReLU(),
    new nn.Conv2d(outChannels, outChannels, 3),
    new nn.ReLU(),
  );
}
