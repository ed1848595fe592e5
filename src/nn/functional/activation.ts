import type { Attrs } from "../../ir/index.ts";
import { optionsOf } from "../arguments.ts";
import { apply, attributes, overwrite, type Tensor } from "../tensor.ts";

export interface ActivationOptions {
  /** Whether the result takes the place of x, as in PyTorch; false. */
  inplace?: boolean | undefined;
}

/** An activation of x; with `inplace` it takes the place of x, as in PyTorch. */
export function activation(op: string, attrs: Attrs, x: Tensor, options: ActivationOptions): Tensor {
  const { inplace = false } = optionsOf(op, options);
  const result = apply(op, attributes(op, attrs), [x]);
  return inplace ? overwrite(op, x, result) : result;
}
