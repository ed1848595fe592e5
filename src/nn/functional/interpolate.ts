import { optionsOf } from "../arguments.ts";
import { type InterpolateOptions, upsampling } from "../layers/upsample.ts";
import { apply, asTensor, attributes, type Tensor } from "../tensor.ts";

/** Another height and width, length, or depth, height and width: the size given, or ⌊H · scaleFactor⌋ and so on. */
export function interpolate(x: Tensor, options: InterpolateOptions): Tensor {
  const given = optionsOf("upsample", options, ["size", "scaleFactor"]);
  const { op, attrs } = upsampling(given, asTensor("upsample", x).shape.length);
  return apply(op, attributes(op, attrs), [x]);
}
