import { interpolate } from "../functional.ts";
import type { Tensor } from "../tensor.ts";

/** Feature maps or scores, brought bilinearly to the size of another image. */
export function enlarged(maps: Tensor, image: Tensor): Tensor {
  return interpolate(maps, { size: [image.size(2), image.size(3)], mode: "bilinear" });
}
