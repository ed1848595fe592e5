import { type Checked, faulty, ok } from "../../base/index.ts";
import {
  add,
  type Dim,
  floorDivide,
  isUnknown,
  known,
  multiply,
  subtract,
  unknownDim,
} from "../../ir/index.ts";
import type { ColumnsWindow } from "../lowering.ts";
import type { Concrete, OpProblem } from "../op.ts";
import { type DimPair, notNegative, pair, positive, type Rules } from "./attributes.ts";

export type ColumnsAttrs = {
  readonly kernelSize: DimPair;
  readonly dilation: DimPair;
  readonly padding: DimPair;
  readonly stride: DimPair;
};

/** The window of `unfold` and `fold`. */
export const columnsRules: Rules<ColumnsAttrs> = {
  kernelSize: pair(positive),
  dilation: pair(positive),
  padding: pair(notNegative),
  stride: pair(positive),
};

/** How many places the window has along each axis of an image; an image that is smaller than it has none. */
export function placesOn(attrs: ColumnsAttrs, image: DimPair): Checked<DimPair, OpProblem> {
  const [rows, columns] = [placesAlong(attrs, image, 0), placesAlong(attrs, image, 1)];
  const axis = [rows, columns].findIndex((count) => (known(count) ?? 1) < 1);
  if (axis < 0) return ok([rows, columns]);
  const kernel = extentAlong(attrs, axis as 0 | 1);
  const input = add(image[axis as 0 | 1], multiply(attrs.padding[axis as 0 | 1], 2));
  const none = unknownDim("the window is larger than the image");
  return faulty([none, none], {
    code: "kernel-exceeds-input",
    blame: { kind: "attr", name: "kernelSize" },
    data: { axis: axis === 0 ? "height" : "width", kernel, input },
  });
}

function placesAlong(attrs: ColumnsAttrs, image: DimPair, axis: 0 | 1): Dim {
  const slack = subtract(add(image[axis], multiply(attrs.padding[axis], 2)), extentAlong(attrs, axis));
  return isUnknown(attrs.stride[axis]) ? attrs.stride[axis] : add(floorDivide(slack, attrs.stride[axis]), 1);
}

function extentAlong({ kernelSize, dilation }: ColumnsAttrs, axis: 0 | 1): Dim {
  return add(multiply(dilation[axis], subtract(kernelSize[axis], 1)), 1);
}

export function columnsWindow(attrs: Concrete<ColumnsAttrs>): ColumnsWindow {
  const { kernelSize: kernel, dilation, padding, stride } = attrs;
  return { kernel, dilation, padding, stride };
}

/** Calls back with each tap of the window at each place that lies inside the image: where both stand, row-major. */
export function eachTap(
  { kernel: [kh, kw], dilation: [dy, dx], padding: [top, left], stride: [sy, sx] }: ColumnsWindow,
  [H, W]: readonly [number, number],
  [outH, outW]: readonly [number, number],
  visit: (tap: number, place: number, pixel: number) => void,
): void {
  for (let tap = 0; tap < kh * kw; tap++) {
    const [i, j] = [Math.floor(tap / kw), tap % kw];
    for (let place = 0; place < outH * outW; place++) {
      const y = Math.floor(place / outW) * sy + i * dy - top;
      const x = (place % outW) * sx + j * dx - left;
      if (y >= 0 && y < H && x >= 0 && x < W) visit(tap, place, y * W + x);
    }
  }
}
