import { optionsOf } from "../arguments.ts";
import { apply, attributes, type Tensor } from "../tensor.ts";

export interface PadOptions {
  /**
   * What the new places hold: `"constant"` a value, `"reflect"` a mirror image without the edge, `"replicate"` the edge
   * again, `"circular"` what stands at the other end; `"constant"`.
   */
  mode?: "constant" | "reflect" | "replicate" | "circular" | undefined;
  /** The value in mode `"constant"`; 0. */
  value?: number | undefined;
}

/**
 * More places before and behind axes: two numbers for the last axis, then two for the one before it, and so on. Negative
 * numbers crop. `F.pad(x, [left, right, top, bottom])`: [N, C, H, W] → [N, C, H + top + bottom, W + left + right].
 */
export function pad(x: Tensor, padding: readonly number[], options: PadOptions = {}): Tensor {
  const { mode = "constant", value = 0 } = optionsOf("pad", options);
  return apply("pad", attributes("pad", { padding, mode, value }), [x]);
}
