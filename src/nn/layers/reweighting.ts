import type { KeptAttributes, Tensor } from "../tensor.ts";

/** How a layer calculates its weight from tensors that it keeps instead, as under `nn.utils.weightNorm`. */
export interface Reweighting {
  /** What is kept in the place of a weight, in PyTorch's order. */
  parts(weight: KeptAttributes): readonly KeptAttributes[];
  /** The weight, from the parts by their names. */
  weightFrom(part: (name: string) => Tensor): Tensor;
}
