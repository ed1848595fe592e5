import { type Checked, faulty, ok } from "../../base/index.ts";
import {
  add,
  type Dim,
  floorDivide,
  isUnknown,
  known,
  minimum,
  multiply,
  subtract,
  sum,
  unknownDim,
} from "../../ir/index.ts";
import type { Padding } from "../lowering.ts";
import type { OpProblem, Window } from "../op.ts";
import type { DimPair, Flag } from "./attributes.ts";

/** A window that slides over height and width: convolution and pooling. */
export interface SlidingWindow {
  readonly kernelSize: DimPair;
  readonly stride: DimPair;
  /** Both sides together, and the side before the first element, per axis. */
  readonly padding: { readonly total: DimPair; readonly before: DimPair };
  readonly dilation: DimPair;
  /** Whether a last window may hang over the end. */
  readonly ceilMode: Flag;
}

/** The same padding on both sides. */
export function symmetric([height, width]: DimPair): SlidingWindow["padding"] {
  return { total: [multiply(height, 2), multiply(width, 2)], before: [height, width] };
}

/** How many places the window has on each axis. A window that is larger than the padded input has none. */
export function slide(window: SlidingWindow, input: DimPair): Checked<DimPair, OpProblem> {
  const sizes: DimPair = [places(window, input, 0), places(window, input, 1)];
  const tooSmall = sizes.findIndex((size) => (known(size) ?? 1) < 1);
  if (tooSmall < 0) return ok(sizes);
  return faulty(
    sizes.map(positiveOrUnknown) as unknown as DimPair,
    kernelExceedsInput(window, input, tooSmall as 0 | 1),
  );
}

/** Rows and columns that one output covers: dilation · (kernel − 1) + 1. */
export function extent(kernelSize: DimPair, dilation: DimPair): DimPair {
  return [extentAlong(kernelSize[0], dilation[0]), extentAlong(kernelSize[1], dilation[1])];
}

export function slidingField(kernelSize: DimPair, stride: DimPair, dilation: DimPair): Window {
  return { kind: "sliding", size: extent(kernelSize, dilation), stride };
}

/** The padding on each side as numbers, for kernels. */
export function sidesOf({ total, before }: SlidingWindow["padding"]): Padding {
  const [[height, width], [top, left]] = [
    total.map(Number) as [number, number],
    before.map(Number) as [number, number],
  ];
  return { top, bottom: height - top, left, right: width - left };
}

/**
 * ⌊(size + padding − extent) / stride⌋ + 1. In ceil mode the quotient is rounded up, but the last window has to start
 * inside the input or its leading padding; as both bounds are quotients by the stride, the smaller numerator decides.
 */
function places(
  { kernelSize, stride, padding, dilation, ceilMode }: SlidingWindow,
  input: DimPair,
  axis: 0 | 1,
): Dim {
  const s = stride[axis];
  const slack = subtract(padding.total[axis], extentAlong(kernelSize[axis], dilation[axis]));
  if (isUnknown(s)) return s;
  if (ceilMode === false) return add(floorDivide(add(input[axis], slack), s), 1);
  if (ceilMode !== true) return ceilMode;
  return floorDivide(sum([input[axis], minimum(add(slack, s), padding.before[axis]), s, -1]), s);
}

function extentAlong(kernel: Dim, dilation: Dim): Dim {
  return add(multiply(dilation, subtract(kernel, 1)), 1);
}

function positiveOrUnknown(size: Dim): Dim {
  return (known(size) ?? 1) < 1 ? unknownDim("the kernel is larger than its input") : size;
}

function kernelExceedsInput(window: SlidingWindow, input: DimPair, axis: 0 | 1): OpProblem {
  return {
    code: "kernel-exceeds-input",
    blame: { kind: "attr", name: "kernelSize" },
    data: {
      axis: axis === 0 ? "height" : "width",
      kernel: extentAlong(window.kernelSize[axis], window.dilation[axis]),
      input: add(input[axis], window.padding.total[axis]),
    },
  };
}
