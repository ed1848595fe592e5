import type { Attrs } from "../ir/index.ts";
import { apply, attributes, type Tensor } from "./tensor.ts";

/** Applies a layer's op to a weight and a bias that are tensors like any other. */
export function applyForm(op: string, attrs: Attrs, x: Tensor, weight: Tensor, bias: Tensor | null): Tensor {
  const given = bias === null ? ["weight"] : ["weight", "bias"];
  const inputs = bias === null ? [x, weight] : [x, weight, bias];
  return apply(op, attributes(op, { ...attrs, given }), inputs);
}
