import type { Row } from "../row.ts";
import { composed } from "./composed.ts";
import { functional } from "./functional.ts";
import { images } from "./images.ts";
import { inPlace } from "./in-place.ts";
import { layers } from "./layers.ts";
import { otherAxes } from "./other-axes.ts";
import { pointwise } from "./pointwise.ts";
import { reductions } from "./reductions.ts";
import { shapes } from "./shapes.ts";

/** Everything that is called in PyTorch and here. A new op, layer or function is a row in one of these files. */
export const rows: readonly Row[] = [
  ...pointwise,
  ...composed,
  ...reductions,
  ...shapes,
  ...images,
  ...otherAxes,
  ...functional,
  ...layers,
  ...inPlace,
];
