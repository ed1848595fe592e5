import { optionsOf } from "../arguments.ts";
import { asTensor, type Tensor } from "../tensor.ts";

export interface FunctionalRMSNormOptions {
  /** What the result is multiplied by: γ, of the shape of the last axes. */
  weight?: Tensor | null | undefined;
  /** Added to the mean square, so that nothing is divided by 0; the least step from 1 in single precision. */
  eps?: number | null | undefined;
}

/** x / √(mean x² + eps) over the last axes, whose sizes are given; then times γ, where given. */
export function rmsNorm(
  x: Tensor,
  normalizedShape: number | readonly number[],
  options: FunctionalRMSNormOptions = {},
): Tensor {
  const { weight = null, eps } = optionsOf("layer-norm", options);
  const axes = [normalizedShape].flat().map((_, index) => -1 - index);
  const meanSquare = asTensor("mean", x).square().mean(axes, { keepdim: true });
  const normal = x.mul(meanSquare.add(eps ?? 2 ** -23).rsqrt());
  return weight === null ? normal : normal.mul(weight);
}
