import { optionsOf } from "../arguments.ts";
import { type LocalResponseNormOptions, localResponseNormAttributes } from "../layers/local-response-norm.ts";
import { apply, attributes, type Tensor } from "../tensor.ts";

/** Divides each number by what its neighbouring channels hold at the same place (Krizhevsky et al. 2012). */
export function localResponseNorm(x: Tensor, size: number, options: LocalResponseNormOptions = {}): Tensor {
  return apply(
    "local-response-norm",
    attributes(
      "local-response-norm",
      localResponseNormAttributes(size, optionsOf("local-response-norm", options)),
    ),
    [x],
  );
}
