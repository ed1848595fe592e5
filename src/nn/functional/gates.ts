import { type AdaptiveSize, adaptiveAvgPool2dAttributes } from "../layers/adaptive-avg-pool2d.ts";
import { glu as gluOf } from "../layers/gates.ts";
import { prelu as preluOf } from "../layers/prelu.ts";
import { apply, asTensor, attributes, type Tensor } from "../tensor.ts";

/** Half of the axis `dim`, times the sigmoid of the other half. */
export function glu(x: Tensor, dim = -1): Tensor {
  return gluOf(asTensor("sigmoid", x), dim);
}

/** The softmax of −x along the axis `dim`. */
export function softmin(x: Tensor, dim: number): Tensor {
  return asTensor("softmax", x).neg().softmax(dim);
}

/** x where it is not negative, the weight times x elsewhere: one, or one for each channel. */
export function prelu(x: Tensor, weight: Tensor): Tensor {
  return preluOf(asTensor("prelu", x), asTensor("prelu", weight));
}

/** The largest numbers in as many equal parts of the image as the output has elements. */
export function adaptiveMaxPool2d(x: Tensor, outputSize: AdaptiveSize): Tensor {
  const attrs = attributes("adaptive-max-pool2d", adaptiveAvgPool2dAttributes(outputSize));
  return apply("adaptive-max-pool2d", attrs, [x]);
}
