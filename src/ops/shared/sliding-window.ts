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
import type { DepthWindow, Padding } from "../lowering.ts";
import type { OpProblem, Window } from "../op.ts";
import type { Flag } from "./attributes.ts";
import { type AxisCount, axisWord, type Sizes, sizeOf } from "./spatial.ts";

/** A window that slides over one, two or three axes: convolution and pooling. */
export interface SlidingWindow {
  readonly kernelSize: Sizes;
  readonly stride: Sizes;
  /** Both sides together, and the side before the first element, per axis. */
  readonly padding: { readonly total: Sizes; readonly before: Sizes };
  readonly dilation: Sizes;
  /** Whether a last window may hang over the end. */
  readonly ceilMode: Flag;
}

/** The same padding on both sides. */
export function symmetric(padding: Sizes): SlidingWindow["padding"] {
  return { total: padding.map((size) => multiply(size, 2)), before: padding };
}

/** How many places the window has on each axis. A window that is larger than the padded input has none. */
export function slide(window: SlidingWindow, input: Sizes): Checked<Sizes, OpProblem> {
  const sizes = input.map((_, axis) => places(window, input, axis));
  const tooSmall = sizes.findIndex((size) => (known(size) ?? 1) < 1);
  if (tooSmall < 0) return ok(sizes);
  return faulty(sizes.map(positiveOrUnknown), kernelExceedsInput(window, input, tooSmall));
}

/** What one output covers along each axis: dilation · (kernel − 1) + 1. */
export function extent(kernelSize: Sizes, dilation: Sizes): Sizes {
  return kernelSize.map((size, axis) => extentAlong(size, sizeOf(dilation, axis)));
}

export function slidingField(kernelSize: Sizes, stride: Sizes, dilation: Sizes): Window {
  return { kind: "sliding", size: extent(kernelSize, dilation), stride };
}

/** The padding on each side of height and width as numbers, for kernels; a signal is one row. */
export function sidesOf({ total, before }: SlidingWindow["padding"]): Padding {
  const [width = 0, height = 0] = total.map(Number).reverse();
  const [left = 0, top = 0] = before.map(Number).reverse();
  return { top, bottom: height - top, left, right: width - left };
}

/** The window along the depth of a volume; null for images and signals. */
export function depthOf(window: SlidingWindow, [from, to]: readonly [number, number]): DepthWindow | null {
  const { kernelSize, stride, padding, dilation } = window;
  if (kernelSize.length < 3) return null;
  const before = Number(padding.before[0]);
  return {
    from,
    to,
    kernel: Number(kernelSize[0]),
    stride: Number(stride[0]),
    before,
    after: Number(padding.total[0]) - before,
    dilation: Number(dilation[0]),
  };
}

/**
 * ⌊(size + padding − extent) / stride⌋ + 1. In ceil mode the quotient is rounded up, but the last window has to start
 * inside the input or its leading padding; as both bounds are quotients by the stride, the smaller numerator decides.
 */
function places(
  { kernelSize, stride, padding, dilation, ceilMode }: SlidingWindow,
  input: Sizes,
  axis: number,
): Dim {
  const [s, size] = [sizeOf(stride, axis), sizeOf(input, axis)];
  const covered = extentAlong(sizeOf(kernelSize, axis), sizeOf(dilation, axis));
  const slack = subtract(sizeOf(padding.total, axis), covered);
  if (isUnknown(s)) return s;
  if (ceilMode === false) return add(floorDivide(add(size, slack), s), 1);
  if (ceilMode !== true) return ceilMode;
  const before = sizeOf(padding.before, axis);
  return floorDivide(sum([size, minimum(add(slack, s), before), s, -1]), s);
}

function extentAlong(kernel: Dim, dilation: Dim): Dim {
  return add(multiply(dilation, subtract(kernel, 1)), 1);
}

function positiveOrUnknown(size: Dim): Dim {
  return (known(size) ?? 1) < 1 ? unknownDim("the kernel is larger than its input") : size;
}

function kernelExceedsInput(window: SlidingWindow, input: Sizes, axis: number): OpProblem {
  return {
    code: "kernel-exceeds-input",
    blame: { kind: "attr", name: "kernelSize" },
    data: {
      axis: axisWord(input.length as AxisCount, axis),
      kernel: extentAlong(sizeOf(window.kernelSize, axis), sizeOf(window.dilation, axis)),
      input: add(sizeOf(input, axis), sizeOf(window.padding.total, axis)),
    },
  };
}
