import { ModuleList } from "../layers/module-list.ts";
import type { Layer } from "../layers/sequential.ts";
import type { Tensor } from "../tensor.ts";
import { type BottleneckRow, mobileNetV3Features, mobilenetsV3 } from "./mobilenet-v3.ts";

/** After which of MobileNetV3 Large's features the image has an eighth of its size, with 40 channels. */
const early = 4;

/**
 * The features of MobileNetV3 Large as nets for segmentation see an image with them: those of the block with 40 channels, and
 * the last. Its last blocks spread their taps instead of halving the image.
 */
export class MobileNetV3Levels extends ModuleList<Layer> {
  constructor() {
    super(mobileNetV3Features(mobilenetsV3.mobilenet_v3_large.rows.map(dilated)));
  }

  override forward(x: Tensor): readonly Tensor[] {
    const outputs: Tensor[] = [];
    let out = x;
    for (const layer of this.toArray()) {
      out = layer(out);
      outputs.push(out);
    }
    return [outputs[early], out] as Tensor[];
  }
}

/** A block as it is where the image is no longer halved: the last three have 160 channels. */
function dilated(row: BottleneckRow): BottleneckRow {
  const [kernelSize, hidden, outChannels, squeezes, activation, stride] = row;
  return outChannels === 160
    ? [kernelSize, hidden, outChannels, squeezes, activation, 1, 2]
    : [kernelSize, hidden, outChannels, squeezes, activation, stride];
}
