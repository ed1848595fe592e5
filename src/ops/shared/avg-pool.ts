import { type Dim, elementCount, known, product, type Shape, subtract } from "../../ir/index.ts";
import type { Concrete, OpProblem } from "../op.ts";
import { type Flag, flag, notNegative, positive, sizes } from "./attributes.ts";
import type { OpSource } from "./define-op.ts";
import {
  inferPooling,
  lowerPooling,
  type Pooling,
  poolReference,
  titlePooling,
  type WindowPosition,
  widePadding,
} from "./pooling.ts";
import { required } from "./reference.ts";
import { slidingField } from "./sliding-window.ts";
import {
  type AxisCount,
  axisWord,
  axisWords,
  readSpatial,
  type Sizes,
  same,
  sizeOf,
  tripleOf,
} from "./spatial.ts";

export type AvgPoolAttrs = {
  readonly kernelSize: Sizes;
  readonly stride: Sizes;
  /** Zeros around the input. */
  readonly padding: Sizes;
  /** Rounds the output size up; the last window still has to start inside the input or its leading padding. */
  readonly ceilMode: Flag;
  /** Whether the padding under a window counts in its divisor; what hangs over the padding never does. */
  readonly countIncludePad: Flag;
};

/** The mean under a window that slides over one, two or three axes; with or without a batch. */
export function avgPool<K extends string>(
  kind: K,
  displayName: string,
  axes: AxisCount,
): Omit<OpSource<K, AvgPoolAttrs>, "examples"> {
  return {
    kind,
    category: "pooling",
    displayName,
    summary: `Takes the mean under a window that slides over ${axisWords[axes]}.`,
    title: (attrs) => titlePooling(displayName, undilated(attrs)),
    rules: {
      kernelSize: sizes(axes, positive),
      stride: sizes(axes, positive),
      padding: sizes(axes, notNegative),
      ceilMode: flag,
      countIncludePad: flag,
    },
    check: (attrs) => widePadding(undilated(attrs)),
    infer(attrs, inputs) {
      const { value, problems } = inferPooling(undilated(attrs), inputs);
      return { value, problems: problems.length > 0 || axes < 3 ? problems : smallVolume(attrs, inputs) };
    },
    params: () => ({}),
    macs: () => 0,
    // Additions, one fewer than numbers under the window, and a division.
    elementwise: ({ kernelSize }, _inputs, output) => product([elementCount(output), ...kernelSize]),
    window: (attrs) => slidingField(attrs.kernelSize, attrs.stride, undilated(attrs).dilation),
    reference: (attrs, inputs) =>
      poolReference(undilated(attrs), required(inputs[0]), (values, place) => {
        const sum = values.reduce((a, b) => a + b, 0);
        return sum / (attrs.countIncludePad ? paddedCount(attrs, place) : values.length);
      }),
    lower: (attrs, inputs) => lowerPooling(undilated(attrs), inputs, "average", attrs.countIncludePad),
  };
}

/** PyTorch takes a mean of volumes only where the window fits into them without their padding. */
function smallVolume({ kernelSize }: AvgPoolAttrs, inputs: readonly Shape[]): readonly OpProblem[] {
  const { sizes } = readSpatial(inputs, 3).value;
  const axis = sizes.findIndex((size, i) => (known(subtract(size, sizeOf(kernelSize, i))) ?? 0) < 0);
  if (axis < 0) return [];
  const [kernel, input] = [sizeOf(kernelSize, axis), sizeOf(sizes, axis)];
  const data = { axis: axisWord(3, axis), kernel, input, isBare: true } as const;
  return [{ code: "kernel-exceeds-input", blame: { kind: "attr", name: "kernelSize" }, data }];
}

/** Attributes with PyTorch's defaults and the same window along all axes, for examples. */
export function plainAvgPool(
  axes: AxisCount,
  k: Dim,
  stride: Dim,
  options: Partial<AvgPoolAttrs> = {},
): AvgPoolAttrs {
  const window = { kernelSize: same(axes, k), stride: same(axes, stride), padding: same(axes, 0) };
  return { ...window, ceilMode: false, countIncludePad: true, ...options };
}

function undilated<A extends AvgPoolAttrs | Concrete<AvgPoolAttrs>>(
  attrs: A,
): A & Pick<Concrete<Pooling>, "dilation"> {
  return { ...attrs, dilation: attrs.kernelSize.map(() => 1) };
}

/** How much of a window lies on the input and its padding. */
function paddedCount(
  { kernelSize, padding }: Concrete<AvgPoolAttrs>,
  { start, sizes }: WindowPosition,
): number {
  const [kernel, around] = [tripleOf(kernelSize, 1), tripleOf(padding, 0)];
  const along = ([0, 1, 2] as const).map(
    (axis) => Math.min(start[axis] + kernel[axis], sizes[axis] + around[axis]) - start[axis],
  );
  return along.reduce((a, b) => a * b);
}
