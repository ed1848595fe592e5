import { F, nn, type Tensor } from "cnn-blocks";

/** Five stages of 3×3 convolutions, then three linear layers. Simonyan and Zisserman 2014, https://arxiv.org/abs/1409.1556. */
export class VGG16 extends nn.Module {
  static exampleInput = [1, 3, 224, 224];

  features: nn.Sequential;
  avgpool: nn.AdaptiveAvgPool2d;
  classifier: nn.Sequential;

  constructor(numClasses = 1000) {
    super();
    this.features = new nn.Sequential(
      ...vggStage(3, 64, 2),
      ...vggStage(64, 128, 2),
      ...vggStage(128, 256, 3),
      ...vggStage(256, 512, 3),
      ...vggStage(512, 512, 3),
    );
    this.avgpool = new nn.AdaptiveAvgPool2d(7);
    this.classifier = new nn.Sequential(
      new nn.Linear(512 * 7 * 7, 4096),
      new nn.ReLU(),
      new nn.Dropout(),
      new nn.Linear(4096, 4096),
      new nn.ReLU(),
      new nn.Dropout(),
      new nn.Linear(4096, numClasses),
    );
  }

  forward(x: Tensor): Tensor {
    const out = this.avgpool(this.features(x));
    return this.classifier(F.flatten(out, 1));
  }
}

/** Convolutions with ReLUs, and a max pool that halves the image. */
function vggStage(inChannels: number, channels: number, depth: number): nn.Layer[] {
  const layers: nn.Layer[] = [];
  for (let i = 0; i < depth; i++) {
    layers.push(new nn.Conv2d(i === 0 ? inChannels : channels, channels, 3, { padding: 1 }), new nn.ReLU());
  }
  return [...layers, new nn.MaxPool2d(2)];
}
