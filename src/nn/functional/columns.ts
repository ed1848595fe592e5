import { optionsOf } from "../arguments.ts";
import { type ColumnsOptions, columnsAttributes } from "../layers/columns.ts";
import { type ComputedSize, pair, type Size2d } from "../layers/sizes.ts";
import { apply, attributes, type Tensor } from "../tensor.ts";

/** What lies under a window at each of its places, as a column: [N, C, H, W] → [N, C·kernelHeight·kernelWidth, places]. */
export function unfold(x: Tensor, kernelSize: Size2d, options: ColumnsOptions = {}): Tensor {
  const attrs = columnsAttributes(kernelSize, optionsOf("unfold", options));
  return apply("unfold", attributes("unfold", attrs), [x]);
}

/** Adds such columns up to an image of the size given: [N, C·kernelHeight·kernelWidth, places] → [N, C, H, W]. */
export function fold(
  x: Tensor,
  outputSize: ComputedSize,
  kernelSize: Size2d,
  options: ColumnsOptions = {},
): Tensor {
  const window = columnsAttributes(kernelSize, optionsOf("fold", options));
  return apply("fold", attributes("fold", { outputSize: pair(outputSize), ...window }), [x]);
}
