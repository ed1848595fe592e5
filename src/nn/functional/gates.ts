import { glu as gluOf } from "../layers/gates.ts";
import { prelu as preluOf } from "../layers/prelu.ts";
import { asTensor, type Tensor } from "../tensor.ts";

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
